"""cdef classes: fields, life, inheritance; typed memoryviews."""

import array
import ctypes
import gc
import struct
import sys
import unittest
import weakref

import driver

Point, Point3, Numbers = driver.Point, driver.Point3, driver.Numbers


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)


class Classes(unittest.TestCase):
    def tearDown(self):
        driver.set_log(None)

    def test_type(self):
        self.assertEqual(
            (Point.__name__, Point.__module__, Point.__doc__), ("Point", "driver", "A point.")
        )
        self.assertEqual(Point3.__mro__, (Point3, Point, object))
        self.assertEqual(Numbers.__mro__, (Numbers, list, object))
        self.assertEqual(outcome(lambda: type("Sub", (Numbers,), {}))[0], "TypeError")

    def test_fields(self):
        point = Point()
        self.assertEqual(
            (point.x, point.count, point.small, point.object, point.list, point.flag),
            (0.0, 0, 0, None, None, False),
        )
        point.x, point.count, point.small, point.flag = 2, -5, 255, [1]
        self.assertEqual((point.x, point.count, point.small, point.flag), (2.0, -5, 255, True))
        self.assertEqual(repr(point.x), "2.0")
        point.list = [1]
        point.point = point
        self.assertIs(point.point, point)
        point.point = Point3()
        point.point = None
        del point.list
        self.assertIsNone(point.list)
        self.assertFalse(hasattr(point, "hidden") or hasattr(point, "view"))
        expected = [
            ("count", "a", ("TypeError", "an integer is required")),
            ("count", 2**31, ("OverflowError", "value too large to convert to int")),
            ("count", 2**63, ("OverflowError", "Python int too large to convert to C long")),
            ("small", -1, ("OverflowError", "can't convert negative value to unsigned char")),
            ("small", 256, ("OverflowError", "value too large to convert to unsigned char")),
            ("x", None, ("TypeError", "must be real number, not NoneType")),
            ("list", 5, ("TypeError", "Expected list, got int")),
            ("list", Numbers(), ("TypeError", "Expected list, got driver.Numbers")),
            ("point", 5, ("TypeError", "Cannot convert int to driver.Point")),
        ]
        for name, value, error in expected:
            self.assertEqual(outcome(setattr, point, name, value), error)
        self.assertEqual(outcome(delattr, point, "x"), ("NotImplementedError", "__del__"))
        self.assertEqual(outcome(setattr, point, "object", 1)[0], "AttributeError")
        self.assertEqual(outcome(setattr, point, "other", 1)[0], "AttributeError")
        self.assertEqual(outcome(getattr, Point3(), "z"), 0.0)

    def test_life(self):
        log = []
        driver.set_log(log)
        point = Point(1, 2, a=3)
        self.assertEqual(log, [("cinit_point", "driver.Point")])
        del point
        self.assertEqual(log[1:], [("dealloc_point", "driver.Point")])
        del log[:]
        point = Point3(1)
        del point
        self.assertEqual(
            [what for what, _ in log],
            ["cinit_point", "cinit_point3", "dealloc_point3", "dealloc_point"],
        )

        class Derived(Point3):
            def __init__(self, value):
                self.value = value

        del log[:]
        derived = Derived(5)
        derived.x = 1.5
        self.assertEqual((derived.value, derived.x), (5, 1.5))
        reference = weakref.ref(derived)
        del derived
        self.assertIsNone(reference())
        self.assertEqual(len(log), 4)

    def test_vtables(self):
        self.assertEqual(driver.vtable_of(Point()), 1)
        self.assertEqual(driver.vtable_of(Point3()), 2)
        self.assertEqual(driver.vtable_of(type("Derived", (Point3,), {})()), 2)

    def test_builtin_base(self):
        numbers = Numbers([1, 2])
        numbers.append(3)
        self.assertEqual(numbers, [1, 2, 3])
        del numbers

    def test_cycles(self):
        class Items(list):
            pass

        for make in (
            Point,
            Point3,
            type("Derived", (Point,), {}),
            type("Derived", (Point3,), {"__slots__": ()}),
        ):
            items = Items()
            reference = weakref.ref(items)
            point = make()
            driver.set_object(point, items)
            items.append(point)
            del items, point
            gc.collect()
            self.assertIsNone(reference(), make)

    def test_references(self):
        gc.collect()  # classes of other tests
        items = []
        before = sys.getrefcount(items)
        types_before = sys.getrefcount(Point), sys.getrefcount(Point3)
        Derived = type("Derived", (Point3,), {})
        derived_before = sys.getrefcount(Derived)
        for _ in range(100):
            for make in (Point, Point3, Derived):
                point = make()
                point.list = items
                driver.set_object(point, items)
                del point
        self.assertEqual(sys.getrefcount(items), before)
        del make
        self.assertEqual(sys.getrefcount(Derived), derived_before)
        del Derived
        gc.collect()
        self.assertEqual((sys.getrefcount(Point), sys.getrefcount(Point3)), types_before)

    def test_methods(self):
        function = driver.make_function(6, None, None, None)
        driver.class_set(Point3, "method", function)
        driver.class_set(Point3, "__call__", function)
        point = Point3()
        self.assertEqual(point.method(1), (point, (1,)))
        self.assertEqual(point(2, 3), (point, (2, 3)))
        self.assertEqual(hash(point), hash(point))
        driver.class_set(Point3, "__eq__", driver.make_function(2, None, None, None))
        self.assertEqual(point == 5, (point, 5))
        self.assertEqual(outcome(hash, point)[0], "TypeError")

    def test_not_picklable_by_accident(self):
        import pickle

        self.assertEqual(outcome(pickle.dumps, Point(), 2)[0], "TypeError")

    def test_check_type(self):
        self.assertIsNone(driver.check_type([], list, 0))
        self.assertIsNone(driver.check_type(None, list, 1))
        self.assertIsNone(driver.check_class(Point3(), Point, 0))
        self.assertEqual(
            outcome(driver.check_type, None, list, 0), ("TypeError", "Expected list, got NoneType")
        )
        self.assertEqual(
            outcome(driver.check_class, 5, Point, 0),
            ("TypeError", "Cannot convert int to driver.Point"),
        )


DOUBLE, C_2D, F_2D, CONST_DOUBLE, LONG, INT, UCHAR, COMPLEX, OBJECT, CHAR, CONST_UCHAR, FLOAT = (
    range(12)
)


class Buffer:
    """Makes an exporter of any format out of a ctypes array."""

    def __new__(cls, format, count=3):
        return memoryview(bytearray(struct.calcsize(format) * count)).cast(format)


def doubles(*values):
    return array.array("d", values)


def matrix(rows, columns):
    return memoryview(bytearray(8 * rows * columns)).cast("B").cast("d", (rows, columns))


class Views(unittest.TestCase):
    def test_good(self):
        self.assertEqual(driver.acquire(DOUBLE, doubles(1, 2, 3)), (3, 8))
        self.assertEqual(driver.acquire(DOUBLE, memoryview(doubles(1, 2, 3))[::-2]), (2, -16))
        self.assertEqual(driver.acquire(C_2D, matrix(2, 3)), (2, 3, 24, 8))
        self.assertEqual(driver.acquire(CONST_DOUBLE, memoryview(doubles(1)).toreadonly()), (1, 8))
        self.assertEqual(driver.acquire(LONG, Buffer("l")), (3, 8))
        self.assertEqual(driver.acquire(LONG, Buffer("q")), (3, 8))
        self.assertEqual(driver.acquire(INT, Buffer("i")), (3, 4))
        self.assertEqual(driver.acquire(UCHAR, bytearray(b"abc")), (3, 1))
        self.assertEqual(driver.acquire(UCHAR, Buffer("?")), (3, 1))
        self.assertEqual(driver.acquire(CONST_UCHAR, b"abcd"), (4, 1))
        self.assertEqual(driver.acquire(CHAR, Buffer("b")), (3, 1))
        self.assertEqual(driver.acquire(CHAR, b"abc"), (3, 1))
        self.assertEqual(driver.acquire(FLOAT, Buffer("f")), (3, 4))
        self.assertEqual(driver.acquire(DOUBLE, (ctypes.c_double * 3)()), (3, 8))
        self.assertEqual(driver.acquire(DOUBLE, doubles()), (0, 8))
        self.assertIsNone(driver.acquire(DOUBLE, None))

    def expect(self, number, exporter, text, kind="ValueError"):
        self.assertEqual(outcome(driver.acquire, number, exporter), (kind, text))

    def test_mismatches(self):
        for format, name in (
            ("f", "'float'"),
            ("i", "'int'"),
            ("l", "'long'"),
            ("q", "'long long'"),
            ("B", "'unsigned char'"),
            ("H", "'unsigned short'"),
            ("?", "'bool'"),
        ):
            self.expect(
                DOUBLE, Buffer(format), f"Buffer dtype mismatch, expected 'double' but got {name}"
            )
        self.expect(LONG, doubles(1), "Buffer dtype mismatch, expected 'long' but got 'double'")
        self.expect(
            INT, Buffer("I"), "Buffer dtype mismatch, expected 'int' but got 'unsigned int'"
        )
        self.expect(
            DOUBLE, matrix(2, 2), "Buffer has wrong number of dimensions (expected 1, got 2)"
        )
        self.expect(C_2D, doubles(1), "Buffer has wrong number of dimensions (expected 2, got 1)")
        self.expect(
            DOUBLE,
            (ctypes.c_double.__ctype_be__ * 3)(),
            "Big-endian buffer not supported on little-endian compiler",
        )
        self.expect(DOUBLE, 5, "a bytes-like object is required, not 'int'", "TypeError")
        self.expect(UCHAR, b"abc", "Object is not writable.", "BufferError")
        self.expect(
            C_2D,
            matrix(4, 2)[::2],
            "memoryview: underlying buffer is not C-contiguous",
            "BufferError",
        )
        self.expect(
            F_2D,
            matrix(4, 2),
            "memoryview: underlying buffer is not Fortran contiguous",
            "BufferError",
        )

    def test_numpy(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("no numpy")
        got = "Buffer dtype mismatch, expected 'double' but got "
        for dtype, text in (
            ("O", got + "Python object"),
            ("D", got + "'complex double'"),
            ("S1", got + "a string"),
            (">f8", "Big-endian buffer not supported on little-endian compiler"),
        ):
            self.expect(DOUBLE, numpy.zeros(3, dtype), text)
        self.assertEqual(driver.acquire(COMPLEX, numpy.zeros(3, "D")), (3, 16))
        self.assertEqual(driver.acquire(OBJECT, numpy.zeros(3, "O")), (3, 8))
        self.assertEqual(driver.acquire(DOUBLE, numpy.zeros(3, [("a", "f8")])), (3, 8))
        self.assertEqual(driver.acquire(F_2D, numpy.zeros((2, 3), order="F")), (2, 3, 8, 16))
        self.expect(C_2D, numpy.zeros((2, 3), order="F"), "ndarray is not C-contiguous")
        frozen = numpy.zeros(3)
        frozen.flags.writeable = False
        self.expect(DOUBLE, frozen, "buffer source array is read-only")
        self.assertEqual(driver.acquire(CONST_DOUBLE, frozen), (3, 8))
        values = numpy.arange(6.0)
        view = driver.view(DOUBLE, values, 2)
        self.assertEqual(numpy.asarray(view).tolist(), [2, 3, 4, 5])
        numpy.asarray(view)[0] = 9
        self.assertEqual(values[2], 9)
        self.assertEqual(driver.view(COMPLEX, numpy.array([1 + 2j]))[0], 1 + 2j)
        items = numpy.array(["x", None], dtype="O")
        view = driver.view(OBJECT, items)
        view[0] = "y"
        self.assertEqual((view[0], view[1], items[0]), ("y", None, "y"))

    def test_object(self):
        values = doubles(1, 2, 3, 4)
        view = driver.view(DOUBLE, values)
        self.assertEqual(
            (view.shape, view.strides, view.ndim, view.itemsize, view.nbytes, view.size, len(view)),
            ((4,), (8,), 1, 8, 32, 4, 4),
        )
        self.assertIs(view.base, values)
        self.assertEqual(list(view), [1, 2, 3, 4])
        self.assertEqual((view[0], view[-1]), (1, 4))
        self.assertEqual(
            outcome(lambda: view[4]), ("IndexError", "Out of bounds on buffer access (axis 0)")
        )
        view[1] = 7
        self.assertEqual(values[1], 7)
        self.assertEqual(list(view[1:3]), [7, 3])
        self.assertEqual(list(view[::-1]), [4, 3, 7, 1])
        self.assertEqual(list(view[5:]), [])
        view[:2] = 0
        self.assertEqual(list(values), [0, 0, 3, 4])
        view[2:] = doubles(8, 9)
        self.assertEqual(list(values), [0, 0, 8, 9])
        self.assertEqual(
            outcome(lambda: view.__setitem__(slice(0, 2), doubles(1, 2, 3)))[0], "ValueError"
        )
        self.assertEqual(memoryview(view).tolist(), [0, 0, 8, 9])
        self.assertEqual(list(driver.view(DOUBLE, view[1:])), [0, 8, 9])
        self.assertIs(driver.view(DOUBLE, values).base, values)
        copy = view[::2].copy()
        view[0] = 5
        self.assertEqual(
            (list(copy), copy.strides, copy.is_c_contig(), view[::2].is_c_contig()),
            ([0, 8], (8,), True, False),
        )
        self.assertIn("<MemoryView of 'array' at 0x", repr(view))

    def test_two_axes(self):
        data = matrix(2, 3)
        view = driver.view(C_2D, data)
        view[1, 2] = 5
        self.assertEqual(data[1, 2], 5)
        self.assertEqual(
            (view.T.shape, view.T[2, 1], view[1].shape, view[1][2], view[..., 2][1]),
            ((3, 2), 5, (3,), 5, 5),
        )
        self.assertTrue(view.T.is_f_contig())
        self.assertEqual(view.copy_fortran().strides, (8, 16))
        self.assertEqual(outcome(lambda: view[0, 0, 0])[0], "IndexError")

    def test_read_only(self):
        view = driver.view(CONST_UCHAR, b"abc")
        self.assertEqual(outcome(view.__setitem__, 0, 1)[0], "TypeError")
        self.assertTrue(memoryview(view).readonly)

    def test_life(self):
        values = doubles(1, 2)
        view = driver.view(DOUBLE, values, 1)
        self.assertEqual(outcome(values.append, 1)[0], "BufferError")
        part = view[0:1]
        del view
        self.assertEqual(list(part), [2])
        del part
        values.append(3)
        for bad in range(12):
            outcome(driver.acquire, bad, values)
        values.append(4)
        before = sys.getrefcount(values)
        for _ in range(100):
            list(driver.view(DOUBLE, values))
            driver.view(DOUBLE, values, 1).T.copy()
        self.assertEqual(sys.getrefcount(values), before)


if __name__ == "__main__":
    unittest.main()
