"""Functions and variables that C code calls by their plain names.

>>> c_add(2, 3)
5
>>> c_checked(4)
8
>>> c_checked(-1)
Traceback (most recent call last):
ValueError: negative: -1
>>> c_maybe(-1), c_maybe(3)
(-1, 3)
>>> c_maybe(13)
Traceback (most recent call last):
KeyError: 13
>>> c_nothing(0)
>>> c_nothing(1)
Traceback (most recent call last):
RuntimeError: nothing
>>> c_object([1, 2])
[2, 1, 'closure']
>>> c_object(None)
Traceback (most recent call last):
TypeError: 'NoneType' object is not iterable
>>> c_without_gil(3)
7.5
>>> c_renamed(3)
-3
>>> c_cpdef(20), exported(20)
(21, 21)
>>> list(c_generator(3))
[0, 1, 4]

Variables are the same for both:

>>> python_counter(), c_counter(5), python_counter()
(3, 8, 8)
>>> c_swap("new") is None, python_kept(), c_swap(None)
(True, 'new', 'new')
>>> python_table()
[0, 0, 9]
>>> c_rate(), python_set_rate(1.5), c_rate()
(0.5, None, 1.5)

And types:

>>> shape = Shape(3)
>>> c_sides(shape), c_is_shape(shape), c_is_shape(3)
(3, True, False)
>>> c_make(4).sides
4
"""

cdef extern from *:
    """
    typedef struct ShapeObject ShapeObject;
    extern int add(int, int);
    extern int checked(int);
    extern int maybe(int);
    extern void nothing(int);
    extern PyObject *reversed_items(PyObject *);
    extern double half(double);
    extern int plain_renamed(int);
    extern int exported(int, int skip_dispatch);
    extern PyObject *squares(int);
    extern int sides_of(ShapeObject *);
    extern ShapeObject *make_shape(int);
    extern int counter;
    extern PyObject *kept;
    extern int table[3];
    extern double rate_in_c;

    static int call_add(int a, int b) { return add(a, b); }
    static int call_checked(int a) { return checked(a); }
    static int call_maybe(int a) { return maybe(a); }
    static void call_nothing(int a) { nothing(a); }
    static PyObject *call_reversed(PyObject *a) { return reversed_items(a); }
    static double call_half(double a) { return half(a) + half(2 * a) + half(2 * a); }
    static int call_renamed(int a) { return plain_renamed(a); }
    static int call_exported(int a) { return exported(a, 0); }
    static PyObject *call_squares(int n) { return squares(n); }
    static int add_to_counter(int by) { table[2] = 9; return counter += by; }
    static PyObject *swap_kept(PyObject *value) {
        PyObject *before = kept;
        Py_INCREF(value);
        kept = value;
        return before;
    }
    static double read_rate(void) { return rate_in_c; }
    static int call_sides(PyObject *shape) { return sides_of((ShapeObject *)shape); }
    static PyObject *call_make(int sides) { return (PyObject *)make_shape(sides); }
    """
    int call_add(int a, int b)
    int call_checked(int a) except -1
    int call_maybe(int a) except? -1
    void call_nothing(int a) except *
    object call_reversed(object a)
    double call_half(double a) nogil
    int call_renamed(int a)
    int call_exported(int a)
    object call_squares(int n)
    int add_to_counter(int by)
    object swap_kept(object value)
    double read_rate()
    int call_sides(object shape)
    object call_make(int sides)

cdef public int counter = 3
cdef public object kept
cdef public int table[3]
cdef public api double rate "rate_in_c" = 0.5

cdef public class Shape [object ShapeObject, type ShapeType]:
    cdef public int sides

    def __init__(self, sides):
        self.sides = sides

cdef public int add(int a, int b):
    return a + b

cdef public int checked(int a) except -1:
    if a < 0:
        raise ValueError(f"negative: {a}")
    return 2 * a

cdef public int maybe(int a) except? -1:
    if a == 13:
        raise KeyError(a)
    return a

cdef public void nothing(int a) except *:
    if a:
        raise RuntimeError("nothing")

cdef public object reversed_items(object items):
    suffix = "closure"
    add_suffix = lambda found: found + [suffix]
    return add_suffix(list(reversed(list(items))))

cdef public double half(double a) noexcept nogil:
    return a / 2

cdef public int renamed "plain_renamed" (int a):
    return -a

cpdef public int exported(int a):
    return a + 1

def generate(int n):
    for i in range(n):
        yield i * i

cdef public object squares(int n):
    return generate(n)

cdef public int sides_of(Shape shape):
    return shape.sides

cdef public Shape make_shape(int sides):
    return Shape(sides)

def c_add(a, b):
    return call_add(a, b)

def c_checked(a):
    return call_checked(a)

def c_maybe(a):
    return call_maybe(a)

def c_nothing(a):
    call_nothing(a)

def c_object(a):
    return call_reversed(a)

def c_without_gil(double a):
    with nogil:
        a = call_half(a)
    return a

def c_renamed(a):
    return call_renamed(a)

def c_cpdef(a):
    return call_exported(a)

def c_generator(n):
    return call_squares(n)

def c_counter(by):
    return add_to_counter(by)

def python_counter():
    return counter

def c_swap(value):
    return swap_kept(value)

def python_kept():
    return kept

def python_table():
    return list(table)

def c_rate():
    return read_rate()

def python_set_rate(value):
    global rate
    rate = value

def c_sides(shape):
    return call_sides(shape)

def c_is_shape(shape):
    return isinstance(shape, Shape)

def c_make(sides):
    return call_make(sides)
