"""Errors have the running CPython's texts, whichever version it is.

The docstring of each function is its body: what the interpreter says of it is expected.

>>> [function.__name__ for function, arguments in CASES if not same_complaint(function, arguments)]
[]
>>> complaint(list_item, ([1], 3))
'IndexError: list index out of range'
"""

import copy

CASES = []


class BadKeys:
    def keys(self):
        return 5

    def __getitem__(self, key):
        return key


class NoKeys:
    pass


class FailingKeys(BadKeys):
    def keys(self):
        raise AttributeError("failing")


class FailingIterator:
    def __iter__(self):
        raise TypeError("failing")


class WrongIter:
    def __iter__(self):
        return 3


class WrongBool:
    def __bool__(self):
        return 3


class WrongLength:
    def __len__(self):
        return "x"


class EnterAlone:
    def __enter__(self):
        pass


class ExitAlone:
    def __exit__(self, *_):
        pass


class HalfAsynchronous:
    def __aenter__(self):
        pass


class Asynchronous(HalfAsynchronous):
    def __aexit__(self, *_):
        pass


class FailingLookUp:
    @property
    def __enter__(self):
        raise AttributeError("enter")

    @property
    def __exit__(self):
        raise AttributeError("exit")


class ListOfOurOwn(list):
    pass


def one(a):
    pass


def case(*calls):
    """Registers a function with the arguments of each of its calls."""

    def register(function):
        CASES.extend((function, arguments) for arguments in calls)
        return function

    return register


def plain(function):
    """The same function, run by the interpreter."""
    names = {}
    count = function.__code__.co_argcount
    parameters = ', '.join('ab'[:count])
    exec(f"def {function.__name__}({parameters}):\n    {function.__doc__}", globals(), names)
    return names[function.__name__]


def complaint(function, arguments):
    """What the call raises."""
    try:
        function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def same_complaint(function, arguments):
    """Says whether a call and the interpreter's raise the same. What a call changes is not kept."""
    copies = [copy.copy(argument) for argument in arguments]
    expected = complaint(plain(function), arguments)
    return expected is not None and complaint(function, copies) == expected


@case((1, "x"), ("x", 1), ([1], (1,)), ((1,), [1]))
def add(a, b):
    """a + b"""
    a + b


@case((None,))
def negate_nothing(a):
    """-a"""
    -a


@case(([], 3), (object(), object()))
def order(a, b):
    """a < b"""
    a < b


@case((1, 0), (2 ** 80, 0), (1.5, 0.0))
def floor_divide(a, b):
    """a // b"""
    a // b


@case((1, 0), (1.5, 0.0))
def modulo(a, b):
    """a % b"""
    a % b


@case((1, 0), (1.5, 0.0), (1j, 0))
def divide(a, b):
    """a / b"""
    a / b


@case((0, -1), (0.0, -1.0))
def power(a, b):
    """a ** b"""
    a ** b


@case((1, 0))
def divide_both(a, b):
    """divmod(a, b)"""
    divmod(a, b)


@case((1, -1))
def shift(a, b):
    """a << b"""
    a << b


@case((1, -1))
def shift_right(a, b):
    """a >> b"""
    a >> b


@case(([], "x"))
def multiply_by_text(a, b):
    """a * b"""
    a * b


@case(("x",))
def format_number(a):
    """'%d' % a"""
    '%d' % a


@case((1,))
def format_too_few(a):
    """'%s %s' % a"""
    '%s %s' % a


@case((1, 2))
def format_too_few_of_two(a, b):
    """'%s %s %s' % (a, b)"""
    '%s %s %s' % (a, b)


@case(("x",))
def format_field(a):
    """f'{a:z}'"""
    f'{a:z}'


@case(
    ([1], 3),
    ([1], "x"),
    ((1,), 3),
    ((1,), "x"),
    ("x", 3),
    ("x", "x"),
    (b"x", 3),
    ({}, 3),
    ({}, (1, 2)),
    ({}, []),
    (None, 0),
)
def list_item(a, b):
    """a[b]"""
    a[b]


@case((None,), (3,))
def attribute_of_none(a):
    """a.x"""
    a.x


@case((None,))
def call_none(a):
    """a()"""
    a()


@case((3, 4))
def call_int(a, b):
    """a(b)"""
    a(b)


@case(([1], "x"))
def slice_of_text(a, b):
    """a[b:]"""
    a[b:]


@case((3, 1), ("x", 1), ({1}, []), ({}, []))
def contains_int(a, b):
    """b in a"""
    b in a


@case((1, []))
def set_of_unhashable(a, b):
    """{a, b}"""
    {a, b}


@case(([], 1))
def dict_of_unhashable(a, b):
    """{a: b}"""
    {a: b}


@case(([1], []))
def set_comprehension(a, b):
    """{b for x in a}"""
    {b for x in a}


@case(([1], []))
def dict_comprehension(a, b):
    """{b: 1 for x in a}"""
    {b: 1 for x in a}


@case(([],))
def unhashable_in_pattern(a):
    """{**{a: 1}}"""
    {**{a: 1}}


@case((3,), (NoKeys(),), (FailingIterator(),))
def star_in_call(a):
    """one(*a)"""
    one(*a)


@case((NoKeys(),), (3,))
def list_of_star_of_object(a):
    """[*a]"""
    [*a]


@case((NoKeys(),), (3,))
def set_of_star_of_object(a):
    """{*a}"""
    {*a}


@case((3,), ({1: 2},), (BadKeys(),), (NoKeys(),), (FailingKeys(),))
def stars_in_call(a):
    """one(**a)"""
    one(**a)


@case((3, [1]))
def stars_in_call_after_star(a, b):
    """one(*b, **a)"""
    one(*b, **a)


@case((3, [1]))
def star_in_call_after_star(a, b):
    """one(*b, *a)"""
    one(*b, *a)


@case(({"a": 1}, {"a": 2}))
def stars_twice(a, b):
    """one(**a, **b)"""
    one(**a, **b)


@case(({"a": 2},))
def stars_and_keyword(a):
    """one(a=1, **a)"""
    one(a=1, **a)


@case((3,))
def stars_in_call_of_builtin(a):
    """len(**a)"""
    len(**a)


@case((3,))
def star_in_call_of_builtin(a):
    """len(*a)"""
    len(*a)


@case((1, 2))
def too_many_arguments(a, b):
    """one(a, b)"""
    one(a, b)


@case(())
def no_arguments():
    """one()"""
    one()


@case((1,))
def unknown_keyword(a):
    """one(b=a)"""
    one(b=a)


@case((1, 2))
def argument_twice(a, b):
    """one(a, a=b)"""
    one(a, a=b)


@case((3,))
def tuple_of_star(a):
    """(*a,)"""
    (*a,)


@case((3,), (NoKeys(),), (FailingKeys(),))
def dict_of_stars(a):
    """{**a}"""
    {**a}


@case(([1], 3), ("x", "y"))
def index_of_missing(a, b):
    """a.index(b)"""
    a.index(b)


@case(([],))
def pop_of_nothing(a):
    """a.pop()"""
    a.pop()


@case(([1], 3), ({}, 3), ({}, []))
def pop_beyond(a, b):
    """a.pop(b)"""
    a.pop(b)


@case(({}, []))
def get_unhashable(a, b):
    """a.get(b)"""
    a.get(b)


@case(({}, []))
def setdefault_unhashable(a, b):
    """a.setdefault(b, 1)"""
    a.setdefault(b, 1)


@case(({1}, []))
def add_unhashable(a, b):
    """a.add(b)"""
    a.add(b)


@case(({1}, 2), ([1], 2))
def remove_missing(a, b):
    """a.remove(b)"""
    a.remove(b)


@case((3,), (WrongLength(),))
def length(a):
    """len(a)"""
    len(a)


@case((3,))
def iterator(a):
    """iter(a)"""
    iter(a)


@case((WrongIter(),))
def iterator_of_wrong_iter(a):
    """[x for x in a]"""
    [x for x in a]


@case((WrongBool(),))
def truth_of_wrong_bool(a):
    """1 if a else 2"""
    1 if a else 2


@case((WrongBool(),))
def negation_of_wrong_bool(a):
    """not a"""
    not a


@case((-1,))
def character(a):
    """chr(a)"""
    chr(a)


@case(("ab",))
def code_point(a):
    """ord(a)"""
    ord(a)


@case(("x",))
def absolute(a):
    """abs(a)"""
    abs(a)


@case((["x"],))
def total(a):
    """sum(a)"""
    sum(a)


@case(([],))
def largest(a):
    """max(a)"""
    max(a)


@case(([],))
def smallest(a):
    """min(a)"""
    min(a)


@case((1, "x"))
def largest_of_mixed(a, b):
    """max(a, b)"""
    max(a, b)


@case(([1, "x"],))
def sort_of_mixed(a):
    """sorted(a)"""
    sorted(a)


@case((1, 2))
def instance_of_int(a, b):
    """isinstance(a, b)"""
    isinstance(a, b)


@case((1, 2))
def subclass_of_int(a, b):
    """issubclass(a, b)"""
    issubclass(a, b)


@case(("x",))
def range_of_text(a):
    """range(a)"""
    range(a)


@case((2, 0))
def range_by_zero(a, b):
    """range(1, a, b)"""
    range(1, a, b)


@case(("x",), ([],))
def int_of_text(a):
    """int(a)"""
    int(a)


@case(("x",), ([],))
def float_of_text(a):
    """float(a)"""
    float(a)


@case((3,))
def list_of_int(a):
    """list(a)"""
    list(a)


@case((3,))
def tuple_of_int(a):
    """tuple(a)"""
    tuple(a)


@case((3,), ([[]],))
def set_of_int(a):
    """set(a)"""
    set(a)


@case(([[]],))
def frozenset_of_unhashables(a):
    """frozenset(a)"""
    frozenset(a)


@case((3,), ([1],), ([(1, 2, 3)],))
def dict_of_int(a):
    """dict(a)"""
    dict(a)


@case(([300],))
def bytes_of_int(a):
    """bytes(a)"""
    bytes(a)


@case(("x", [1]))
def join_of_ints(a, b):
    """a.join(b)"""
    a.join(b)


@case(([],))
def next_of_list(a):
    """next(a)"""
    next(a)


@case(("x",))
def round_of_text(a):
    """round(a)"""
    round(a)


@case(([],))
def hash_of_list(a):
    """hash(a)"""
    hash(a)


@case(
    ((1, 2, 3),),
    ([1, 2, 3],),
    ([1],),
    ({1: 2, 3: 4, 5: 6},),
    ({1, 2, 3},),
    ("xyz",),
    (iter([1, 2, 3]),),
    ("x",),
    (1,),
    (ListOfOurOwn([1, 2, 3]),),
    (NoKeys(),),
)
def unpack_tuple(a):
    """x, y = a"""
    x, y = a


@case((1, 2))
def unpack_display(a, b):
    """x, y = a, b, a"""
    x, y = a, b, a


@case(([1],))
def unpack_star(a):
    """x, *y, z = a"""
    x, *y, z = a


@case(([(1, 2, 3), 4],))
def unpack_nested(a):
    """(x, y), z = a"""
    (x, y), z = a


@case(([(1, 2, 3)],))
def unpack_in_loop(a):
    """for x, y in a: pass"""
    for x, y in a: pass


@case((None,), (WrongIter(),), (NoKeys(),))
def loop_over_none(a):
    """for x in a: pass"""
    for x in a: pass


@case(
    (None,),
    (ExitAlone(),),
    (Asynchronous(),),
    (HalfAsynchronous(),),
    (FailingLookUp(),),
    (EnterAlone(),),
)
def with_none(a):
    """with a: pass"""
    with a: pass


@case((NoKeys(),), (3,))
def raise_object(a):
    """raise a"""
    raise a


@case((ValueError("x"), 3))
def raise_from_int(a, b):
    """raise a from b"""
    raise a from b


@case(([1], 3), ((1,), 0), ({}, []))
def set_item_beyond(a, b):
    """a[b] = 1"""
    a[b] = 1


@case(([1], 3))
def set_slice_to_int(a, b):
    """a[:] = b"""
    a[:] = b


@case(([1], "x"))
def set_slice_of_text(a, b):
    """a[b:] = []"""
    a[b:] = []


@case(([1, 2, 3], [1]))
def set_step_slice(a, b):
    """a[::2] = b"""
    a[::2] = b


@case(([1], 3), ({}, []), ({}, 1))
def delete_item_beyond(a, b):
    """del a[b]"""
    del a[b]


@case((3, 1), (object(), 1))
def set_attribute(a, b):
    """a.x = b"""
    a.x = b


@case((3,))
def delete_attribute(a):
    """del a.x"""
    del a.x


@case(())
def missing_import():
    """from os import no_such_name"""
    from os import no_such_name


@case(())
def missing_module():
    """import no_such_module"""
    import no_such_module


@case((0, "text"))
def assertion(a, b):
    """assert a, b"""
    assert a, b


@case((3,), (bool,))
def class_of_int(a):
    """class A(a): pass"""
    class A(a): pass


@case((int, str))
def class_of_conflict(a, b):
    """class A(a, b): pass"""
    class A(a, b): pass
