"""The order of a call on cdef classes: the method is looked up before the arguments are evaluated.

Overrides of cpdef methods in Python are looked up by the method that is called, so after them, as in Cython.
"""

trace = []


def note(what, value=None):
    trace.append(what)
    return value


def outcome(function, *arguments):
    """What the call gives or raises, and what it has noted on its way."""
    del trace[:]
    try:
        result = function(*arguments)
    except Exception as error:
        result = type(error).__name__ + ": " + str(error)
    return result, list(trace)


cdef class Shape:
    def python_method(self, value):
        return "python", value

    cpdef cpdef_method(self, value):
        return "cpdef", value

    cpdef int cpdef_number(self, int value):
        return value

    cdef cdef_method(self, value):
        return "cdef", value


class Derived(Shape):
    def python_method(self, value):
        return "derived python", value

    def cpdef_method(self, value):
        return "derived cpdef", value

    def cpdef_number(self, value):
        return value * 2


def call_python(Shape shape):
    """
    >>> outcome(call_python, None)
    ("AttributeError: 'NoneType' object has no attribute 'python_method'", [])
    >>> outcome(call_python, Shape())
    (('python', 1), ['argument'])
    >>> outcome(call_python, Derived())
    (('derived python', 1), ['argument'])
    """
    return shape.python_method(note("argument", 1))


def call_cpdef(Shape shape):
    """
    >>> outcome(call_cpdef, None)
    ("AttributeError: 'NoneType' object has no attribute 'cpdef_method'", [])
    >>> outcome(call_cpdef, Shape())
    (('cpdef', 1), ['argument'])
    >>> outcome(call_cpdef, Derived())
    (('derived cpdef', 1), ['argument'])
    """
    return shape.cpdef_method(note("argument", 1))


def call_cdef(Shape shape):
    """
    >>> outcome(call_cdef, None)
    ("AttributeError: 'NoneType' object has no attribute 'cdef_method'", [])
    >>> outcome(call_cdef, Shape())
    (('cdef', 1), ['argument'])
    """
    return shape.cdef_method(note("argument", 1))


def change(cls):
    cls.cpdef_method = lambda self, value: ("changed", value)
    cls.cpdef_number = lambda self, value: value * 3
    return 1


def change_override(Shape shape):
    """
    >>> class Local(Derived): pass
    >>> change_override(Local())
    (('changed', 1), ('changed', 2))
    """
    return shape.cpdef_method(change(type(shape))), shape.cpdef_method(2)


def change_number(Shape shape):
    """
    >>> class Local(Derived): pass
    >>> change_number(Local())
    (3, 6)
    """
    cdef int first = shape.cpdef_number(change(type(shape)))
    return first, shape.cpdef_number(2)


def introduce_override(Shape shape):
    """
    >>> class Local(Shape): pass
    >>> introduce_override(Local())
    (('changed', 1), ('changed', 2))
    """
    return shape.cpdef_method(change(type(shape))), shape.cpdef_method(2)


def rebind_receiver(Shape shape):
    """
    >>> rebind_receiver(Shape())
    (('python', 1), ('cpdef', 1), ('cdef', 1), None)
    """
    kept = shape
    first = shape.python_method((shape := None) is None and 1)
    shape = kept
    second = shape.cpdef_method((shape := None) is None and 1)
    shape = kept
    third = shape.cdef_method((shape := None) is None and 1)
    return first, second, third, shape


def builtin_receivers(list items, dict table, str text):
    """
    >>> outcome(builtin_receivers, None, {}, '')
    ("AttributeError: 'NoneType' object has no attribute 'append'", [])
    >>> outcome(builtin_receivers, [], None, '')
    ("AttributeError: 'NoneType' object has no attribute 'get'", ['append'])
    >>> outcome(builtin_receivers, [], {}, None)
    ("AttributeError: 'NoneType' object has no attribute 'join'", ['append', 'get'])
    >>> outcome(builtin_receivers, [], {}, '')
    ('', ['append', 'get', 'join'])
    """
    items.append(note("append"))
    table.get(note("get"))
    return text.join(note("join", ()))


# --- Keywords and defaults --------------------------------------------------------------------------

cdef named(int first, second=20, third=30):
    return first, second, third


cdef class Named:
    cdef cdef_named(self, int first, second=20, third=30):
        return first, second, third

    cpdef cpdef_named(self, int first, second=20, third=30):
        return first, second, third

    @staticmethod
    cdef static_named(int first, second=20):
        return first, second


cdef struct Point:
    int x
    int y


def keywords_in_source_order():
    """
    >>> outcome(keywords_in_source_order)
    ((1, 20, 3), ['third', 'first'])
    """
    return named(third=note("third", 3), first=note("first", 1))


def keywords_behind_positions():
    """
    >>> outcome(keywords_behind_positions)
    ((1, 2, 3), ['first', 'third', 'second'])
    """
    return named(note("first", 1), third=note("third", 3), second=note("second", 2))


def method_keywords():
    """
    >>> outcome(method_keywords)
    ([(1, 20, 3), (4, 20, 6), (7, 8)], ['third', 'first', 'third', 'first', 'second', 'first'])
    """
    cdef Named owner = Named()
    return [
        owner.cdef_named(third=note("third", 3), first=note("first", 1)),
        owner.cpdef_named(third=note("third", 6), first=note("first", 4)),
        Named.static_named(second=note("second", 8), first=note("first", 7)),
    ]


def struct_keywords():
    """
    >>> outcome(struct_keywords)
    ((1, 2), ['y', 'x'])
    """
    cdef Point point = Point(y=note("y", 2), x=note("x", 1))
    return point.x, point.y


cdef int twice(int number) nogil:
    return number * 2


def keyword_without_gil(int number):
    """
    >>> keyword_without_gil(4)
    8
    """
    cdef int result
    with nogil:
        result = twice(number=number)
    return result


ctypedef int (*Operation)(int)


def pointer_is_read_first(int number):
    """
    >>> pointer_is_read_first(5)
    10
    """
    cdef Operation operation = <Operation>twice

    return operation((operation := NULL) == NULL and number)


def dict_items(log, key):
    """Items of a dict are put in as they are evaluated.

    >>> log = []
    >>> dict_items(log.append, []), log
    Traceback (most recent call last):
    TypeError: unhashable type: 'list'  # until 3.13
    TypeError: cannot use 'list' as a dict key (unhashable type: 'list')  # from 3.14
    >>> log
    [1, 2]
    >>> dict_items(log.append, 5), log
    ({1: None, 5: None, None: 9}, [1, 2, 1, 2, 3])
    """
    return {1: log(1), key: log(2), log(3): 9}
