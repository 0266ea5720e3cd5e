"""try, except, else: matching, nesting, re-raising, the name after the handler, all exits."""


def kinds(function):
    """
    >>> kinds(lambda: 1 / 0), kinds(lambda: [][0]), kinds(lambda: {}['k']), kinds(lambda: int('x')), kinds(lambda: 5)
    ('zero', 'lookup', 'lookup', 'other ValueError', 5)
    """
    try:
        return function()
    except ZeroDivisionError:
        return 'zero'
    except (IndexError, KeyError):
        return 'lookup'
    except Exception as error:
        return 'other ' + type(error).__name__


def unmatched(value):
    """
    >>> unmatched(0)
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    >>> unmatched('x')
    'TypeError'
    """
    try:
        return 1 / value
    except TypeError:
        return 'TypeError'


def bare(value):
    """
    >>> bare(0), bare(1)
    ('caught', 1.0)
    """
    try:
        return 1 / value
    except:
        return 'caught'


def with_else(value):
    """
    >>> with_else(1), with_else(0)
    (['body', 'else', 'after'], ['body', 'handler', 'after'])
    """
    log = []
    try:
        log.append('body')
        1 / value
    except ZeroDivisionError:
        log.append('handler')
    else:
        log.append('else')
    log.append('after')
    return log


def error_in_else():
    """The handlers do not cover the else part.

    >>> error_in_else()
    Traceback (most recent call last):
    ValueError: in else
    """
    try:
        pass
    except ValueError:
        return 'caught'
    else:
        raise ValueError('in else')


def name_is_unbound_after():
    """
    >>> name_is_unbound_after()
    ('x', 'unbound')
    """
    try:
        raise ValueError('x')
    except ValueError as error:
        text = str(error)
    try:
        error
    except UnboundLocalError:
        return text, 'unbound'


def name_may_be_deleted():
    """
    >>> name_may_be_deleted()
    'fine'
    """
    try:
        raise ValueError
    except ValueError as error:
        del error
    return 'fine'


def old_value_is_gone():
    """
    >>> old_value_is_gone()
    'unbound'
    """
    error = 'old'
    try:
        raise ValueError
    except ValueError as error:
        pass
    try:
        return error
    except UnboundLocalError:
        return 'unbound'


def reraise(value):
    """
    >>> reraise(0)
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    """
    try:
        return 1 / value
    except ZeroDivisionError:
        raise


def reraise_without_exception():
    """
    >>> reraise_without_exception()
    Traceback (most recent call last):
    RuntimeError: No active exception to reraise
    """
    raise


def reraise_outer_after_inner():
    """After an inner handler has ended, `raise` means the outer exception.

    >>> reraise_outer_after_inner()
    Traceback (most recent call last):
    ValueError: outer
    """
    try:
        raise ValueError('outer')
    except ValueError:
        try:
            raise KeyError('inner')
        except KeyError:
            pass
        raise


def reraise_in_function():
    """
    >>> reraise_in_function()
    'ValueError'
    """
    def again():
        raise
    try:
        try:
            raise ValueError
        except ValueError:
            again()
    except ValueError as error:
        return type(error).__name__


def nested(value):
    """
    >>> nested(0), nested('x'), nested(1), nested(None)
    ('inner', 'outer KeyError', 'no error', 'outer TypeError')
    """
    try:
        try:
            if value == 'x':
                raise KeyError
            1 / value
        except ZeroDivisionError:
            return 'inner'
    except (KeyError, TypeError) as error:
        return 'outer ' + type(error).__name__
    return 'no error'


def error_in_handler():
    """
    >>> error_in_handler()
    Traceback (most recent call last):
    KeyError: 'second'
    """
    try:
        raise ValueError('first')
    except ValueError:
        raise KeyError('second')


def loop_exits():
    """
    >>> loop_exits()
    ['error 0', 1, 'error 3', 'end']
    """
    log = []
    for i in range(10):
        try:
            if i == 0 or i == 3:
                raise ValueError(i)
            if i == 2:
                continue
            if i == 5:
                break
            if i != 4:
                log.append(i)
        except ValueError as error:
            log.append(f'error {error}')
            continue
    log.append('end')
    return log


def break_in_handler():
    """
    >>> break_in_handler()
    (2, None)
    """
    import sys
    i = 0
    while True:
        try:
            if i == 2:
                raise ValueError
            i += 1
        except ValueError:
            break
    return i, sys.exc_info()[0]


def return_in_handler():
    """
    >>> return_in_handler()
    ('returned', (None, None, None))
    """
    import sys

    def inner():
        try:
            raise ValueError
        except ValueError:
            return 'returned'
    return inner(), sys.exc_info()


def current_exception():
    """
    >>> current_exception()
    ['ValueError', 'KeyError', 'ValueError', None]
    """
    import sys
    log = []
    try:
        raise ValueError
    except ValueError:
        log.append(sys.exc_info()[0].__name__)
        try:
            raise KeyError
        except KeyError:
            log.append(sys.exc_info()[0].__name__)
        log.append(sys.exc_info()[0].__name__)
    log.append(sys.exc_info()[0])
    return log


def matching_expression(kinds):
    """What to match may be any expression; it is evaluated only on an error.

    >>> matching_expression((ValueError, KeyError)), matching_expression(ValueError)
    ('caught', 'caught')
    >>> matching_expression(KeyError)
    Traceback (most recent call last):
    ValueError: x
    >>> matching_expression(5)
    Traceback (most recent call last):
    TypeError: catching classes that do not inherit from BaseException is not allowed
    """
    try:
        raise ValueError('x')
    except kinds:
        return 'caught'


def matching_is_lazy():
    """
    >>> matching_is_lazy()
    'fine'
    """
    try:
        pass
    except 1 / 0:
        pass
    return 'fine'


class Custom(ValueError):
    """An exception with more data."""

    def __init__(self, code):
        super().__init__(f'code {code}')
        self.code = code


def custom_exception():
    """
    >>> custom_exception()
    ('code 5', 5, True)
    """
    try:
        raise Custom(5)
    except ValueError as error:
        return str(error), error.code, isinstance(error, Custom)


def raise_class_or_instance(value):
    """
    >>> raise_class_or_instance(ValueError)
    Traceback (most recent call last):
    ValueError
    >>> raise_class_or_instance(ValueError(1, 2))
    Traceback (most recent call last):
    ValueError: (1, 2)
    >>> raise_class_or_instance(5)
    Traceback (most recent call last):
    TypeError: exceptions must derive from BaseException
    >>> raise_class_or_instance(int)
    Traceback (most recent call last):
    TypeError: exceptions must derive from BaseException
    """
    raise value


def base_exception():
    """
    >>> base_exception()
    'KeyboardInterrupt'
    """
    try:
        try:
            raise KeyboardInterrupt
        except Exception:
            return 'wrong'
    except BaseException as error:
        return type(error).__name__


def assigned_before_error():
    """
    >>> assigned_before_error()
    (1, 2)
    """
    a = b = 0
    try:
        a = 1
        b = 2
        a = 1 + 'x'
        b = 3
    except TypeError:
        return a, b


def exception_in_condition(values):
    """
    >>> exception_in_condition([3]), exception_in_condition([])
    ('big', 'empty')
    """
    try:
        if values[0] > 2:
            return 'big'
    except IndexError:
        return 'empty'


def unbound_in_handler():
    """
    >>> unbound_in_handler()
    'UnboundLocalError'
    """
    try:
        1 / 0
        value = 1
    except ZeroDivisionError:
        try:
            return value
        except UnboundLocalError as error:
            return type(error).__name__


def many_times(n):
    """
    >>> many_times(1000)
    500
    """
    caught = 0
    for i in range(n):
        try:
            if i % 2:
                raise ValueError(i)
        except ValueError:
            caught += 1
    return caught
