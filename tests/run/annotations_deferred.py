"""Annotations are evaluated where they stand, since Python 3.14 when somebody asks for them.

>>> order()
(['outer', 'a', 'b', 'return', 'made', 'asked'], ['a', 'b', 'return'])  # until 3.13
(['outer', 'made', 'asked', 'a', 'b', 'return'], ['a', 'b', 'return'])  # from 3.14
>>> decorated.__annotations__
{'x': <class 'int'>, 'args': <class 'str'>, 'key': <class 'float'>, 'rest': <class 'bytes'>}
>>> decorated.__annotations__ is decorated.__annotations__
True
>>> Plain.__annotations__, Plain.method.__annotations__, Plain.Inner.__annotations__
({'first': <class 'int'>, '_Plain__private': <class 'str'>, 'chosen': <class 'float'>}, {'_Plain__a': <class 'int'>, 'return': 'Plain'}, {'first': <class 'bytes'>})
>>> [sorted(class_.__annotations__) for class_ in (chosen(True), chosen(False))]
[['always', 'yes'], ['always', 'no']]
>>> closed(int).__annotations__, closed(str).method.__annotations__
({'value': <class 'int'>, 'number': <class 'complex'>}, {'value': <class 'str'>, 'return': <class 'complex'>})
>>> lambdas()
('lambdas.<locals>.<lambda>', [[0, 1], [1, 2]], 7)
>>> point, point == Point(1, name="a"), sorted(typing.get_type_hints(Point))
(Point(x=1, name='a'), True, ['name', 'x'])
>>> Pair(1, "2"), Pair.__annotations__, sorted(Options.__annotations__)
(Pair(left=1, right='2'), {'left': <class 'int'>, 'right': <class 'str'>}, ['depth', 'name'])
>>> print(inspect.signature(decorated))
(x: int, *args: str, key: float = 1.0, **rest: bytes)
>>> sys.modules[__name__].__annotations__
{'variable': <class 'int'>, 'reached': <class 'bool'>}
>>> changed()
({'a': 1}, {})

What only Python 3.14 has:

>>> forward()  # from 3.14
NameError name 'Later' is not defined  # from 3.14
{'a': ForwardRef('Later'), 'b': <class 'int'>, 'return': list[ForwardRef('Later')]}  # from 3.14
{'a': 'Later', 'b': 'int', 'return': 'list[Later]'}  # from 3.14
{'a': <class 'bytes'>, 'b': <class 'int'>, 'return': list[bytes]}  # from 3.14
>>> recursive()  # from 3.14
{'left': 'Tree', 'right': 'Tree | None'} <class '...Tree'>  # from 3.14
>>> shadowed().__annotations__  # from 3.14
{'of_class': <class 'int'>, 'of_function': <class 'str'>, 'in_lambda': 'function'}  # from 3.14
>>> set_later().__annotations__  # from 3.14
{'a': <class 'float'>}  # from 3.14
>>> refused()  # from 3.14
["f.__annotate__() missing 1 required positional argument: 'format'", '', "'>' not supported between instances of 'str' and 'int'", '__annotate__ must be callable or None']  # from 3.14
>>> replaced()  # from 3.14
({'x': 1}, None, {}, None)  # from 3.14
>>> codes()  # from 3.14
[((), ('format',), 1), (('T',), ('format',), 1), (('T', '__classdict__'), ('format',), 1)]  # from 3.14
>>> lines_of_failures()  # from 3.14
[('__annotate__', 1), ('__annotate__', 4), ('__annotate__', 2)]  # from 3.14
"""

import dataclasses
import inspect
import sys
import traceback
import typing

variable: int = 3
if variable:
    reached: bool
else:
    missed: bool


def order():
    log = []

    def note(name):
        log.append(name)
        return int

    def function(a: note("a"), b: note("b") = note("outer")) -> note("return"):
        pass

    log.append("made")
    log.append("asked")
    return log, list(function.__annotations__)


def same(function):
    return function


@same
@same
def decorated(x: int, *args: str, key: float = 1.0, **rest: bytes):
    pass


class Plain:
    kind = int
    first: kind
    __private: str = "text"
    if kind:
        chosen: float
    else:
        left: float

    def method(self, __a: kind) -> "Plain":
        pass

    class Inner:
        first: bytes


def chosen(is_first):
    class Chosen:
        always: int
        if is_first:
            yes: int
        else:
            no: int

    return Chosen


def closed(type_):
    class Closed:
        Number = complex
        value: type_
        number: Number

        def method(self, value: type_) -> Number:
            pass

    return Closed


def lambdas():
    step = 1

    def function(a: (lambda: step), b: [[i + step - 1 for i in (j, j + 1)] for j in (0, 1)], c: (lambda x=7: x)()):
        pass

    found = function.__annotations__
    return found["a"].__qualname__, found["b"], found["c"]


@dataclasses.dataclass
class Point:
    x: int
    name: str = "none"


point = Point(1, "a")


class Pair(typing.NamedTuple):
    left: int
    right: str


class Options(typing.TypedDict):
    depth: int
    name: str


def changed():
    def function(a: int):
        pass

    function.__annotations__ = {"a": 1}
    first = function.__annotations__
    function.__annotations__ = None
    return first, function.__annotations__


# --- Python 3.14 ---------------------------------------------------------------------------------


def forward():
    import annotationlib

    global Later

    def function(a: Later, b: int) -> list[Later]:
        pass

    globals().pop("Later", None)
    try:
        function.__annotations__
    except NameError as error:
        print("NameError", error)
    found = annotationlib.get_annotations(function, format=annotationlib.Format.FORWARDREF)
    found["a"] = f"ForwardRef('{found['a'].__forward_arg__}')"
    inner = found["return"].__args__[0]
    found["return"] = f"list[ForwardRef('{inner.__forward_arg__}')]"
    print("{" + ", ".join(f"'{name}': {found[name]}" for name in found) + "}")
    print(annotationlib.get_annotations(function, format=annotationlib.Format.STRING))
    Later = bytes
    print(function.__annotations__)


def recursive():
    import annotationlib

    class Tree:
        left: Tree
        right: Tree | None

    texts = annotationlib.get_annotations(Tree, format=annotationlib.Format.STRING)
    print(texts, "<class '...Tree'>" if Tree.__annotations__["left"] is Tree else "other")


def shadowed():
    name = "function"
    other = str

    class Shadowed:
        name = int
        of_class: name
        of_function: other
        in_lambda: (lambda: name)()

    return Shadowed


def set_later():
    class Changing:
        def method(self, a: kind):
            pass

    Changing.kind = float
    return Changing.method


def refused():
    def f(a: int):
        pass

    f.__qualname__ = "f"
    f.__annotate__.__qualname__ = "f.__annotate__"

    def set_number():
        f.__annotate__ = 3

    found = []
    for wrong in (f.__annotate__, lambda: f.__annotate__(3), lambda: f.__annotate__("1"), set_number):
        try:
            wrong()
        except (TypeError, NotImplementedError) as error:
            found.append(str(error))
    return found


def replaced():
    def function(a: int):
        pass

    function.__annotate__ = lambda format: {"x": format}
    first = function.__annotations__
    function.__annotations__ = {}
    second = function.__annotate__
    function.__annotate__ = None
    return first, second, function.__annotations__, function.__annotate__


def codes():
    T = int

    def plain(a: int):
        pass

    def closed(a: T):
        pass

    class Class:
        a: T

    found = [each.__annotate__ for each in (plain, closed, Class)]
    for each in found:
        assert len(each.__closure__ or ()) == len(each.__code__.co_freevars)
    return [(each.__code__.co_freevars, each.__code__.co_varnames, each.__code__.co_posonlyargcount) for each in found]


def lines_of_failures():
    def function(a: 1 / 0):
        pass

    class Class:
        a: int

        b: 1 / 0

        def method(self,
                   b: 1 / 0):
            pass

    firsts = [function.__annotate__, Class.__annotate__, Class.method.__annotate__]
    found = []
    for annotate in firsts:
        try:
            annotate(1)
        except ZeroDivisionError as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            found.append((frame.name, frame.lineno - annotate.__code__.co_firstlineno + 1))
    return found
