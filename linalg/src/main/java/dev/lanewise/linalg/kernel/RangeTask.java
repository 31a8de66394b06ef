package dev.lanewise.linalg.kernel;

/// Work on the items `from … to − 1` of a larger range.
@FunctionalInterface
public interface RangeTask {
    void run(int from, int to);
}
