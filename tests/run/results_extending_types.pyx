"""What str(), bytes(), repr(), format() and % give may be of a type that extends theirs: variables
of these types hold it, as in Cython; what is assigned to them must be exactly of the type.

>>> class Text(str):
...     def upper(self):
...         return 5
...     def __len__(self):
...         return 7
>>> class Bytes(bytes):
...     pass
>>> class Gives:
...     def __init__(self, text):
...         self.text = text
...     def __str__(self):
...         return self.text
...     __repr__ = __str__
...     def __format__(self, spec):
...         return self.text
...     def __bytes__(self):
...         return Bytes(self.text.encode())

>>> of_str(Gives(Text("abc")))
('str object', 'Text', 'abc')
>>> of_str(Gives("abc"))
('str object', 'str', 'abc')
>>> of_str(Gives(5))
Traceback (most recent call last):
TypeError: __str__ returned non-string (type int)  # until 3.14
TypeError: results_extending_types.Gives.__str__() must return a str, not int  # from 3.15
>>> of_bytes(Gives(Text("abc")))
('bytes object', 'Bytes', b'abc')
>>> declared(Gives(Text("abc")), Gives(Text("d")))
['Text', 'Text', 'Text', 'Text', 'Text', 'Bytes']
>>> formatted(Gives(Text("abc")))
['Text', 'str', 'Text', 'str']
>>> used(Gives(Text("abc")))
('a', 'c', 'bc', True, ['a', 'b', 'c'])
>>> used(Gives("abc"))
('a', 'c', 'bc', True, ['a', 'b', 'c'])
>>> of_nothing()
['str', 'bytes']

An overriding method that gives something else is found out:

>>> in_capitals(Gives(Text("abc")))
Traceback (most recent call last):
TypeError: Expected str, got int
>>> in_capitals(Gives("abc"))
'ABC'

Generators and closures keep it, and cdef classes and functions take it where nothing is checked:

>>> list(yielded(Gives(Text("abc"))))
['Text', 'Text']
>>> kept(Gives(Text("abc")))().__class__.__name__
'Text'
>>> type(Holder(Gives(Text("abc"))).text).__name__
'Text'
>>> passed(Gives(Text("abc")))
'Text'

What is assigned or passed as an object is checked, as ever:

>>> assigned(Text("abc"))
Traceback (most recent call last):
TypeError: Expected str, got Text
>>> assigned("abc")
'abc'

A builtin that has been replaced gives what it likes; it is no str that way:

>>> import builtins
>>> before = builtins.ascii
>>> builtins.ascii = lambda value: [value]
>>> try:
...     of_ascii(1)
... finally:
...     builtins.ascii = before
Traceback (most recent call last):
TypeError: Expected str, got list
>>> of_ascii(1)
'1'
"""

import cython


def name_of_type(value):
    return type(value).__name__


def of_str(value):
    text = str(value)
    return cython.typeof(text), type(text).__name__, str.__str__(text)


def of_bytes(value):
    data = bytes(value)
    return cython.typeof(data), type(data).__name__, data


def of_nothing():
    return [type(str()).__name__, type(bytes()).__name__]


def declared(value, other):
    cdef str a = str(value), b = repr(value), c = ascii(value), d = format(value), e = str(other)
    cdef bytes f = bytes(value)
    return list(map(name_of_type, (a, b, c, d, e, f)))


def formatted(value):
    cdef str a = f"{value}", b = f"{value!r}", c = "%s" % value, d = f"<{value}>"
    return list(map(name_of_type, (a, b, c, d)))


def used(value):
    cdef str text = str(value)
    cdef Py_UCS4 first = text[0]
    return first, text[-1], text[1:], "b" in text, [character for character in text]


def in_capitals(value):
    return str(value).upper()


def yielded(value):
    cdef str text = str(value)
    yield type(text).__name__
    yield type(text).__name__


def kept(value):
    text = str(value)
    return lambda: text


cdef class Holder:
    cdef readonly str text

    def __init__(self, value):
        self.text = str(value)


cdef name_of(str text):
    return type(text).__name__


def passed(value):
    return name_of(str(value))


def assigned(value):
    cdef str text = value
    return text


def of_ascii(value):
    text = ascii(value)
    return text
