"""cdef and cpdef functions: results, defaults, calls among each other, recursion, void."""

cdef int add(int a, int b):
    return a + b


cdef double half(double x) noexcept:
    return x / 2


cdef object anything(value):
    return [value]


cdef untyped(a, b):
    return a + b


cdef void append(list values, int value) except *:
    values.append(value)


cdef bint is_even(int n):
    return n % 2 == 0


cdef long factorial(long n):
    return 1 if n < 2 else n * factorial(n - 1)


cdef inline int square(int n) noexcept:
    return n * n


cdef int with_default(int a, int b=10):
    return a + b


cdef int two_defaults(int a, int b=2, int c=3):
    return 100 * a + 10 * b + c


def calls(int a, int b):
    """
    >>> calls(3, 4)
    (7, 1.5, [3], 7, True, 24, 9)
    """
    return add(a, b), half(a), anything(a), untyped(a, b), is_even(b), factorial(b), square(a)


def void_call():
    """
    >>> void_call()
    [1, 2]
    """
    values = []
    append(values, 1)
    append(values, 2)
    return values


def default_arguments():
    """
    >>> default_arguments()
    (11, 3, 123, 153, 156)
    """
    return with_default(1), with_default(1, 2), two_defaults(1), two_defaults(1, 5), two_defaults(1, 5, 6)


def arguments_are_converted(a, b):
    """
    >>> arguments_are_converted(1, True)
    2
    >>> arguments_are_converted(1, 'x')
    Traceback (most recent call last):
    TypeError: an integer is required
    >>> arguments_are_converted(2**40, 1)
    Traceback (most recent call last):
    OverflowError: value too large to convert to int
    """
    return add(a, b)


def untyped_results(a, b):
    """
    >>> untyped_results('a', 'b'), untyped_results(2**70, 1) == 2**70 + 1
    ('ab', True)
    >>> untyped_results(1, 'b')
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'int' and 'str'
    """
    return untyped(a, b)


cpdef int doubled(int x):
    """
    >>> doubled(4), doubled(x=5)
    (8, 10)
    >>> doubled('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    return 2 * x


cpdef concatenate(a, b='default'):
    """
    >>> concatenate('x'), concatenate('x', 'y'), concatenate(b='y', a='x')
    ('xdefault', 'xy', 'xy')
    """
    return a + b


def call_cpdef(n):
    """
    >>> call_cpdef(3)
    (6, 'adefault')
    """
    return doubled(n), concatenate('a')


def hidden():
    """cdef functions are no attributes of the module, cpdef functions are.

    >>> hidden()
    (False, True)
    """
    return 'add' in globals(), 'doubled' in globals()


cdef (int, double) pair(int a):
    return a, a / 2.0


def unpack_pair(int a):
    """
    >>> unpack_pair(3)
    (1.5, 3)
    """
    b, c = pair(a)
    return c, b


cdef int ackermann(int m, int n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def deep_recursion():
    """
    >>> deep_recursion()
    61
    """
    return ackermann(3, 3)


cdef bint odd(int n):
    return False if n == 0 else even(n - 1)


cdef bint even(int n):
    return True if n == 0 else odd(n - 1)


def mutual_recursion(int n):
    """
    >>> mutual_recursion(10), mutual_recursion(7)
    (True, False)
    """
    return even(n)


ctypedef int (*operation)(int, int)


cdef int multiply(int a, int b):
    return a * b


cdef int apply(operation function, int a, int b):
    return function(a, b)


def function_pointers(str name, int a, int b):
    """
    >>> function_pointers('add', 3, 4), function_pointers('multiply', 3, 4)
    (7, 12)
    """
    cdef operation function
    if name == 'add':
        function = add
    else:
        function = &multiply
    return apply(function, a, b)


cdef int no_return(int a):
    if a:
        return 5


def missing_return(int a):
    """
    >>> missing_return(1), missing_return(0)
    (5, 0)
    """
    return no_return(a)


cdef object none_by_default():
    pass


def missing_object_return():
    """
    >>> missing_object_return()
    """
    return none_by_default()


cdef int evaluation(list log, int value):
    log.append(value)
    return value


def evaluation_order():
    """
    >>> evaluation_order()
    (6, [1, 2, 3])
    """
    log = []
    result = two_defaults(0, 0, evaluation(log, 1) + evaluation(log, 2) + evaluation(log, 3))
    return result, log


cdef int counter = 0
cdef double ratio = 0.5
cdef list kept = []


cdef int next_value() except -1:
    global counter
    counter += 1
    kept.append(counter)
    return counter


def reset():
    """Forget what next_value() counted."""
    global counter
    counter = 0
    kept.clear()


def c_globals():
    """
    >>> c_globals(), c_globals()
    ((1, 0.5, [1]), (2, 0.5, [1, 2]))
    """
    if len(kept) == 2:
        reset()
    return next_value(), ratio, kept[:]


cdef int modify_argument(int a):
    a += 1
    return a


def by_value(int a):
    """
    >>> by_value(1)
    (2, 1)
    """
    return modify_argument(a), a
