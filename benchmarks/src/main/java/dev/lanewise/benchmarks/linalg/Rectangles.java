package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Matrix;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Random matrices to be taken apart.
@State(Scope.Benchmark)
public class Rectangles {

    @Param({"100x100", "784x784", "2000x784", "2000x2000"})
    public String shape;

    public int rows;
    public int columns;
    public Matrix a;

    @Setup(Level.Trial)
    public void fill() {
        String[] extents = shape.split("x");
        rows = Integer.parseInt(extents[0]);
        columns = Integer.parseInt(extents[1]);
        a = Matrix.gaussian(rows, columns, 1);
    }
}
