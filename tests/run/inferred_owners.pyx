"""Attributes of variables whose type is first taken for something narrower than it is.

Until the types of all variables are known, the value of another one may be the only one that is:
what an attribute means may not be settled by that.
"""

from cpython.datetime cimport datetime, import_datetime

import_datetime()


cdef class Typed:
    cdef int number
    cdef double real

    def __init__(self, number=5):
        self.number = number

    cdef int method(self):
        return self.number + 1


class Other:
    number = "number"

    def method(self):
        return "method"


cdef object make_other():
    return Other()


def fields_and_methods(int which):
    """
    >>> fields_and_methods(0)
    ('Other', 'method')
    >>> fields_and_methods(1)
    ('Other', 'number')
    """
    make = make_other
    a = make()
    b = a.number if which else a.method()
    a = Typed(a.number) if which > 1 else a
    return type(a).__name__, b


def properties(datetime given):
    """
    >>> import datetime
    >>> properties(datetime.datetime(2000, 1, 2))
    datetime.datetime(2000, 4, 1, 0, 0)
    """
    from datetime import date
    found = date(given.year, 4, 1)
    found = datetime(found.year, found.month, found.day)
    return found


cdef class Moment(datetime):
    def parts(self):
        return self.year, self.month

    def set_year(self, year):
        self.year = year


class Named(Moment):
    @property
    def year(self):
        return "my own"


def inherited_properties():
    """Those of a class that extends the header's are Python's: they may have been overridden.

    >>> inherited_properties()
    ((2000, 1), ('my own', 1), 2000)
    >>> Moment(2000, 1, 2).set_year(3)
    Traceback (most recent call last):
    AttributeError: attribute 'year' of 'datetime.date' objects is not writable
    """
    cdef datetime moment = Named(2000, 1, 2)
    return Moment(2000, 1, 2).parts(), Named(2000, 1, 2).parts(), moment.year
