# cython: language_level=3
# The macros that C code written for Cython relies on.

cdef extern from *:
    """
    static CYTHON_INLINE int em_twice(int x) { return 2 * x; }
    static int em_first(const int *CYTHON_RESTRICT p, CYTHON_UNUSED int unused) {
        switch (p[0]) {
        case 0:
            return 100;
        case 1:
            if (unused)
                return 7;
            CYTHON_FALLTHROUGH;
        default:
            return p[0] > 0 ? p[0] : -1;
        }
    }
    static int em_nothing(int x) { CYTHON_UNUSED_VAR(x); CYTHON_MAYBE_UNUSED_VAR(x); return 0; }
    """
    int em_twice(int)
    int em_first(const int *, int)
    int em_nothing(int)
    int CYTHON_COMPILING_IN_CPYTHON
    int CYTHON_COMPILING_IN_LIMITED_API
    int CYTHON_HEX_VERSION


def macros(int x):
    """
    >>> macros(3)
    (6, 3, 0)
    >>> macros(1)
    (2, 1, 0)
    >>> macros(0)
    (0, 100, 0)
    >>> macros(-5)
    (-10, -1, 0)
    """
    return em_twice(x), em_first(&x, 0), em_nothing(x)


def what_compiles():
    """
    >>> what_compiles()
    (1, 0, True)
    """
    return CYTHON_COMPILING_IN_CPYTHON, CYTHON_COMPILING_IN_LIMITED_API, CYTHON_HEX_VERSION >= 0x03000000


cdef extern from "Python.h":
    """
    static CYTHON_INLINE Py_UCS4 em_last(PyObject *text) {
        Py_ssize_t length = __Pyx_PyUnicode_GET_LENGTH(text);
        return length ? __Pyx_PyUnicode_READ(__Pyx_PyUnicode_KIND(text), __Pyx_PyUnicode_DATA(text), length - 1) : 0;
    }
    #define em_is_none(x) __Pyx_Py_IsNone(x)
    #define em_item(t, i) __Pyx_NewRef(__Pyx_PyTuple_GET_ITEM(t, i))
    """
    Py_UCS4 em_last(str)
    bint em_is_none(object)
    object em_item(tuple, Py_ssize_t)


def api_names(str text, tuple items):
    """
    >>> api_names('a\u20ac', (None, 'b'))
    ('\u20ac', True, False, 'b')
    """
    return em_last(text), em_is_none(items[0]), em_is_none(items[1]), em_item(items, 1)


cdef extern from *:
    """
    typedef struct { int size; int *items; } em_table;
    typedef struct { char *name; long size; } em_other;
    #define em_size(t) ((t)->size)
    #define em_set_size(t, n) ((void)((t)->size = (n)))
    """
    ctypedef struct em_table:
        int size

    ctypedef struct em_other:
        long size

    long em_size(void *) nogil
    void em_set_size(void *, int size) nogil


def of_any_struct(int n):
    """A macro that is declared to take any pointer sees the struct that it is given.

    >>> of_any_struct(5)
    (5, 6, 5, 6)
    """
    cdef em_table table
    cdef em_other other
    cdef em_table *place = &table
    cdef long one, two
    em_set_size(&table, n)
    em_set_size(&other, n + 1)
    with nogil:
        one = em_size(place)
        two = em_size(&other)
    return table.size, other.size, one, two


cdef extern from *:
    """
    static int em_count = 0;
    #define EM_IMPORT em_count = em_count + 1
    #define EM_STEP (em_count += 10)
    static int em_function(void) { em_count += 100; return 0; }
    """
    void EM_IMPORT()
    int EM_STEP
    int em_count
    int em_function()


EM_IMPORT


def as_statements():
    """A name alone is what C makes of it: a macro may do something there.

    >>> as_statements()
    (1, 23)
    """
    cdef int before = em_count
    EM_IMPORT
    EM_STEP
    with nogil:
        EM_IMPORT
        EM_STEP
    em_function
    return before, em_count


cdef extern from *:
    """
    typedef struct { double real, imag; } em_pair;
    #define EM_SAME(a, b) (a.real == b.real && a.imag == b.imag)
    #define EM_REAL(p) p->real
    """
    ctypedef struct em_pair:
        double real
        double imag
    bint EM_SAME(em_pair a, em_pair b) nogil
    double EM_REAL(em_pair *p) nogil


def without_parentheses(double x, double y):
    """Macros that look into their arguments need no parentheses around them.

    >>> without_parentheses(1.5, 1.5), without_parentheses(1.5, 2)
    ((True, 1.5), (False, 1.5))
    """
    cdef em_pair a, b
    a.real, a.imag, b.real, b.imag = x, 2, y, 2
    return EM_SAME(a, b), EM_REAL(&a)
