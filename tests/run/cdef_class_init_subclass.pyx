"""`__init_subclass__` and `__class_getitem__` of a cdef class are class methods without saying so.

>>> class First(Registry, label="first"):
...     pass
First first
>>> class Second(Registry):
...     pass
Second None
>>> take_names()
['First', 'Second']
>>> class Wrong(Registry, unknown=1):
...     pass
Traceback (most recent call last):
TypeError: __init_subclass__() got an unexpected keyword argument 'unknown'
>>> Registry[int], First[1:2]
(('Registry', <class 'int'>), ('First', slice(1, 2, None)))
>>> class Third(Decorated):
...     pass
Third
"""

cdef list known = []


def take_names():
    found = list(known)
    known.clear()
    return found


cdef class Registry:
    def __init_subclass__(cls, label=None):
        super().__init_subclass__()
        print(cls.__name__, label)
        known.append(cls.__name__)

    def __class_getitem__(cls, item):
        return cls.__name__, item


cdef class Decorated:
    @classmethod
    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        print(cls.__name__)
