"""Generators and closures with C variables: all kinds of values live across a yield or in a cell."""

from array import array


def c_locals(int n):
    """
    >>> list(c_locals(3))
    [(3, 1.5, 255, True), (4, 3.0, 0, False)]
    """
    cdef double real = 1.5
    cdef unsigned char small = 255
    cdef bint flag = True
    yield n, real, small, flag
    n += 1
    real *= 2
    small += 1
    flag = not flag
    yield n, real, small, flag


def through_pointers(int start, bint wide):
    """Pointers to variables stay what they are, whatever the generator waits for.

    >>> list(through_pointers(5, False)), list(through_pointers(5, True))
    ([(5, 0.5), (6, 1.0), (7, 2.0)], [(5, 0.5), (7, 1.0)])
    """
    cdef int value = start
    cdef double real = 0.5
    cdef int *place = &value
    cdef double *other = &real
    while value < start + 3:
        yield value, real
        place[0] += 2 if wide else 1
        other[0] *= 2


def c_loop(int start, int stop, int step):
    """
    >>> list(c_loop(0, 7, 3)), list(c_loop(3, 0, -1))
    ([0, 3, 6], [3, 2, 1])
    """
    cdef int i
    for i in range(start, stop, step):
        yield i


def c_argument_is_checked(int n):
    """
    >>> c_argument_is_checked('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> list(c_argument_is_checked(1))
    [1]
    """
    yield n


def view_items(double[:] values):
    """
    >>> list(view_items(array('d', [1, 2, 3])))
    [1.0, 2.0, 3.0]
    >>> generator = view_items(array('d', [1]))
    >>> next(generator)
    1.0
    >>> generator.close()
    """
    cdef Py_ssize_t i
    for i in range(values.shape[0]):
        yield values[i]


def view_is_released():
    """
    >>> view_is_released()
    4
    """
    def items(unsigned char[:] values):
        yield values[0]
        yield values[1]
    data = bytearray(b'abc')
    generator = items(data)
    next(generator)
    del generator
    data.append(1)
    return len(data)


def typed_objects(list values, str text):
    """
    >>> list(typed_objects([1], 'a'))
    [([1], 'a'), ([1, 2], 'ab')]
    """
    yield values[:], text
    values.append(2)
    text += 'b'
    yield values, text


def sent_values():
    """
    >>> generator = sent_values()
    >>> next(generator), generator.send(5), generator.send(2)
    (0, 5, 7)
    >>> generator.send('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef int total = 0, value
    while True:
        value = yield total
        total += value


def fibonacci(int n):
    """
    >>> list(fibonacci(10))
    [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
    """
    cdef long a = 0, b = 1
    cdef int i
    for i in range(n):
        yield a
        a, b = b, a + b


def try_finally(list log, int n):
    """
    >>> log = []
    >>> generator = try_finally(log, 5)
    >>> next(generator), next(generator)
    (0, 1)
    >>> generator.close(); log
    ['finally 1']
    """
    cdef int i = 0
    try:
        for i in range(n):
            yield i
    finally:
        log.append(f'finally {i}')


cdef class Tree:
    """An extension class whose __iter__ is a generator.

    >>> list(Tree(1, [Tree(2, [Tree(3)]), Tree(4)]))
    [1, 2, 3, 4]
    """

    cdef int value
    cdef list children

    def __init__(self, int value, list children=None):
        self.value = value
        self.children = children or []

    def __iter__(self):
        cdef Tree child
        yield self.value
        for child in self.children:
            yield from child

    def pairs(self, int n):
        """
        >>> list(Tree(5).pairs(2))
        [(5, 0), (5, 1)]
        """
        cdef int i
        for i in range(n):
            yield self.value, i


def closure_over_c(int n):
    """
    >>> increment, read = closure_over_c(5)
    >>> increment(2), increment(3), read()
    (7, 10, (10, 0.5))
    >>> increment('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef double real = 0.5

    def increment(int step):
        nonlocal n
        n += step
        return n

    def read():
        return n, real
    return increment, read


def closure_sees_changes():
    """
    >>> closure_sees_changes()
    [0, 1, 2]
    """
    cdef int i
    functions = []
    result = []

    def read():
        return i
    for i in range(3):
        result.append(read())
    return result


def lambda_over_c(int factor):
    """
    >>> lambda_over_c(3)(5)
    15
    """
    return lambda value: value * factor


def typed_lambda_argument(double factor):
    """
    >>> typed_lambda_argument(0.5)
    [0.5, 1.0]
    """
    return [(lambda x: x * factor)(x) for x in (1, 2)]


def generator_expression(int n):
    """
    >>> generator_expression(4)
    (14, [0, 1, 4, 9])
    """
    cdef int i
    return sum(i * i for i in range(n)), list(i * i for i in range(n))


def nested_generator(int n):
    """
    >>> list(nested_generator(3))
    [0, 0, 1, 0, 1, 2]
    """
    def inner(int m):
        cdef int j
        for j in range(m):
            yield j
    cdef int i
    for i in range(1, n + 1):
        yield from inner(i)


def inner_function_with_types(int a):
    """
    >>> inner_function_with_types(2)
    (6, 4.5)
    """
    def multiply(int b, double c=1.5):
        return a * b, b * c
    return multiply(3)


def captured_loop_object(list values):
    """
    >>> captured_loop_object(['a', 'b'])
    ['b', 'b']
    """
    functions = []
    for value in values:
        functions.append(lambda: value)
    return [function() for function in functions]
