"""Making classes: body scope, metaclasses, keywords, __init_subclass__, decorators, name mangling, nesting."""

FACTOR = 10


class Body:
    """The body is code.

    >>> Body.doubled, Body.squares, Body.chosen, Body.from_global
    (4, [0, 1, 4], 'yes', 10)
    >>> hasattr(Body, 'temporary'), Body.loop
    (False, 2)
    """

    base = 2
    doubled = base * 2
    squares = []
    for loop in range(3):
        squares.append(loop * loop)
    if base > 1:
        chosen = 'yes'
    else:
        chosen = 'no'
    temporary = 5
    del temporary
    from_global = FACTOR
    try:
        unknown
    except NameError:
        caught = True


def methods_do_not_see_the_body():
    """
    >>> methods_do_not_see_the_body()
    'NameError'
    """
    class Inner:
        hidden_name = 1

        def method(self):
            return hidden_name
    try:
        return Inner().method()
    except NameError as error:
        return type(error).__name__


def body_shadows_and_reads_global():
    """
    >>> body_shadows_and_reads_global()
    (10, 20, 10)
    """
    class Inner:
        before = FACTOR
        FACTOR = 20
        after = FACTOR
    return Inner.before, Inner.after, FACTOR


def body_reads_enclosing(value):
    """
    >>> body_reads_enclosing('outer')
    ('outer', 'inner', 'outer')
    """
    class Inner:
        copy = value
        own = 'inner'

        def method(self):
            return value
    return Inner.copy, Inner.own, Inner().method()


class Meta(type):
    """A metaclass that counts and adds."""

    made = []

    def __new__(mcs, name, bases, namespace, **keywords):
        namespace['added'] = f'added to {name}'
        namespace['keywords'] = keywords
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **keywords):
        super().__init__(name, bases, namespace)
        Meta.made.append(name)

    def __call__(cls, *arguments):
        instance = super().__call__(*arguments)
        instance.called = True
        return instance

    def __len__(cls):
        return 42


class WithMeta(metaclass=Meta, option=5):
    """
    >>> WithMeta.added, WithMeta.keywords, type(WithMeta).__name__, len(WithMeta)
    ('added to WithMeta', {'option': 5}, 'Meta', 42)
    >>> WithMeta().called
    True
    >>> Meta.made
    ['WithMeta', 'SubMeta']
    """


class SubMeta(WithMeta):
    """
    >>> type(SubMeta).__name__, SubMeta.added, SubMeta.keywords
    ('Meta', 'added to SubMeta', {})
    """


def prepared_namespace():
    """
    >>> prepared_namespace()
    (['a', 'b', 'method'], 'given')
    """
    class Ordered(type):
        @classmethod
        def __prepare__(mcs, name, bases):
            return {'from_prepare': 'given'}

        def __new__(mcs, name, bases, namespace):
            cls = super().__new__(mcs, name, bases, namespace)
            cls.order = [key for key in namespace if not key.startswith('__') and key != 'from_prepare']
            return cls

    class Example(metaclass=Ordered):
        a = from_prepare
        b = 2

        def method(self):
            return self
    return Example.order, Example.a


def function_as_metaclass():
    """
    >>> function_as_metaclass()
    ('Example', (), ['x'])
    """
    def make(name, bases, namespace):
        return name, bases, [key for key in namespace if not key.startswith('__')]

    class Example(metaclass=make):
        x = 1
    return Example


class Registry:
    """__init_subclass__ is told of each subclass.

    >>> Registry.known
    [('First', None), ('Second', 'label')]
    """

    known = []

    def __init_subclass__(cls, label=None, **more):
        super().__init_subclass__(**more)
        Registry.known.append((cls.__name__, label))


class First(Registry):
    """Registered without a label."""


class Second(Registry, label='label'):
    """Registered with a label."""


def wrong_keyword():
    """
    >>> wrong_keyword()
    'TypeError'
    """
    try:
        class Third(Registry, unknown=1):
            pass
    except TypeError as error:
        return type(error).__name__


class Private:
    """Names with two underscores are mangled.

    >>> private = Private()
    >>> private.read(), private._Private__value, sorted(private.__dict__)
    (5, 5, ['_Private__value', '_Private__with_trail_'])
    >>> private.__value
    Traceback (most recent call last):
    AttributeError: 'Private' object has no attribute '__value'
    >>> private.call(), private.inner()
    ('hidden', 5)
    >>> Private.keyword(_Private__argument=3)
    3
    """

    def __init__(self):
        self.__value = 5
        self.__with_trail_ = 6

    def read(self):
        """Return the mangled attribute."""
        return self.__value

    def __hidden(self):
        return 'hidden'

    def call(self):
        """Call the mangled method."""
        return self.__hidden()

    def inner(self):
        """Mangling reaches inner functions."""
        def function():
            return self.__value
        return function()

    @staticmethod
    def keyword(__argument):
        """The parameter's name is mangled too."""
        return __argument


class _Underscored:
    """Leading underscores of the class are dropped.

    >>> _Underscored().names()
    ['_Underscored__x']
    """

    def __init__(self):
        self.__x = 1

    def names(self):
        return list(self.__dict__)


class Outer:
    """Classes may be nested.

    >>> Outer.Inner.__qualname__, Outer.Inner().deep(), Outer.Inner.method.__qualname__
    ('Outer.Inner', 'deep', 'Outer.Inner.deep')
    """

    class Inner:
        """Nested."""

        def deep(self):
            return 'deep'

        method = deep


def class_statement_details():
    """
    >>> class_statement_details()
    ('class_statement_details.<locals>.Local', True, (<class 'object'>,))
    """
    class Local:
        pass
    return Local.__qualname__, Local.__module__ == __name__, Local.__bases__


def computed_bases(base):
    """
    >>> computed_bases(dict), computed_bases(list)
    (({}, 'dict'), ([], 'list'))
    """
    class Derived((base, None)[0]):
        pass
    return base(Derived()), Derived.__mro__[1].__name__


def starred_bases():
    """
    >>> starred_bases()
    ['Derived', 'First', 'Body', 'object']
    """
    class First:
        pass
    bases = First, Body

    class Derived(*bases, **{}):
        pass
    return [cls.__name__ for cls in Derived.__mro__]


def error_in_body():
    """
    >>> error_in_body()
    ('ZeroDivisionError', 'unbound')
    """
    try:
        class Broken:
            value = 1 / 0
    except ZeroDivisionError as error:
        result = type(error).__name__
    try:
        Broken
    except UnboundLocalError:
        return result, 'unbound'


def wrong_base():
    """
    >>> wrong_base()
    'TypeError'
    """
    try:
        class Derived(5):
            pass
    except TypeError as error:
        return type(error).__name__


def class_made_in_loop():
    """
    >>> class_made_in_loop()
    [0, 1, 2]
    """
    classes = []
    for i in range(3):
        class Numbered:
            number = i
        classes.append(Numbered)
    return [cls.number for cls in classes]


def base_entries():
    """__mro_entries__ replaces what is no class.

    >>> base_entries()
    ('dict', True)
    """
    class Alias:
        def __mro_entries__(self, bases):
            return dict,
    alias = Alias()

    class Derived(alias):
        pass
    return Derived.__base__.__name__, Derived.__orig_bases__ == (alias,)


def annotations():
    """
    >>> annotations()
    ({'x': <class 'int'>, 'y': 'text'}, 5, False)
    """
    class Annotated:
        x: int
        y: 'text' = 5
    return Annotated.__annotations__, Annotated.y, hasattr(Annotated, 'x')


def dataclass():
    """
    >>> dataclass()
    (1, 2.5, True)
    """
    import dataclasses

    @dataclasses.dataclass
    class Point:
        x: int
        y: float = 2.5
    point = Point(1)
    return point.x, point.y, point == Point(1, 2.5)


def enumeration():
    """
    >>> enumeration()
    ('RED', 1, ['RED', 'BLUE'])
    """
    import enum

    class Colour(enum.Enum):
        RED = 1
        BLUE = 2
    return Colour.RED.name, Colour(1).value, [colour.name for colour in Colour]


def global_in_class_body():
    """
    >>> global_in_class_body()
    ('set from body', False)
    """
    class Setter:
        global FROM_BODY
        FROM_BODY = 'set from body'
    return FROM_BODY, hasattr(Setter, 'FROM_BODY')
