"""Pointers, C arrays, address-of, memory of the C heap, strings of C."""

from cpython.dict cimport PyDict_GetItem
from cpython.ref cimport PyObject
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcpy, memset, strcmp, strlen


def address_of():
    """
    >>> address_of()
    (5, 9)
    """
    cdef int value = 5
    cdef int *pointer = &value
    before = pointer[0]
    pointer[0] = 9
    return before, value


cdef void increment(int *value) noexcept:
    value[0] += 1


def out_parameter(int value):
    """
    >>> out_parameter(5)
    7
    """
    increment(&value)
    increment(&value)
    return value


cdef void divide(int a, int b, int *quotient, int *remainder) noexcept:
    quotient[0] = a // b
    remainder[0] = a % b


def two_out_parameters(int a, int b):
    """
    >>> two_out_parameters(17, 5)
    (3, 2)
    """
    cdef int quotient, remainder
    divide(a, b, &quotient, &remainder)
    return quotient, remainder


def array(int n):
    """
    >>> array(5)
    [0, 1, 4, 9, 16]
    """
    cdef int values[10]
    cdef int i
    for i in range(n):
        values[i] = i * i
    return [values[i] for i in range(n)]


def array_initialized():
    """
    >>> array_initialized()
    ([1.5, 2.5, 3.5], 7.5)
    """
    cdef double values[3]
    values[:] = [1.5, 2.5, 3.5]
    return [values[0], values[1], values[2]], values[0] + values[1] + values[2]


def array_decays():
    """
    >>> array_decays()
    (1, 2, 3)
    """
    cdef int values[3]
    cdef int *pointer = values
    pointer[0] = 1
    pointer[1] = 2
    (pointer + 2)[0] = 3
    return values[0], values[1], values[2]


def two_dimensional():
    """
    >>> two_dimensional()
    [[0, 1, 2], [10, 11, 12]]
    """
    cdef int table[2][3]
    cdef int i, j
    for i in range(2):
        for j in range(3):
            table[i][j] = 10 * i + j
    return [[table[i][j] for j in range(3)] for i in range(2)]


cdef int total(int *values, int n) noexcept:
    cdef int result = 0, i
    for i in range(n):
        result += values[i]
    return result


def array_argument():
    """
    >>> array_argument()
    (10, 9)
    """
    cdef int values[4]
    cdef int i
    for i in range(4):
        values[i] = i + 1
    return total(values, 4), total(&values[1], 3)


def heap(int n):
    """
    >>> heap(100)
    4950
    """
    cdef int *values = <int *>malloc(n * sizeof(int))
    cdef int i
    if values == NULL:
        raise MemoryError()
    try:
        for i in range(n):
            values[i] = i
        return total(values, n)
    finally:
        free(values)


def heap_grows():
    """
    >>> heap_grows()
    [0, 0, 7, 8]
    """
    cdef long *values = <long *>calloc(2, sizeof(long))
    values = <long *>realloc(values, 4 * sizeof(long))
    values[2] = 7
    values[3] = 8
    result = [values[i] for i in range(4)]
    free(values)
    return result


def copy():
    """
    >>> copy()
    ([1, 2, 3], [0, 0, 0])
    """
    cdef int a[3]
    cdef int b[3]
    a[0], a[1], a[2] = 1, 2, 3
    memcpy(b, a, sizeof(a))
    memset(a, 0, 3 * sizeof(int))
    return [b[0], b[1], b[2]], [a[0], a[1], a[2]]


def pointer_arithmetic():
    """
    >>> pointer_arithmetic()
    (3, 2, True, False)
    """
    cdef int values[5]
    cdef int i
    for i in range(5):
        values[i] = i
    cdef int *first = values
    cdef int *last = first + 3
    last -= 1
    last += 1
    return last[0], (last - 1)[0], last > first, first == last


def pointer_difference():
    """
    >>> pointer_difference()
    4
    """
    cdef double values[5]
    cdef double *first = values
    cdef double *last = &values[4]
    return last - first


def null_pointers():
    """
    >>> null_pointers()
    (True, False, 'null', 'set')
    """
    cdef int value = 1
    cdef int *nothing = NULL
    cdef int *something = &value
    return nothing is NULL, something == NULL, 'set' if nothing else 'null', 'set' if something else 'null'


def pointer_to_pointer():
    """
    >>> pointer_to_pointer()
    6
    """
    cdef int value = 5
    cdef int *pointer = &value
    cdef int **outer = &pointer
    outer[0][0] += 1
    return value


def cast_pointer():
    """
    >>> cast_pointer()
    [1, 2, 0, 0]
    """
    cdef unsigned int value = 0x0201
    cdef unsigned char *octets = <unsigned char *>&value
    return [octets[i] for i in range(4)]


def void_pointer():
    """
    >>> void_pointer()
    2.5
    """
    cdef double value = 2.5
    cdef void *anything = &value
    return (<double *>anything)[0]


def sizes():
    """
    >>> sizes()
    (4, 8, 8, 40, 1)
    """
    cdef int values[10]
    return sizeof(int), sizeof(double), sizeof(void *), sizeof(values), sizeof(char)


def c_string(bytes data):
    """
    >>> c_string(b'hello')
    (5, 104, b'hello', b'ell', 'hello')
    """
    cdef char *text = data
    return strlen(text), text[0], <bytes>text, text[1:4], text[:strlen(text)].decode('ascii')


def compare_c_strings(bytes a, bytes b):
    """
    >>> compare_c_strings(b'abc', b'abc'), compare_c_strings(b'abc', b'abd')
    ('equal', 'less')
    """
    cdef int order = strcmp(a, b)
    return 'equal' if order == 0 else 'less' if order < 0 else 'greater'


def c_string_literal():
    """
    >>> c_string_literal()
    (b'literal', 7)
    """
    cdef const char *text = b'literal'
    return <bytes>text, strlen(text)


def build_c_string():
    """
    >>> build_c_string()
    b'aab'
    """
    cdef char buffer[10]
    buffer[0] = c'a'
    buffer[1] = 97
    buffer[2] = b'b'
    buffer[3] = 0
    return <bytes>buffer


def object_as_pointer(value):
    """
    >>> object_as_pointer('kept')
    'kept'
    """
    cdef void *pointer = <void *>value
    return <object>pointer


def text_to_pointer_fails(value):
    """
    >>> text_to_pointer_fails(b'x')
    b'x'
    >>> text_to_pointer_fails('x')
    Traceback (most recent call last):
    TypeError: expected bytes, str found
    """
    cdef char *text = value
    return <bytes>text


cdef int twice(int value) noexcept:
    return value * 2


def function_pointer_with_value():
    """
    >>> function_pointer_with_value()
    (6, 6)
    """
    cdef int (*function)(int) noexcept = twice
    cdef int (*functions[2])(int) noexcept
    functions[1] = function
    return function(3), functions[1](3)


def shared_with_variable(text):
    """What a variable of the same statement keeps, a pointer may point into.

    >>> shared_with_variable("hello")
    (b'hello', b'hello')
    """
    cdef char *pointer
    pointer = kept = text.encode()
    return pointer, kept


cdef int find(object mapping, PyObject **found) except -1:
    found[0] = PyDict_GetItem(mapping, "found")
    return 0


def address_after_loop(names):
    """A pointer whose address is taken is set in a loop, from objects that only that knows.

    >>> address_after_loop([]), address_after_loop(["a", "b"])
    (5, 5)
    """
    cdef PyObject *key = <PyObject *>names
    mapping = {"found": 5}
    for name in names:
        found = PyDict_GetItem(mapping, str(<object>key) + name)
    find(mapping, &found)
    return <object>found


def cast_to_struct(value):
    """
    >>> cast_to_struct([1])
    True
    """
    return <void *>(<PyObject>value) == <void *>value
