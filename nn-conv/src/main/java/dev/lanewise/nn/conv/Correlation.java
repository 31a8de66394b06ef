package dev.lanewise.nn.conv;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ConvolutionKernels;
import java.util.Arrays;

/// `Y(place) = Σ_taps X(place · stride + tap) · W(tap) + bias` for all places of images, without patches: tiles read a copy of a few lines or images,
/// [PixelBlocks], through a table of steps.
///
/// The places of a *part*, some lines of an image or some images, are done by one thread; parts follow from the shapes alone.
final class Correlation {

    /// Places of a part: enough that a strip of the weight is read for many of them.
    private static final int PLACES = 512;
    /// Terms that a tile sums up at a time; a strip of the weight of this length stays in the nearest cache.
    private static final int DEPTH = 288;
    /// Parts below which the columns are shared out too.
    private static final int FEW_PARTS = 4;
    private static final double SERIAL_WORK = 1 << 17;

    private final Reach rows;
    private final Reach columns;
    private final int images;
    private final int height;
    private final int width;
    private final int channels;
    private final int out;
    private final Backend backend;
    private final ConvolutionKernels kernels;
    private final int tileRows;
    private final int tileColumns;
    /// Images of a part, or lines of one if not even one image is.
    private final int partImages;
    private final int partLines;
    private final PixelBlocks blocks;
    private final int[] steps;
    private final boolean byLines;

    /// On `images` images `[height, width, channels]`, to `out` channels.
    Correlation(Backend backend, Reach rows, Reach columns, int images, int height, int width, int channels, int out) {
        this.rows = rows;
        this.columns = columns;
        this.images = images;
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.out = out;
        this.backend = backend;
        this.kernels = backend.kernels().convolutions();
        this.tileRows = kernels.tileRows();
        this.tileColumns = kernels.tileColumns();
        int places = Math.max(1, rows.places() * columns.places());
        this.partImages = even(images, PLACES / places);
        this.partLines = even(rows.places(), places > PLACES ? PLACES / columns.places() : rows.places());
        this.blocks = new PixelBlocks(rows, columns, channels, partImages, partLines);
        this.steps = blocks.steps();
        this.byLines = partLines * roundedUp(columns.places()) <= roundedUp(linedUp(partLines));
    }

    /// The size of parts of at most about `most` out of `count`, as even as they come.
    private static int even(int count, int most) {
        int parts = Math.ceilDiv(Math.max(1, count), Math.max(1, most));
        return Math.ceilDiv(Math.max(1, count), parts);
    }

    /// Rows that tiles compute for `places` places in a line; narrow tiles are slower.
    private int roundedUp(int places) {
        int rest = places % tileRows;
        return places - rest + Math.min(tileRows, rest == 0 ? 0 : Math.ceilDiv(rest, 4) * 4 + 2);
    }

    /// Places of lines that are taken as one, with the pixels between the last place of a line and the first of the next.
    private int linedUp(int lines) { return lines * blocks.width() - (blocks.width() - columns.places()); }

    int depth() { return steps.length; }

    private int strips() { return Math.ceilDiv(out, tileColumns); }

    /// Elements of a weight in strips: `[strip, term, column]`.
    int weightSize() { return strips() * depth() * tileColumns; }

    int tileColumns() { return tileColumns; }

    /// Where results go: place `(image, i, j)` to `from + image · perImage + i · perLine + j · perPlace`.
    record Target(float[] y, int from, int perImage, int perLine, int perPlace, float beta, float least) {

        int at(int image, int line, int column) { return from + image * perImage + line * perLine + column * perPlace; }
    }

    /// The images from `first` to `end − 1`.
    ///
    /// @param weight in strips from `weightFrom` on
    /// @param bias one number for each column of each strip
    void run(float[] x, int first, int end, float[] weight, int weightFrom, float[] bias, Target target) {
        if (rows.places() * columns.places() == 0 || first == end) return;
        int lineParts = Math.ceilDiv(rows.places(), partLines), parts = Math.ceilDiv(end - first, partImages) * lineParts;
        int shares = parts >= FEW_PARTS ? 1 : Math.min(strips(), Math.ceilDiv(FEW_PARTS, parts));
        double work = (double) rows.places() * columns.places() * Math.min(partImages, end - first) * depth() * out / lineParts / shares;
        backend.parallel(parts * shares, (int) Math.max(1, SERIAL_WORK / work), (from, to) -> {
            int copySize = blocks.size(), sums = partImages * partLines * roundedUpTiles() * tileRows * tileColumns;
            float[] scratch = Aligned.borrow(backend, copySize + sums);
            for (int unit = from; unit < to; unit++) {
                int part = unit / shares, share = unit % shares;
                int image = first + part / lineParts * partImages, line = part % lineParts * partLines;
                Part own = new Part(image, Math.min(partImages, end - image), line, Math.min(partLines, rows.places() - line), scratch, weight, weightFrom, bias, target);
                own.copy(x);
                for (int strip = share * strips() / shares; strip < (share + 1) * strips() / shares; strip++) own.strip(strip);
            }
            backend.giveBack(scratch);
        });
    }

    /// Tiles for each line at most.
    private int roundedUpTiles() { return Math.ceilDiv(blocks.width(), tileRows) + 1; }

    /// Some lines of some images.
    private final class Part {

        private final int image;
        private final int count;
        private final int line;
        private final int lines;
        private final float[] scratch;
        private final float[] weight;
        private final int weightFrom;
        private final float[] bias;
        private final Target target;
        private final int copyFrom = Aligned.FROM;
        private final int sumsFrom = Aligned.FROM + Math.ceilDiv(blocks.size(), 16) * 16;
        private final int tilesOfImage;
        private final int tilesOfLine = Math.ceilDiv(columns.places(), tileRows);

        Part(int image, int count, int line, int lines, float[] scratch, float[] weight, int weightFrom, float[] bias, Target target) {
            this.image = image;
            this.count = count;
            this.line = line;
            this.lines = lines;
            this.scratch = scratch;
            this.weight = weight;
            this.weightFrom = weightFrom;
            this.bias = bias;
            this.target = target;
            this.tilesOfImage = byLines ? lines * tilesOfLine : Math.ceilDiv(linedUp(lines), tileRows);
        }

        void copy(float[] x) {
            int size = height * width * channels;
            for (int i = 0; i < count; i++) blocks.copy(kernels, x, (image + i) * size, height, width, line, lines, scratch, copyFrom, i);
        }

        /// All places of one strip of columns.
        void strip(int strip) {
            int first = strip * tileColumns, n = Math.min(tileColumns, out - first), wide = n <= tileColumns / 2 ? tileColumns / 2 : tileColumns;
            int block = even(depth(), DEPTH);
            repeat(first);
            for (int p = 0; p == 0 || p < depth(); p += block) {
                int terms = Math.min(block, depth() - p), w = weightFrom + (strip * depth() + p) * tileColumns;
                for (int tile = 0; tile < count * tilesOfImage; tile++) {
                    int c = sumsFrom + tile * tileRows * tileColumns;
                    kernels.pixels(places(tile), wide, terms, scratch, copyFrom + at(tile), steps, p, weight, w, scratch, c, tileColumns);
                }
            }
            for (int tile = 0; tile < count * tilesOfImage; tile++) finish(tile, first, n);
        }

        /// Begins all sums with the bias, by copying twice as much each time.
        private void repeat(int first) {
            int n = count * tilesOfImage * tileRows * tileColumns;
            System.arraycopy(bias, first, scratch, sumsFrom, tileColumns);
            for (int done = tileColumns; done < n; done *= 2) System.arraycopy(scratch, sumsFrom, scratch, sumsFrom + done, Math.min(done, n - done));
        }

        /// The first place of a tile, as if lines were one behind the other without anything between.
        private int place(int tile) {
            int own = tile % tilesOfImage;
            return byLines ? own % tilesOfLine * tileRows : own * tileRows;
        }

        private int lineOf(int tile) { return byLines ? tile % tilesOfImage / tilesOfLine : 0; }

        private int places(int tile) { return Math.min(tileRows, (byLines ? columns.places() : linedUp(lines)) - place(tile)); }

        private int at(int tile) { return blocks.at(tile / tilesOfImage, lineOf(tile), place(tile)); }

        private void finish(int tile, int first, int n) {
            int at = place(tile), end = at + places(tile), sums = sumsFrom + tile * tileRows * tileColumns, pitch = blocks.width();
            for (int from = at; from < end; ) {
                int down = byLines ? 0 : from / pitch, column = from - down * pitch, row = lineOf(tile) + down;
                int until = Math.min(end, byLines ? end : (down + 1) * pitch), inside = Math.min(until - from, columns.places() - column);
                if (inside > 0) {
                    kernels.finish(inside, n, scratch, sums + (from - at) * tileColumns, tileColumns, target.least(), target.beta(),
                            target.y(), target.at(image + tile / tilesOfImage, line + row, column) + first, target.perPlace());
                }
                from = until;
            }
        }
    }

    /// Zeros in the place of a bias.
    float[] withoutBias() { return new float[strips() * tileColumns]; }

    /// A bias with zeros behind it.
    float[] padded(float[] bias) { return Arrays.copyOf(bias, strips() * tileColumns); }
}
