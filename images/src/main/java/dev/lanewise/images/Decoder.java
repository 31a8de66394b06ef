package dev.lanewise.images;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Decodes files by all threads: each holds one whole picture at a time, and what is brought to its form is kept while there is room.
final class Decoder {

    private static final int USUAL_SIDE = 64;

    private final List<LabelledFile> files;
    private final ImageForm form;
    private final AtomicLong room;
    private final byte @Nullable [][] pictures;
    private final @Nullable String[] complaints;

    /// @param room bytes that may be kept
    Decoder(List<LabelledFile> files, ImageForm form, long room) {
        this.files = files;
        this.form = form;
        this.room = new AtomicLong(room);
        this.pictures = new byte[files.size()][];
        this.complaints = new String[files.size()];
    }

    void run(Backend backend) {
        backend.parallel(files.size(), 1, (from, to) -> {
            for (int i = from; i < to; i++) decode(i);
        });
    }

    private void decode(int i) {
        try {
            byte[] picture = ImageFile.read(files.get(i).file()).in(form);
            pictures[i] = room.addAndGet(-picture.length) >= 0 ? picture : new byte[0];
        } catch (DataException e) {
            complaints[i] = e.getMessage();
        }
    }

    /// The files that could be decoded.
    List<LabelledFile> sound() {
        List<LabelledFile> sound = new ArrayList<>();
        for (int i = 0; i < complaints.length; i++) if (complaints[i] == null) sound.add(files.get(i));
        return sound;
    }

    /// Their pictures; empty ones where there was no room.
    byte[][] kept() { return java.util.Arrays.stream(pictures).filter(Objects::nonNull).toArray(byte[][]::new); }

    /// A sentence for each broken file, in the order of the files.
    List<String> complaints() { return java.util.Arrays.stream(complaints).filter(Objects::nonNull).toList(); }

    /// The form of all pictures: grey if all are, of this size, or of their own if it is the same for all, or else of 64 × 64.
    static ImageForm form(PictureTree tree, int side, Backend backend) {
        ImageFile.Header[] headers = new ImageFile.Header[tree.files().size()];
        backend.parallel(headers.length, 1, (from, to) -> {
            for (int i = from; i < to; i++) headers[i] = header(tree.files().get(i));
        });
        List<ImageFile.Header> known = java.util.Arrays.stream(headers).filter(header -> header.height() > 0).toList();
        boolean grey = !known.isEmpty() && known.stream().allMatch(ImageFile.Header::grey);
        boolean same = !known.isEmpty() && known.stream().allMatch(header -> header.height() == known.getFirst().height() && header.width() == known.getFirst().width());
        if (side > 0 || !same) return new ImageForm(side > 0 ? side : USUAL_SIDE, side > 0 ? side : USUAL_SIDE, grey ? 1 : 3);
        return new ImageForm(known.getFirst().height(), known.getFirst().width(), grey ? 1 : 3);
    }

    /// None for a broken file, which [#run] tells of.
    private static ImageFile.Header header(LabelledFile file) {
        try {
            return ImageFile.header(file.file());
        } catch (DataException _) {
            return new ImageFile.Header(0, 0, true);
        }
    }
}
