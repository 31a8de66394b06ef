package dev.lanewise.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/// One benchmark with one set of parameters, as it was measured.
///
/// Names say what belongs together: `GemmBenchmark.doubles` is ours, `GemmPeersBenchmark.openblasDoubles` is OpenBLAS's, and both are the
/// operation `doubles` of the family `Gemm`.
///
/// @param who `Lanewise` or a peer
record Measured(String family, String operation, String who, Map<String, String> parameters, Sampled time) {

    static final String OURS = "Lanewise";

    private static final Map<String, String> PEERS = Map.of("openblas", "OpenBLAS", "lapack", "LAPACK of OpenBLAS", "mkl", "MKL", "ejml", "EJML", "ojalgo", "ojAlgo", "torch", "libtorch",
            "pool", "common pool", "serial", "one thread", "plain", "plain loop");

    static Measured of(RunResult result) {
        BenchmarkParams params = result.getParams();
        String[] path = params.getBenchmark().split("\\.");
        String method = path[path.length - 1];
        String prefix = PEERS.keySet().stream().filter(peer -> isPrefix(peer, method)).findFirst().orElse("");
        if (prefix.isEmpty() && path[path.length - 2].endsWith("PeersBenchmark")) {
            throw new IllegalArgumentException("Measured: expected the name of " + params.getBenchmark() + " to begin with a peer, one of "
                    + new TreeSet<>(PEERS.keySet()) + ", and to go on with the operation");
        }
        var parameters = new TreeMap<String, String>();
        for (String key : params.getParamsKeys()) parameters.put(key, params.getParam(key));
        return new Measured(path[path.length - 2].replaceAll("(Peers)?Benchmark$", ""), decapitalized(method.substring(prefix.length())),
                PEERS.getOrDefault(prefix, OURS), parameters, time(result));
    }

    private static boolean isPrefix(String peer, String method) {
        return method.startsWith(peer) && method.length() > peer.length() && Character.isUpperCase(method.charAt(peer.length()));
    }

    private static String decapitalized(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static Sampled time(RunResult result) {
        boolean sampled = result.getParams().getMode() == Mode.SampleTime;
        return Sampled.of(result.getBenchmarkResults().stream().flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> nanos(iteration.getPrimaryResult(), sampled)).toArray());
    }

    private static double nanos(Result<?> result, boolean sampled) {
        return sampled ? result.getStatistics().getPercentile(50) : result.getScore();
    }

    /// Whether this is ours and the other one a peer at the same task; a peer may have fewer parameters.
    boolean compares(Measured peer) {
        return family.equals(peer.family) && operation.equalsIgnoreCase(peer.operation) && !peer.who.equals(OURS)
                && parameters.entrySet().containsAll(peer.parameters.entrySet());
    }

    int threads() {
        return Integer.parseInt(parameters.getOrDefault("threads", "1"));
    }

    boolean isSingle() {
        return operation.toLowerCase(java.util.Locale.ROOT).matches(".*(single|float).*");
    }
}
