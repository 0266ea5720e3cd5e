"""Exceptions as types: of variables, of what a clause catches, as bases of cdef classes.

>>> inferred(True)
('KeyError object', 'LookupError object', 'OSError object', 'Exception object', 'Python object')
>>> checked(FileNotFoundError(2, "n")), checked(None)
(FileNotFoundError(2, 'n'), None)
>>> checked(KeyError())
Traceback (most recent call last):
TypeError: Argument 'error' has incorrect type (expected OSError, got KeyError)
>>> checked_by_old_name(PermissionError())
PermissionError()
>>> checked_by_old_name(ValueError())
Traceback (most recent call last):
TypeError: Argument 'error' has incorrect type (expected OSError, got ValueError)
>>> assigned(UnicodeDecodeError("utf8", b"x", 0, 1, "why")).reason
'why'
>>> assigned(ValueError())
Traceback (most recent call last):
TypeError: Expected UnicodeError, got ValueError

>>> [caught(error) for error in (KeyError(1), IndexError(2), OverflowError(3), Own(4), Foreign(5))]
['KeyError object', 'LookupError object', 'BaseException object', 'BaseException object 4', 'BaseException object 5']
>>> reused()
('Python object', 5)
>>> unbound_after(False)
ValueError()
>>> unbound_after(True)
Traceback (most recent call last):
UnboundLocalError: local variable 'error' referenced before assignment

>>> holder = Holder()
>>> holder.error, holder.missing
(None, None)
>>> holder.error = TimeoutError("late")
>>> holder.error
TimeoutError('late')
>>> holder.error = 3
Traceback (most recent call last):
TypeError: Expected OSError, got int
>>> holder.error
TimeoutError('late')
>>> del holder.error
>>> holder.error
>>> import pickle
>>> holder.error = OSError(2, "x"); holder.set_missing("m")
>>> pickle.loads(pickle.dumps(holder)).error, pickle.loads(pickle.dumps(holder)).missing
(FileNotFoundError(2, 'x'), AttributeError('m'))
>>> holder.missing = None
Traceback (most recent call last):
AttributeError: attribute 'missing' of 'exception_types.Holder' objects is not writable

>>> lost = Lost(2, "no such", "f.txt")
>>> lost.errno, lost.strerror, lost.filename, lost.code, str(lost), isinstance(lost, OSError)
(2, 'no such', 'f.txt', 6, "[Errno 2] no such: 'f.txt'", True)
>>> stop = Stop(3)
>>> stop.value, stop.twice(), [*stopping()]
(3, 6, [1])
>>> Exit(4).code, Exit(4).extra, Unknown("x", name="n").name, Unknown("x").extra  # from 3.10
(4, 1.5, 'n', 1.5)
>>> syntax = Grammar("bad", ("f", 1, 2, "text"))
>>> syntax.lineno, syntax.text, syntax.extra, Import("i", name="m").name, Import("i").extra
(1, 'text', 1.5, 'm', 1.5)
>>> Decode("utf8", b"x", 0, 1, "why").reason, Decode("utf8", b"x", 0, 1, "why").extra
('why', 1.5)
"""
cimport cython


cdef class Holder:
    cdef public OSError error
    cdef readonly AttributeError missing

    def set_missing(self, text):
        self.missing = AttributeError(text)


cdef class Own(Exception):
    cdef int number

    def __init__(self, number):
        self.number = number


class Foreign(Exception):
    pass


cdef class Lost(OSError):
    cdef public int code

    def __cinit__(self, *args):
        self.code = 3 + len(args)


cdef class Stop(StopIteration):
    cdef object kept

    def __cinit__(self, value):
        self.kept = value

    cpdef twice(self):
        return self.kept * 2


cdef class Exit(SystemExit):
    cdef readonly double extra

    def __cinit__(self, *args):
        self.extra = 1.5


cdef class Unknown(NameError):
    cdef readonly double extra

    def __cinit__(self, *args, **keywords):
        self.extra = 1.5


cdef class Grammar(SyntaxError):
    cdef readonly double extra

    def __cinit__(self, *args):
        self.extra = 1.5


cdef class Import(ImportError):
    cdef readonly double extra

    def __cinit__(self, *args, **keywords):
        self.extra = 1.5


cdef class Decode(UnicodeDecodeError):
    cdef readonly double extra

    def __cinit__(self, *args):
        self.extra = 1.5


class Stopping:
    def __init__(self):
        self.count = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count > 1:
            raise Stop(self.count)
        return self.count


def stopping():
    return Stopping()


def inferred(bint first):
    key = KeyError(1)
    lookup = KeyError(1) if first else IndexError(2)
    system = OSError(1)
    system = BrokenPipeError(2)
    either = ValueError()
    if not first:
        either = ArithmeticError()
    other = ValueError()
    if not first:
        other = 1
    return tuple([cython.typeof(key), cython.typeof(lookup), cython.typeof(system), cython.typeof(either),
                  cython.typeof(other)])


def checked(OSError error):
    return error


def checked_by_old_name(IOError error):
    return error


def assigned(value):
    cdef UnicodeError error = value
    return error


def caught(error):
    try:
        raise error
    except KeyError as key:
        return cython.typeof(key)
    except (IndexError, KeyError) as index:
        return cython.typeof(index)
    except Own as own:
        return f"{cython.typeof(own)} {(<Own?>own).number}"
    except Foreign as foreign:
        return f"{cython.typeof(foreign)} {foreign}"
    except BaseException as other:
        return cython.typeof(other)


def reused():
    error = 5
    try:
        raise ValueError
    except ValueError as problem:
        pass
    problem = error
    return cython.typeof(problem), problem


def unbound_after(bint raises):
    if raises:
        try:
            raise ValueError
        except ValueError as error:
            pass
    else:
        error = ValueError()
    return error
