package dev.lanewise.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Diagonal;
import dev.lanewise.linalg.Side;
import dev.lanewise.linalg.Triangle;
import dev.lanewise.linalg.kernel.DoubleKernels;
import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.ProductKernels;
import dev.lanewise.linalg.kernel.RowKernels;
import dev.lanewise.linalg.kernel.TriangularKernels;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// A contract that nothing can break says nothing: each of these sets has one kernel that is wrong in one way, and its clause sees it.
class WrongKernelsTest {

    private static final Kernels RIGHT = Reference.kernels();

    /// What a call of a kernel becomes: `right` computes with the arguments it gets.
    private interface Mistake {
        Object call(Kernel right, Object[] arguments);
    }

    private interface Kernel {
        Object of(Object... arguments);
    }

    /// The reference but for the kernels of this name in one of its parts.
    private static KernelsContract contract(Class<?> part, Object of, String kernel, Mistake mistake) {
        Object wrong = proxy(part, of, (method, right, arguments) -> method.getName().equals(kernel) ? mistake.call(right, arguments) : right.of(arguments));
        Kernels kernels = (Kernels) proxy(Kernels.class, RIGHT, (method, right, arguments) -> method.getReturnType() == part ? wrong : right.of(arguments));
        Backend backend = Backend.of(kernels, 2);
        return () -> backend;
    }

    private static KernelsContract elements(String kernel, Mistake mistake) { return contract(ElementKernels.class, RIGHT.elements(), kernel, mistake); }

    private static KernelsContract rows(String kernel, Mistake mistake) { return contract(RowKernels.class, RIGHT.rows(), kernel, mistake); }

    private static KernelsContract doubles(String kernel, Mistake mistake) { return contract(DoubleKernels.class, RIGHT.doubles(), kernel, mistake); }

    private static KernelsContract products(String kernel, Mistake mistake) { return contract(ProductKernels.class, RIGHT.products(), kernel, mistake); }

    private static KernelsContract triangular(String kernel, Mistake mistake) { return contract(TriangularKernels.class, RIGHT.triangular(), kernel, mistake); }

    private interface Calls {
        Object of(Method method, Kernel right, Object[] arguments);
    }

    private static Object proxy(Class<?> type, Object right, Calls calls) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> calls.of(method, changed -> {
            try {
                return method.invoke(right, changed);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("a kernel of the reference threw", e.getCause());
            }
        }, arguments));
    }

    private static void breaks(KernelsContract contract, Consumer<KernelsContract> clause) {
        assertThatThrownBy(() -> clause.accept(contract)).isInstanceOf(AssertionError.class);
    }

    private static void keeps(KernelsContract contract) {
        contract.arithmeticAgreesWithTheReference(17);
        contract.arithmeticKeepsWhatIsNotFiniteAndWhatIsTiny(17);
        contract.functionsAgreeWithTheReference(ElementFunction.TANH);
        contract.resultsDependNeitherOnThePositionNorOnTheLength(ElementFunction.TANH);
        contract.softmaxAndItsLogarithmAgreeWithTheReference(17);
        contract.rangesAgreeWithTheReference(17);
        contract.floatProductsAgreeWithTheNaiveLoop(new GemmContract.Case(false, true, 9, 33, 65));
        contract.betaZeroOverwritesWhateverStandsInTheResult();
    }

    @Test void theRightOnesBreakNothing() { keeps(elements("add", Kernel::of)); }

    @Test void aTailLeftOutIsSeen() {
        Mistake mistake = (right, a) -> right.of(a[0], a[1], a[2], a[3], a[4], a[5], (int) a[6] / 8 * 8);

        breaks(elements("add", mistake), contract -> contract.arithmeticAgreesWithTheReference(9));
        elements("add", mistake).arithmeticAgreesWithTheReference(16);
    }

    @Test void aTailComputedOtherwiseIsSeen() {
        breaks(elements("map", (right, a) -> {
            right.of(a);
            float[] y = (float[]) a[3];
            if ((int) a[5] % 8 != 0) y[(int) a[4] + (int) a[5] - 1] = Math.nextUp(y[(int) a[4] + (int) a[5] - 1]);
            return null;
        }), contract -> contract.resultsDependNeitherOnThePositionNorOnTheLength(ElementFunction.TANH));
    }

    @Test void anIgnoredBetaIsSeen() {
        breaks(elements("axpby", (right, a) -> right.of(a[0], a[1], a[2], 0f, a[4], a[5], a[6])), contract -> contract.arithmeticAgreesWithTheReference(7));
        breaks(rows("softmaxGradient", (right, a) -> right.of(a[0], a[1], a[2], a[3], 0f, a[5], a[6], a[7])),
                contract -> contract.softmaxAndItsLogarithmAgreeWithTheReference(7));
        Mistake ofTiles = (right, a) -> {
            a[11] = a[3] instanceof Float ? (Object) 0f : (Object) 0.0;
            return right.of(a);
        };
        breaks(products("tiles", ofTiles), contract -> contract.floatProductsAgreeWithTheNaiveLoop(new GemmContract.Case(false, false, 4, 4, 4)));
        breaks(products("tiles", ofTiles), contract -> contract.doubleProductsAgreeWithTheNaiveLoop(new GemmContract.Case(false, false, 4, 4, 4)));
    }

    @Test void aResultThatIsReadBeforeItIsOverwrittenIsSeen() {
        breaks(products("tiles", (right, a) -> {
            if (a[11] instanceof Float beta && beta == 0) a[11] = Float.MIN_VALUE;
            return right.of(a);
        }), GemmContract::betaZeroOverwritesWhateverStandsInTheResult);
    }

    @Test void oneElementWrittenBeyondTheRangeIsSeen() {
        Mistake mistake = (right, a) -> right.of(a[0], a[1], a[2], a[3], a[4], (int) a[5] + 1);

        breaks(elements("map", mistake), contract -> contract.functionsAgreeWithTheReference(ElementFunction.TANH));
        breaks(doubles("axpy", (right, a) -> right.of(a[0], a[1], a[2], a[3], a[4], (int) a[5] + 1)), contract -> contract.rangesAgreeWithTheReference(0));
    }

    @Test void aNaNThatBecomesZeroIsSeen() {
        Mistake flushing = (right, a) -> {
            right.of(a);
            float[] z = (float[]) a[4];
            for (int i = 0; i < z.length; i++) z[i] = Float.isNaN(z[i]) ? 0 : z[i];
            return null;
        };
        breaks(elements("maximum", flushing), contract -> contract.arithmeticKeepsWhatIsNotFiniteAndWhatIsTiny(7));
        breaks(rows("softmax", (right, a) -> {
            right.of(a);
            Arrays.fill((float[]) a[2], 0);
            return null;
        }), RowKernelsContract::aNaNSpoilsTheWholeRow);
    }

    @Test void aSubnormalNumberThatBecomesZeroIsSeen() {
        breaks(elements("affine", (right, a) -> {
            right.of(a);
            float[] y = (float[]) a[4];
            for (int i = 0; i < y.length; i++) y[i] = Math.abs(y[i]) < Float.MIN_NORMAL ? 0 * y[i] : y[i];
            return null;
        }), contract -> contract.arithmeticKeepsWhatIsNotFiniteAndWhatIsTiny(7));
    }

    @Test void aTriangleTakenForTheOtherOneIsSeen() {
        Mistake mistake = (right, a) -> {
            a[0] = !(boolean) a[0];
            return right.of(a);
        };
        breaks(triangular("symv", mistake), contract -> contract.symmetricProductsReadSomeRowsOfOneTriangle(3));
        breaks(triangular("symv", mistake), FloatTriangularContract::theSymmetricMatrixTimesAVectorInFloat32AgreesWithThatInFloat64);
    }

    @Test void aDiagonalReadWhereOnesCountIsSeen() {
        Mistake mistake = (right, a) -> {
            a[2] = false;
            return right.of(a);
        };
        var flags = new TriangularContract.Flags(Side.RIGHT, Triangle.UPPER, true, Diagonal.UNIT);
        breaks(triangular("solve", mistake), contract -> contract.triangularSystemsOfFloatsMultiplyOutAgain(1));
        breaks(triangular("solve", mistake), contract -> contract.solvesInFloat32WhatMultipliesOutAgain(flags));
    }

    @Test void resultsThatDependOnTheCallAreSeen() {
        int[] calls = {0};
        breaks(products("tiles", (right, a) -> {
            right.of(a);
            if (a[12] instanceof float[] c && calls[0]++ > 0) c[(int) a[13]] = Math.nextUp(c[(int) a[13]]);
            return null;
        }), contract -> contract.theNumberOfThreadsChangesNoBit(new GemmContract.Case(false, false, 9, 32, 64)));
    }
}
