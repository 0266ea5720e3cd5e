# python: 3.14
"""Template strings: what `t"..."` makes of texts and fields.

>>> t""
Template(strings=('',), interpolations=())
"""

from string.templatelib import Interpolation, Template, convert


def kinds(name):
    """
    >>> kinds("World")
    Template(strings=('Hello ', '!'), interpolations=(Interpolation('World', 'name', None, ''),))
    >>> type(kinds(1)) is Template, type(kinds(1).interpolations[0]) is Interpolation
    (True, True)
    >>> list(kinds(2))
    ['Hello ', Interpolation(2, 'name', None, ''), '!']
    """
    return t"Hello {name}!"


def nothing():
    """
    >>> nothing()
    (Template(strings=('',), interpolations=()), Template(strings=('a{b}',), interpolations=()))
    """
    return t"", t"a{{b}}"


def conversions(value):
    """Noted, not done.

    >>> conversions("x")
    [('r', ''), ('s', ''), ('a', ''), (None, ''), ('r', '>5')]
    >>> [convert(each.value, each.conversion) for each in t"{'x'!r}{'y'!s}".interpolations]
    ["'x'", 'y']
    """
    made = t"{value!r}{value!s}{value!a}{value}{value!r:>5}"
    return [(each.conversion, each.format_spec) for each in made.interpolations]


def specifiers(value, width, kind):
    """Fields of a specifier are formatted, unlike the value.

    >>> specifiers(2.5, 8, "f")
    ['', '.2f', '>8', '>8f', '> 8', "'f'", '{']
    """
    made = (
        t"{value:}{value:.2f}{value:>{width}}{value:>{width}{kind}}{value:>{width: }}"
        t"{value:{kind!r}}{value:{'{'}}"
    )
    return [each.format_spec for each in made.interpolations]


def expressions(value, items):
    """The text of an expression is the source's.

    >>> for each in expressions(1, [2]).interpolations: print(repr(each.expression), each.value)
    'value' 1
    ' value ' 1
    'value + 1' 2
    'items[ 0 ]' 2
    "'a}' 'b'" a}b
    '( value, ) ' (1,)
    'value,' (1,)
    '(named := value)' 1
    '\\nvalue == 1' True
    'value!=1' False
    '[*items, {"k": value}]' [2, {'k': 1}]
    '\\n        value' 1
    "t'{value}'" Template(strings=('', ''), interpolations=(Interpolation(1, 'value', None, ''),))
    'f"{value!r}"' 1
    """
    return t"{value}{ value }{value + 1}{items[ 0 ]}{'a}' 'b'}{( value, ) }{value,}{(named := value)}" t"""{
value == 1}{value!=1}{[*items, {"k": value}]}{
        value}{t'{value}'}{f"{value!r}"}"""


def shown(value):
    """`=` adds the text, and shows the value as repr() does if nothing else is said.

    >>> shown(1)
    ['value=', ' value = ', 'value=', 'value =', '']
    >>> shown_conversions(1)
    [('r', '', 'value'), ('r', '', ' value '), (None, '>3', 'value'), ('s', '', 'value ')]
    """
    return list(t"{value=}{ value = }{value=:>3}{value =!s}".strings)


def shown_conversions(value):
    made = t"{value=}{ value = }{value=:>3}{value =!s}"
    return [(each.conversion, each.format_spec, each.expression) for each in made.interpolations]


def joined(value):
    """
    >>> joined(1).strings, joined(2).values
    (('abc\\n', '\\\\n', 'd'), (2, 2))
    """
    return t"a" t'b' t"""c
{value}""" rt"\n{value}" tR"" T"d"


def raw(value):
    r"""
    >>> raw(1).strings
    ('\\n', '\\x41\\', '\\N')
    >>> raw(1).interpolations[0].format_spec, escaped(1).interpolations[0].format_spec
    ('\\d', '\n')
    >>> escaped(1).strings
    ('A', '\xe9')
    """
    return rt"\n{value:\d}\x41\{value}\N"


def escaped(value):
    return t"\x41{value:\n}\N{LATIN SMALL LETTER E WITH ACUTE}"


class Told:
    def __init__(self, told, name):
        self.told, self.name = told, name

    def __format__(self, spec):
        self.told.append(("format", self.name, spec))
        return self.name

    def __repr__(self):
        self.told.append(("repr", self.name))
        return self.name

    def __str__(self):
        self.told.append(("str", self.name))
        return self.name


def order():
    """Values and specifiers from left to right; values are left alone.

    >>> for each in order(): print(each)
    ('asked', 'a')
    ('asked', 'b')
    ('format', 'b', 'x')
    ('asked', 'c')
    ('asked', 'd')
    ('repr', 'd')
    ('asked', 'e')
    """
    told = []

    def ask(name):
        told.append(("asked", name))
        return Told(told, name)

    t"{ask('a')!r:{ask('b'):x}}{ask('c')!s}{1:{ask('d')!r}}{ask('e')=}"
    return told


def bound_between(x):
    """
    >>> bound_between(1)
    [(1, '2'), (2, ''), (3, '')]
    """
    made = t"{x:{(x := 2)}}{x}{(x := 3)}"
    return [(each.value, each.format_spec) for each in made.interpolations]


def fails(first):
    """
    >>> fails(1)
    ['first']
    >>> t"{1:{nowhere}}"
    Traceback (most recent call last):
    NameError: name 'nowhere' is not defined
    """
    told = []
    try:
        t"{told.append('first')}{1 / 0}{told.append('last')}"
    except ZeroDivisionError:
        return told


def closure():
    """
    >>> [each().values for each in closure()]
    [(2, 0), (2, 1), (2, 2)]
    """
    shared = 1
    made = [lambda item=item: t"{shared}{item}" for item in range(3)]
    shared += 1
    return made


def generator(items):
    """
    >>> running = generator([1, 2])
    >>> next(running), running.send("x"), running.send("y")
    (0, 0, [(1, 'x'), (2, 'y')])
    """
    found = []
    for item in items:
        found.append(t"{item}{(yield 0)}".values)
    yield found


async def asynchronous(what):
    """
    >>> try: asynchronous(3).send(None)
    ... except StopIteration as stop: print(stop.value)
    Template(strings=('', '-', ''), interpolations=(Interpolation(3, 'await give(what)', None, ''), Interpolation(4, 'await give(4)', None, '')))
    """
    return t"{await give(what)}-{await give(4)}"


async def give(what):
    return what


class Holder:
    """
    >>> Holder.text.values, Holder().method().values
    ((5,), (5, 5))
    """

    __private = 5
    text = t"{__private}"

    def method(self):
        return t"{self.__private}{__class__._Holder__private}"


def numbers(count):
    """Numbers that are not boxed.

    >>> numbers(4)
    [(0, 0.0), (1, 0.5), (3, 1.0), (6, 1.5)]
    """
    total, found = 0, []
    for i in range(count):
        total += i
        half = i * 0.5
        found.append(t"{total}{half}".values)
    return found


def many(x):
    """More than are put in at once.

    >>> many(1).values == (1,) * 40, set(many(1).strings)
    (True, {''})
    """
    return (
        t"{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}"
        t"{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}"
    )


def matched(made):
    """
    >>> matched(t"a{1}b"), matched("a")
    (('a', 'b'), None)
    """
    match made:
        case Template(strings=texts):
            return texts


def default(made=t"{1 + 1}"):
    """
    >>> default().values
    (2,)
    """
    return made


def identity():
    """The texts are one tuple each time.

    >>> identity()
    (True, False)
    """
    made = [t"a{each}b" for each in range(2)]
    return made[0].strings is made[1].strings, made[0] is made[1]
