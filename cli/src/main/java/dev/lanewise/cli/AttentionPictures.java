package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.TextModel;
import dev.lanewise.plots.HeatMap;
import dev.lanewise.plots.Picture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a language model looks in a text: a heat map for each head of each block.
final class AttentionPictures {

    private AttentionPictures() { }

    /// By the names of their files: `block1-head1`, …
    ///
    /// @throws DataException if the model doesn't look back, or sees less than the text
    static Map<String, Picture> of(TextModel model, String text) {
        List<List<Alignment>> blocks = blocks(model, text);
        Map<String, Picture> pictures = new LinkedHashMap<>();
        for (int block = 0; block < blocks.size(); block++) {
            for (int head = 0; head < blocks.get(block).size(); head++) {
                Alignment seen = blocks.get(block).get(head);
                pictures.put("block" + (block + 1) + "-head" + (head + 1),
                        HeatMap.of("Block " + (block + 1) + ", head " + (head + 1), seen.weights(), TranslateCommand.shown(seen.target()), TranslateCommand.shown(seen.source())));
            }
        }
        return pictures;
    }

    private static List<List<Alignment>> blocks(TextModel model, String text) {
        try {
            List<List<Alignment>> blocks = model.attention(text);
            if (!blocks.isEmpty()) return blocks;
        } catch (IllegalArgumentException e) {
            throw new DataException("--looks: " + e.getMessage(), e);
        }
        throw new DataException("--looks: expected a model that tells where it looked, such as 'train gpt' writes, but this one does not. Leave --looks away");
    }
}
