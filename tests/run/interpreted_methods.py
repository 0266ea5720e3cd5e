# interpret: Account.balance Account.change Account.inner Account.make Account.deco Account.renamed Watched.second
"""Methods that run interpreted keep the class around them: its private names, their qualified names.

>>> account = Account()
>>> account.balance(), account.change(2), account.balance(), account.read()
(5, 'Account.change.<locals>.Change', 7, 7)
>>> Account.balance.__qualname__, Account.balance.__module__ == __name__, Account.read.__qualname__
('Account.balance', True, 'Account.read')
>>> account.inner()
['Account.inner.<locals>.<lambda>', 'Account.inner.<locals>.<genexpr>', 'Account.inner.<locals>.step']
>>> Account.make(), Account().renamed()
('Account', 'Account.deco.<locals>.wrapper')
>>> Account.__qualname__, Account.__module__ == __name__, Account.__doc__
('Account', True, 'Has methods of both kinds.')
>>> Account._Account__total, [name for name in vars(account)]
(5, ['_Account__total'])
>>> writes
['first', 'second', 'third']
>>> Watched().second(), Watched().third()
('Watched.second.<locals>.<lambda>', 3)
"""

import functools


def deco(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


class Account:
    """Has methods of both kinds."""

    __total = 5

    def balance(self):
        return self.__total

    def change(self, __by):

        class Change:
            pass

        self.__total += __by
        return Change.__qualname__

    def read(self):
        return self.__total

    def inner(self):

        def step():
            pass

        return [each.__qualname__ for each in (lambda: 1, (0 for _ in ()), step)]

    @classmethod
    def make(cls):
        return cls.__name__

    def deco(function):
        def wrapper(self):
            return wrapper.__qualname__

        return wrapper

    @deco
    def renamed(self):
        return None


class Namespace(dict):
    def __setitem__(self, name, value):
        if not name.startswith("__"):
            writes.append(name)
        super().__setitem__(name, value)


writes = []


class Meta(type):
    @classmethod
    def __prepare__(metacls, name, bases):
        return Namespace()


# Namespaces that are no plain dicts are written to in order.
class Watched(metaclass=Meta):
    def first(self):
        return 1

    def second(self):
        return (lambda: 1).__qualname__

    def third(self):
        return 3
