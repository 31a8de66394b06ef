import io, numpy as np
out = open('npy.txt', 'w')
print("# Arrays in the .npy format, written by numpy.lib.format.write_array of numpy %s; npy.py beside this file made them." % np.__version__, file=out)
print("# name; shape; numbers row by row; bytes of the file", file=out)
def case(name, array, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version)
    numbers = " ".join(repr(float(x)) for x in array.flatten(order='C'))
    print(name, " ".join(map(str, array.shape)), numbers, file.getvalue().hex(), sep="; ", file=out)
base = np.array([[0, 1, 2], [3, 100, 127]])
for kind in ('f2', 'f4', 'f8', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8'):
    numbers = base / 8 if kind[0] == 'f' else base - 50 if kind[0] == 'i' else base + 100
    for order in '<' if kind[1] == '1' else '<>':
        array = numbers.astype(order + kind)
        case(array.dtype.str + " by rows", array)
        case(array.dtype.str + " by columns", np.asfortranarray(array))
case("flags", base > 2)
case("special numbers", np.array([[np.inf, -np.inf, -0.0], [5e-324, 1.7976931348623157e308, 0.1]]))
case("version 1", base / 4, (1, 0))
case("version 2", base / 4, (2, 0))
case("version 3", base / 4, (3, 0))
case("one axis", np.array([0.5, -1.5, 2.5]))
case("nothing", np.zeros((0, 3)))
case("no columns", np.zeros((2, 0)))
