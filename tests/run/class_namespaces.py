"""Class bodies look up every name in the namespace that __prepare__ gave, and set there what CPython sets.

>>> free_variable(Watched)
('enclosing', ['prepare', 'get __name__', 'set __module__', 'set __qualname__', 'get free', 'set x'])
>>> free_variable(Filled)
'prepared free'
>>> builtin_function(Watched)
(3, ['prepare', 'get __name__', 'set __module__', 'set __qualname__', 'get len', 'set x'])
>>> builtin_function(Filled)
'prepared len'
>>> module_function(Filled)
'prepared function'
>>> range_loop(Filled)
['prepared range']
>>> declared_global(Watched)
(1, ['prepare', 'get __name__', 'set __module__', 'set __qualname__', 'set x'])
>>> declared_nonlocal(Watched)
(2, ['prepare', 'get __name__', 'set __module__', 'set __qualname__', 'get free'])
>>> hidden_again(Hiding)
'global'
>>> raising(Raising)
Traceback (most recent call last):
ValueError: free
>>> annotations_first(Watched)[1][4:]
['get __annotations__', 'set __annotations__', 'get int', 'get __annotations__']  # until 3.13
['set __annotate_func__', 'set __classdictcell__']  # from 3.14
>>> class_cell(Watched)[1][4:]
['set method', 'set __classcell__']  # until 3.13
['set method', 'set __classdictcell__', 'set __classcell__']  # from 3.14
>>> function_in_condition(Watched)[1][4:]
['set method']  # until 3.13
['set method', 'set __classdictcell__']  # from 3.14
>>> lambda_alone(Watched)[1][4:]
['set method', 'set __classcell__']
>>> losing_the_cell()
Traceback (most recent call last):
RuntimeError: __class__ not set defining 'Local' as <class 'class_namespaces.losing_the_cell.<locals>.Local'>. Was __classcell__ propagated to type.__new__?
>>> own_qualified_name()
'mine'
>>> entries_once()
(['entries'], True)
>>> unannotated().__annotations__
{}
>>> first_line() == (1 if sys.version_info >= (3, 13) else None)
True
>>> documented()
('own', 'local', True)
>>> first_line_inside()
True
>>> static_attributes() == (('a', 'b', 'c', 'd', 'e', 'f') if sys.version_info >= (3, 13) else None)
True
"""

import sys

log = []
ignored = '__static_attributes__', '__firstlineno__'


def note(what, name):
    if name not in ignored:
        log.append(f'{what} {name}')


class Namespace:
    def __init__(self, values):
        self.values = values

    def __getitem__(self, name):
        note('get', name)
        return self.values[name]

    def __setitem__(self, name, value):
        note('set', name)
        self.values[name] = value

    def __delitem__(self, name):
        note('del', name)
        del self.values[name]


class HidingNamespace(Namespace):
    def __getitem__(self, name):
        raise KeyError(name)


class RaisingNamespace(Namespace):
    def __getitem__(self, name):
        if name == 'free':
            raise ValueError(name)
        return self.values[name]


class Watched(type):
    namespace = Namespace
    values = {}

    @classmethod
    def __prepare__(metaclass, name, bases):
        log[:] = ['prepare']
        return metaclass.namespace(dict(metaclass.values))

    def __new__(metaclass, name, bases, namespace):
        return type.__new__(metaclass, name, bases, namespace.values)


class Filled(Watched):
    values = {'free': 'prepared free', 'len': lambda _: 'prepared len', 'range': lambda _: ['prepared range'],
              'function': lambda: 'prepared function'}


class Hiding(Watched):
    namespace = HidingNamespace


class Raising(Watched):
    namespace = RaisingNamespace


def result(metaclass, value):
    return (value, list(log)) if metaclass is Watched else value


def function():
    return 'global function'


free = 'global'


def free_variable(metaclass):
    free = 'enclosing'

    class Local(metaclass=metaclass):
        x = free

    return result(metaclass, Local.x)


def builtin_function(metaclass):
    class Local(metaclass=metaclass):
        x = len('abc')

    return result(metaclass, Local.x)


def module_function(metaclass):
    class Local(metaclass=metaclass):
        x = function()

    return Local.x


def range_loop(metaclass):
    class Local(metaclass=metaclass):
        x = []
        for i in range(3):
            x.append(i)

    return Local.x


def declared_global(metaclass):
    class Local(metaclass=metaclass):
        global declared
        declared = 1
        x = declared

    return result(metaclass, Local.x)


def declared_nonlocal(metaclass):
    free = 1

    class Local(metaclass=metaclass):
        nonlocal free
        free = free + 1

    return result(metaclass, free)


def hidden_again(metaclass):
    class Local(metaclass=metaclass):
        free = 'set'
        x = free

    return Local.x


def raising(metaclass):
    class Local(metaclass=metaclass):
        x = free


def annotations_first(metaclass):
    class Local(metaclass=metaclass):
        if True:
            x: int

    return result(metaclass, Local)


def class_cell(metaclass):
    class Local(metaclass=metaclass):
        def method(self):
            return __class__

    assert Local().method() is Local
    return result(metaclass, Local)


def function_in_condition(metaclass):
    class Local(metaclass=metaclass):
        if True:
            def method(self):
                pass

    return result(metaclass, Local)


def lambda_alone(metaclass):
    class Local(metaclass=metaclass):
        method = lambda self: __class__

    return result(metaclass, Local)


class Losing(type):
    def __new__(metaclass, name, bases, namespace):
        return type.__new__(metaclass, name, bases, {'__qualname__': namespace['__qualname__']})


def losing_the_cell():
    class Local(metaclass=Losing):
        def method(self):
            return __class__


def own_qualified_name():
    class Local:
        __qualname__ = 'mine'

    return Local.__qualname__


class Entries:
    def __mro_entries__(self, bases):
        log.append('entries')
        return (Entries,)


def entries_once():
    log.clear()
    entries = Entries()

    class Local(entries):
        pass

    return log, Local.__orig_bases__ == (entries,)


def unannotated():
    class Local:
        if False:
            x: int

    return Local


def static_attributes():
    class Local:
        def method(self, other):
            self.a = self.b, self.c = 1, 2
            self.a += 1
            self.missing += 1
            self.missing: int
            self.d: int = 3
            del self.missing
            other.missing = self.missing.x = 4

            def inner():
                for self.e in ():
                    pass

            class Inner:
                self.f = 5

                def method(self):
                    self.missing = 6

    found = getattr(Local, '__static_attributes__', None)
    return found and tuple(sorted(found))


def documented():
    class Local:
        'own'
        seen = __doc__

    return Local.seen, around_local_docstring(), Undocumented.seen == __doc__


def around_local_docstring():
    __doc__ = 'local'

    class Local:
        seen = __doc__

    return Local.seen


class Undocumented:
    seen = __doc__


def first_line_inside():
    class Local:
        try:
            seen = __firstlineno__
        except NameError:
            seen = None

    return Local.seen == getattr(Local, '__firstlineno__', None)


def first_line():
    class Local:
        pass

    line = getattr(Local, '__firstlineno__', None)
    return line and line - first_line.__code__.co_firstlineno
