package dev.lanewise.benchmarks.linalg;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.bytedeco.mkl.global.mkl_rt;
import org.bytedeco.openblas.global.openblas;

/// OpenBLAS and MKL, made ready in the same way for every benchmark.
///
/// Give them operands in native memory (`new FloatPointer(array)`), made in the set-up: JavaCPP copies heap arrays in and out on every call,
/// which at small sizes takes longer than the product.
public final class NativePeers {

    private static final long STACK = 16 << 20;

    private NativePeers() {
    }

    /// Lets both use `threads` threads.
    ///
    /// @throws IllegalStateException if `OPENBLAS_CORETYPE` is set: it would choose OpenBLAS's kernels in place of the processor
    static void threads(int threads) {
        openblasThreads(threads);
        mkl_rt.MKL_Set_Num_Threads(threads);
        mkl_rt.MKL_Set_Dynamic(0);
    }

    /// The same for OpenBLAS alone: where MKL is loaded too, LAPACK's functions may be MKL's.
    ///
    /// @throws IllegalStateException if `OPENBLAS_CORETYPE` is set
    public static void openblasThreads(int threads) {
        String coreType = System.getenv("OPENBLAS_CORETYPE");
        if (coreType != null) {
            throw new IllegalStateException("NativePeers: expected OPENBLAS_CORETYPE not to be set, but it is '" + coreType
                    + "', with which OpenBLAS may run at half its speed. Unset it and start again");
        }
        openblas.blas_set_num_threads(threads);
    }

    /// Runs what calls LAPACK on several threads, on a thread with a stack of 16 MiB: `dgetrf` of OpenBLAS keeps there what its threads share, and more than the one
    /// MiB that Java gives ends the process without a word. Benchmarks of JMH ask for `-Xss16m` instead.
    ///
    /// @throws IllegalStateException if the work fails
    public static void onLargeStack(Runnable work) {
        try (var executor = Executors.newSingleThreadExecutor(task -> new Thread(null, task, "large-stack", STACK))) {
            executor.submit(work).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("NativePeers: the work failed", e);
        }
    }
}
