"""finally: run on every exit, with every kind of exit inside."""

LOG = []


def normal():
    """
    >>> normal()
    ['body', 'finally', 'after']
    """
    log = []
    try:
        log.append('body')
    finally:
        log.append('finally')
    log.append('after')
    return log


def on_error(log):
    """
    >>> log = []
    >>> on_error(log)
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    >>> log
    ['finally']
    """
    try:
        1 / 0
    finally:
        log.append('finally')


def on_return(log):
    """
    >>> log = []
    >>> on_return(log), log
    ('value', ['finally'])
    """
    try:
        return 'value'
    finally:
        log.append('finally')


def return_value_is_kept():
    """
    >>> return_value_is_kept()
    1
    """
    value = 1
    try:
        return value
    finally:
        value = 2


def return_in_finally_wins(case):
    """
    >>> return_in_finally_wins('return'), return_in_finally_wins('raise'), return_in_finally_wins('')
    ('finally', 'finally', 'finally')
    """
    try:
        if case == 'return':
            return 'body'
        if case == 'raise':
            raise ValueError
    finally:
        return 'finally'


def break_in_finally_swallows():
    """
    >>> break_in_finally_swallows()
    0
    """
    for i in range(3):
        try:
            raise ValueError
        finally:
            break
    return i


def continue_in_finally_swallows():
    """
    >>> continue_in_finally_swallows()
    2
    """
    for i in range(3):
        try:
            raise ValueError
        finally:
            continue
    return i


def break_runs_finally():
    """
    >>> break_runs_finally()
    ['body 0', 'finally 0', 'body 1', 'finally 1', 'end 1']
    """
    log = []
    for i in range(5):
        try:
            log.append(f'body {i}')
            if i == 1:
                break
        finally:
            log.append(f'finally {i}')
    log.append(f'end {i}')
    return log


def continue_runs_finally():
    """
    >>> continue_runs_finally()
    ['finally 0', 1, 'finally 1', 'finally 2']
    """
    log = []
    for i in range(3):
        try:
            if i % 2 == 0:
                continue
            log.append(i)
        finally:
            log.append(f'finally {i}')
    return log


def all_parts(case):
    """
    >>> all_parts('none'), all_parts('caught')
    (['body', 'else', 'finally', 'after'], ['body', 'except', 'finally', 'after'])
    >>> all_parts('uncaught')
    Traceback (most recent call last):
    KeyError: 'uncaught'
    >>> LOG
    ['body', 'finally']
    """
    LOG.clear()
    log = LOG
    try:
        log.append('body')
        if case == 'caught':
            raise ValueError
        if case == 'uncaught':
            raise KeyError(case)
    except ValueError:
        log.append('except')
    else:
        log.append('else')
    finally:
        log.append('finally')
    log.append('after')
    return log[:]


def error_in_handler(log):
    """
    >>> log = []
    >>> error_in_handler(log)
    Traceback (most recent call last):
    KeyError
    >>> log
    ['finally']
    """
    try:
        raise ValueError
    except ValueError:
        raise KeyError
    finally:
        log.append('finally')


def error_in_finally():
    """
    >>> error_in_finally()
    ('KeyError', 'ValueError')
    """
    try:
        try:
            raise ValueError
        finally:
            raise KeyError
    except KeyError as error:
        return type(error).__name__, type(error.__context__).__name__


def nested_return():
    """
    >>> nested_return()
    ('value', ['inner', 'outer'])
    """
    log = []

    def inner():
        try:
            try:
                return 'value'
            finally:
                log.append('inner')
        finally:
            log.append('outer')
    return inner(), log


def nested_finally_in_handler():
    """
    >>> nested_finally_in_handler()
    ['handler', 'inner finally', 'outer finally']
    """
    log = []
    try:
        try:
            raise ValueError
        except ValueError:
            try:
                log.append('handler')
            finally:
                log.append('inner finally')
    finally:
        log.append('outer finally')
    return log


def return_from_loop_with_finally(values):
    """
    >>> return_from_loop_with_finally([1, 2, 3])
    (2, [1, 2])
    """
    log = []
    for value in values:
        try:
            if value == 2:
                return value, log
        finally:
            log.append(value)


def loop_in_finally():
    """
    >>> loop_in_finally()
    [0, 1, 2]
    """
    log = []
    try:
        pass
    finally:
        for i in range(5):
            if i == 3:
                break
            log.append(i)
    return log


def try_in_finally(log):
    """
    >>> log = []
    >>> try_in_finally(log)
    Traceback (most recent call last):
    ValueError: first
    >>> log
    ['KeyError']
    """
    try:
        raise ValueError('first')
    finally:
        try:
            raise KeyError
        except KeyError as error:
            log.append(type(error).__name__)


def exception_state_in_finally():
    """
    >>> exception_state_in_finally()
    ['ValueError', None]
    """
    import sys
    log = []
    try:
        try:
            raise ValueError
        finally:
            log.append(sys.exc_info()[0].__name__)
    except ValueError:
        pass
    log.append(sys.exc_info()[0])
    return log


def break_out_of_two(n):
    """
    >>> break_out_of_two(2)
    ['inner 0', 'outer 0', 'inner 1', 'outer 1']
    """
    log = []
    for i in range(n):
        try:
            while True:
                try:
                    break
                finally:
                    log.append(f'inner {i}')
        finally:
            log.append(f'outer {i}')
    return log


def return_overridden_by_break():
    """
    >>> return_overridden_by_break()
    'after loop'
    """
    while True:
        try:
            return 'in loop'
        finally:
            break
    return 'after loop'


def yield_in_finally():
    """
    >>> list(yield_in_finally())
    ['body', 'finally']
    """
    try:
        yield 'body'
    finally:
        yield 'finally'


def unbound_in_finally(fail):
    """
    >>> unbound_in_finally(False)
    5
    >>> unbound_in_finally(True)
    'unbound'
    """
    try:
        if fail:
            raise ValueError
        value = 5
    finally:
        try:
            return value
        except UnboundLocalError:
            return 'unbound'
