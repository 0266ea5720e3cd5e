"""From Python 3.12 on a generator's throw() warns when it is given more than an exception.

>>> thrown(ValueError("whole"))
('whole', [])
>>> thrown(ValueError)
('', [])
>>> thrown(ValueError, "value")
('value', [])  # until 3.11
('value', ['the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.'])  # from 3.12
>>> thrown(ValueError, None, None)[1] == thrown(ValueError, "value")[1]
True
>>> refused()
'resumed'  # until 3.11
'refused'  # from 3.12
"""

import warnings


def numbers():
    try:
        yield 1
    except ValueError as error:
        yield str(error)


def thrown(*parts):
    generator = numbers()
    next(generator)
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        given = generator.throw(*parts)
    return given, [str(each.message) for each in found]


def refused():
    generator = numbers()
    next(generator)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            generator.throw(ValueError, "value")
        except DeprecationWarning:
            return "refused"
    return "resumed"
