"""raise from, contexts, causes, notes of where an exception came from, and assertions."""


def describe(error):
    """Return an exception with its cause and context as text."""
    cause = error.__cause__ and type(error.__cause__).__name__
    context = error.__context__ and type(error.__context__).__name__
    return f'{type(error).__name__} cause={cause} context={context} suppress={error.__suppress_context__}'


def raise_from(value):
    """
    >>> raise_from('instance')
    'KeyError cause=ValueError context=None suppress=True'
    >>> raise_from('class')
    'KeyError cause=IndexError context=None suppress=True'
    >>> raise_from('none')
    'KeyError cause=None context=None suppress=True'
    """
    causes = {'instance': ValueError('x'), 'class': IndexError, 'none': None}
    try:
        raise KeyError from causes[value]
    except KeyError as error:
        return describe(error)


def raise_from_wrong():
    """
    >>> raise_from_wrong()
    Traceback (most recent call last):
    TypeError: exception causes must derive from BaseException
    """
    raise KeyError from 5


def implicit_context():
    """
    >>> implicit_context()
    'KeyError cause=None context=ValueError suppress=False'
    """
    try:
        try:
            raise ValueError
        except ValueError:
            raise KeyError
    except KeyError as error:
        return describe(error)


def from_caught():
    """
    >>> from_caught()
    'KeyError cause=ValueError context=ValueError suppress=True'
    """
    try:
        try:
            raise ValueError
        except ValueError as error:
            raise KeyError from error
    except KeyError as error:
        return describe(error)


def from_none():
    """
    >>> from_none()
    'KeyError cause=None context=ValueError suppress=True'
    """
    try:
        try:
            raise ValueError
        except ValueError:
            raise KeyError from None
    except KeyError as error:
        return describe(error)


def context_of_called_function():
    """
    >>> context_of_called_function()
    'ZeroDivisionError cause=None context=ValueError suppress=False'
    """
    def fail():
        1 / 0
    try:
        try:
            raise ValueError
        except ValueError:
            fail()
    except ZeroDivisionError as error:
        return describe(error)


def no_context_after_handler():
    """
    >>> no_context_after_handler()
    'KeyError cause=None context=None suppress=False'
    """
    try:
        raise ValueError
    except ValueError:
        pass
    try:
        raise KeyError
    except KeyError as error:
        return describe(error)


def chain_of_three():
    """
    >>> chain_of_three()
    ['IndexError', 'KeyError', 'ValueError']
    """
    try:
        try:
            try:
                raise ValueError
            except ValueError:
                raise KeyError
        except KeyError:
            raise IndexError
    except IndexError as error:
        names = []
        while error:
            names.append(type(error).__name__)
            error = error.__context__
        return names


def reraised_keeps_context():
    """
    >>> reraised_keeps_context()
    True
    """
    first = ValueError('first')
    try:
        try:
            raise first
        except ValueError:
            raise
    except ValueError as error:
        return error is first and error.__context__ is None


def no_reference_to_itself():
    """
    >>> no_reference_to_itself()
    True
    """
    try:
        try:
            raise ValueError
        except ValueError as error:
            raise error
    except ValueError as error:
        return error.__context__ is None


def traceback_is_attached():
    """
    >>> traceback_is_attached()
    True
    """
    try:
        raise ValueError
    except ValueError as error:
        return error.__traceback__ is not None


def with_traceback():
    """
    >>> with_traceback()
    True
    """
    try:
        raise ValueError('x').with_traceback(None)
    except ValueError as error:
        return error.__traceback__ is not None


def assertion(value):
    """
    >>> assertion(1)
    'passed'
    >>> assertion(0)
    Traceback (most recent call last):
    AssertionError
    """
    assert value
    return 'passed'


def assertion_with_message(value):
    """
    >>> assertion_with_message(1)
    >>> assertion_with_message(0)
    Traceback (most recent call last):
    AssertionError: value was 0
    >>> assertion_with_message([])
    Traceback (most recent call last):
    AssertionError: value was []
    """
    assert value, f'value was {value}'


def assertion_message_is_lazy():
    """
    >>> assertion_message_is_lazy()
    """
    assert True, 1 / 0


def assertion_tuple_message():
    """
    >>> assertion_tuple_message()
    Traceback (most recent call last):
    AssertionError: (1, 2)
    """
    assert False, (1, 2)


def assertion_catches():
    """
    >>> assertion_catches()
    ('message',)
    """
    try:
        assert 1 > 2, 'message'
    except AssertionError as error:
        return error.args


def constructor_fails():
    """
    >>> constructor_fails()
    Traceback (most recent call last):
    RuntimeError: cannot be made
    """
    class Broken(Exception):
        def __init__(self):
            raise RuntimeError('cannot be made')
    raise Broken


def arguments():
    """
    >>> arguments()
    ((1, 'two'), "(1, 'two')")
    """
    try:
        raise ValueError(1, 'two')
    except ValueError as error:
        return error.args, str(error)
