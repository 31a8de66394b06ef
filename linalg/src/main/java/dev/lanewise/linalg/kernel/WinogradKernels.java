package dev.lanewise.linalg.kernel;

/// The transforms of Winograd's minimal filtering F(4 × 4, 3 × 3), in float32, for 16 channels at a time.
///
/// A tile of 4 × 4 places of a 3 × 3 window is `Y = Aᵀ · [(G · W · Gᵀ) ∘ (Bᵀ · D · B)] · A` with 6 × 6 pixels D: 36 multiplications instead of 144. Added up over
/// channels in between, the products at each of the 36 *points* are products of matrices. The three backward transforms are the transposed
/// ones, and give the gradients by the same products.
///
/// The polynomials are taken at 0, ±√½, ±√2 and ∞. With 0, ±1, ±2 and ∞, which is usual, the largest errors were five times as large.
///
/// Each transform reads and writes vectors of [ConvolutionKernels#BLOCK] channels: the one in row i and column j at `from + i · line + j · step`. Scratch holds
/// [#SCRATCH] elements.
///
/// @see <a href="https://arxiv.org/abs/1509.09308">Lavin & Gray, Fast Algorithms for Convolutional Neural Networks (2015)</a>
public interface WinogradKernels {

    /// Places of a tile along an axis.
    int PLACES = 4;
    /// Points, and pixels that a tile reads, along an axis.
    int POINTS = 6;
    /// Elements of scratch.
    int SCRATCH = POINTS * POINTS * ConvolutionKernels.BLOCK;

    /// `V = Bᵀ · D · B` of 6 × 6 pixels.
    void ofPixels(float[] d, int dFrom, int dLine, int dStep, float[] v, int vFrom, int vLine, int vStep, float[] scratch, int scratchFrom);

    /// `D = B · V · Bᵀ + D`: what points give their pixels.
    void toPixels(float[] v, int vFrom, int vLine, int vStep, float[] d, int dFrom, int dLine, int dStep, float[] scratch, int scratchFrom);

    /// `Y = max(Aᵀ · M · A + bias, least)` of 6 × 6 points; −∞ as `least` changes nothing, and NaN stays NaN.
    void toPlaces(float[] m, int mFrom, int mLine, int mStep, float[] bias, int biasFrom, float least,
                  float[] y, int yFrom, int yLine, int yStep, float[] scratch, int scratchFrom);

    /// `M = A · Y · Aᵀ` of 4 × 4 places.
    void ofPlaces(float[] y, int yFrom, int yLine, int yStep, float[] m, int mFrom, int mLine, int mStep, float[] scratch, int scratchFrom);

    /// `U = G · W · Gᵀ` of 3 × 3 taps.
    void ofTaps(float[] w, int wFrom, int wLine, int wStep, float[] u, int uFrom, int uLine, int uStep, float[] scratch, int scratchFrom);

    /// `W = Gᵀ · U · G`: what points give their taps.
    void toTaps(float[] u, int uFrom, int uLine, int uStep, float[] w, int wFrom, int wLine, int wStep, float[] scratch, int scratchFrom);
}
