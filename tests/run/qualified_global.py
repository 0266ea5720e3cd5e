"""What is defined under a name that `global` declares is named like a module's, and so is all that
is in it.

>>> [each.__qualname__ for each in in_function()]
['Class', 'Class.method', 'Class.Inner', 'function', 'function.<locals>.inner', 'numbers']
>>> [each.__qualname__ for each in in_class()]
['Thing', 'Thing.method', 'thing']
>>> local().__qualname__, of_lambda().__qualname__, mangled().__qualname__
('local.<locals>.Local', 'of_lambda.<locals>.<lambda>', '__Private')
>>> pickle.loads(pickle.dumps(in_function()[0]())).method()
1
>>> [Class().method(), thing(3), list(numbers())]
[1, 3, [1]]
"""

import pickle


def in_function():
    global Class, function, numbers

    class Class:
        def method(self):
            return 1

        class Inner:
            pass

    def function():
        def inner():
            pass

        return inner

    def numbers():
        yield 1

    return Class, Class.method, Class.Inner, function, function(), numbers


def in_class():
    class Outer:
        global Thing, thing

        class Thing:
            def method(self):
                pass

        def thing(self):
            return self

    return Thing, Thing.method, thing


def local():
    Local = 1

    def inner():
        nonlocal Local

        class Local:
            pass

    class Local:
        pass

    return Local


def of_lambda():
    global made_here
    made_here = lambda: 1
    return made_here


class Outer:
    def method(self):
        global __Private

        class __Private:
            pass

        return __Private


def mangled():
    return Outer().method()


in_function()
in_class()
