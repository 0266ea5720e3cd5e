"""Members of extension classes that have the names of attributes of types themselves.

>>> def plain(): pass
>>> w = Wrapper(plain)
>>> w.__qualname__, w.__module__ == __name__, w.__name__, w.__text_signature__
('plain', True, 'plain', 'text')
>>> w.__qualname__ = "other"
>>> w.__qualname__, Wrapper.__qualname__ == "Wrapper", Wrapper.__name__
('other', True, 'Wrapper')
>>> w.__module__ = "elsewhere"
>>> w.__module__, w.written
('elsewhere', ['other', 'elsewhere'])
>>> del w.__name__
>>> w.written.pop(), w.__name__
('gone', 'plain')
>>> w.__dict__, w.__mro__, w.__bases__
({'written': 2}, 'mro', 'bases')
>>> w.__isabstractmethod__
False
>>> Wrapper.__bases__, len(Wrapper.__mro__)
((<class 'object'>,), 2)
>>> Named.__name__, Named().__module__, Named().__name__
('Named', 'somewhere', 'inner')
>>> d = Documented()
>>> d.__doc__, d.__name__
('made', 'named')
>>> d.__doc__ = "other"
>>> d.__doc__, d.get()
('other', 'other')
>>> Wrapper.__module__ == Documented.__module__ == __name__
True
>>> Documented.__doc__.split(",")[0], type(Documented.__doc__).__name__
('The docstring of the class', 'str')
>>> import pickle, sys
>>> module = type(sys)(Wrapper.__module__)
>>> module.Wrapper = Wrapper
>>> sys.modules.setdefault(module.__name__, module) and None
>>> [pickle.loads(pickle.dumps(Wrapper, n)) is Wrapper for n in range(5)]
[True, True, True, True, True]
>>> pickle.loads(pickle.dumps(Wrapper.__module__)) == Wrapper.__module__
True
>>> class Derived(Documented):
...     "Derived."
>>> Derived.__doc__, Derived().__doc__, Derived.__module__ == Wrapper.__module__
('Derived.', 'Derived.', True)
>>> class Plain(Wrapper): pass
>>> Plain.__module__ == __name__, Plain(plain).__qualname__
(True, 'plain')
"""


cdef class Wrapper:
    "What a wrapper of a function tells of it."
    cdef object function
    cdef public list written

    def __init__(self, function):
        self.function = function
        self.written = []

    property __qualname__:
        def __get__(self):
            return self.written[0] if self.written else self.function.__qualname__

        def __set__(self, value):
            self.written.append(value)

    property __module__:
        "Where it is."

        def __get__(self):
            return self.written[-1] if self.written else self.function.__module__

        def __set__(self, value):
            self.written.append(value)

    @property
    def __name__(self):
        return self.function.__name__

    @__name__.deleter
    def __name__(self):
        self.written.append("gone")

    @property
    def __text_signature__(self):
        return "text"

    @property
    def __dict__(self):
        return {"written": len(self.written)}

    @property
    def __mro__(self):
        return "mro"

    __bases__ = "bases"
    __isabstractmethod__ = False


cdef class Named:
    __module__ = "somewhere"
    __name__ = "inner"


cdef class Documented:
    "The docstring of the class, which its objects have not."
    cdef public object __doc__
    cdef readonly object __name__

    def __init__(self):
        self.__doc__ = "made"
        self.__name__ = "named"

    def get(self):
        return self.__doc__
