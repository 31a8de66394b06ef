package dev.lanewise.core.data;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;

/// Handwritten digits that nobody wrote: grey images of 28 × 28 pixels, drawn from stroke descriptions by a random hand.
///
/// |        | shape         |                             |
/// |--------|---------------|-----------------------------|
/// | input  | `[28, 28, 1]` | 0 … 255, white ink on black |
/// | target | `[]`          | the digit                   |
///
/// Every ten samples in a row hold every digit once. A sample depends on the seed and its own number alone; samples to train
/// on and to test by come from different seeds below the given one. Everything can be tried with them without a download.
public final class Digits {

    private static final int SIZE = 28;
    private static final int DIGITS = 10;

    private final DigitStrokes strokes = new DigitStrokes();
    private final Seed seed;

    private Digits(Seed seed) {
        this.seed = seed;
    }

    /// Samples to learn from.
    public static Dataset train(int samples, Seed seed) { return new Digits(seed.child("train")).dataset(samples); }

    /// Samples to judge by; none of them is among those to learn from.
    public static Dataset test(int samples, Seed seed) { return new Digits(seed.child("test")).dataset(samples); }

    private Dataset dataset(int samples) {
        if (samples < 0) throw new IllegalArgumentException("Digits: expected samples ≥ 0, but got " + samples);
        byte[] images = new byte[Math.multiplyExact(samples, SIZE * SIZE)];
        byte[] labels = new byte[samples];
        for (int i = 0; i < samples; i++) {
            labels[i] = (byte) label(i);
            draw(labels[i], seed.child(i).stream(), images, i * SIZE * SIZE);
        }
        return new ImageDataset(Shape.of(SIZE, SIZE, 1), images, labels, DIGITS);
    }

    private int label(int sample) { return seed.child("labels").child(sample / DIGITS).stream().permutation(DIGITS)[sample % DIGITS]; }

    private void draw(int digit, RandomStream random, byte[] to, int from) {
        DigitPen pen = new DigitPen(SIZE);
        DigitHand hand = new DigitHand(random, SIZE);
        double radius = random.uniform(0.7, 1.7);
        for (double[] stroke : strokes.strokes(digit, random.nextInt(strokes.ways(digit)))) {
            pen.draw(hand.write(stroke), radius * random.uniform(0.85, 1.15));
        }
        expose(pen.ink(), random, to, from);
    }

    /// Ink to grey, with the unevenness of a pen and the grain of a camera.
    private static void expose(float[] ink, RandomStream random, byte[] to, int from) {
        double brightness = random.uniform(185, 255);
        double grain = random.uniform(2, 14);
        for (int i = 0; i < ink.length; i++) {
            double noise = random.nextDouble() + random.nextDouble() - random.nextDouble() - random.nextDouble();
            to[from + i] = (byte) Math.clamp(Math.rint(brightness * ink[i] + grain * noise), 0, 255);
        }
    }
}
