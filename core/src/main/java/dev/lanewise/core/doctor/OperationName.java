package dev.lanewise.core.doctor;

import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import java.lang.StackWalker.StackFrame;
import java.util.List;

/// What an operation is called: the method that asked the tape for its result.
final class OperationName {

    private OperationName() { }

    /// `Tensor.log`, `Linear.linear`: the outermost method of the tensor package in the call that is going on, or of the class
    /// outside of it that records an operation of its own.
    static String ofCaller() {
        return StackWalker.getInstance().walk(frames -> name(frames.dropWhile(frame -> !isTape(frame)).dropWhile(OperationName::isTape).limit(16).toList()));
    }

    private static String name(List<StackFrame> frames) {
        int last = 0;
        while (last + 1 < frames.size() && isTensor(frames.get(last)) && isTensor(frames.get(last + 1))) last++;
        String type = frames.get(last).getClassName();
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1) + "." + frames.get(last).getMethodName().replace("<init>", "forward");
    }

    private static boolean isTape(StackFrame frame) { return frame.getClassName().equals(Tape.class.getName()); }

    private static boolean isTensor(StackFrame frame) { return frame.getClassName().startsWith(Tensor.class.getPackageName() + "."); }
}
