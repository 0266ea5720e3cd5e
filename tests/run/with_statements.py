"""with: entering and leaving, several managers, swallowing, errors in the protocol, exits from the body."""


class Manager:
    """Logs what happens; swallows what it is told to."""

    def __init__(self, log, name='m', swallow=False, result='value', fail=''):
        self.log = log
        self.name = name
        self.swallow = swallow
        self.result = result
        self.fail = fail

    def __enter__(self):
        self.log.append(f'enter {self.name}')
        if self.fail == 'enter':
            raise ValueError('enter failed')
        return self.result

    def __exit__(self, kind, value, traceback):
        self.log.append(f'exit {self.name} {kind.__name__ if kind else None}')
        if self.fail == 'exit':
            raise KeyError('exit failed')
        return self.swallow


def simple():
    """
    >>> simple()
    ['enter m', 'body value', 'exit m None', 'after']
    """
    log = []
    with Manager(log) as value:
        log.append(f'body {value}')
    log.append('after')
    return log


def without_target(log):
    """
    >>> log = []
    >>> without_target(log)
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    >>> log
    ['enter m', 'exit m ZeroDivisionError']
    """
    with Manager(log):
        1 / 0


def swallows():
    """
    >>> swallows()
    ['enter m', 'exit m ValueError', 'after']
    """
    log = []
    with Manager(log, swallow=True):
        raise ValueError
    log.append('after')
    return log


def two_managers():
    """
    >>> two_managers()
    ['enter a', 'enter b', 'body 1 2', 'exit b None', 'exit a None']
    """
    log = []
    with Manager(log, 'a', result=1) as a, Manager(log, 'b', result=2) as b:
        log.append(f'body {a} {b}')
    return log


def inner_swallows():
    """
    >>> inner_swallows()
    ['enter a', 'enter b', 'exit b ValueError', 'exit a None']
    """
    log = []
    with Manager(log, 'a'), Manager(log, 'b', swallow=True):
        raise ValueError
    return log


def second_fails_to_enter(log):
    """
    >>> log = []
    >>> second_fails_to_enter(log)
    Traceback (most recent call last):
    ValueError: enter failed
    >>> log
    ['enter a', 'enter b', 'exit a ValueError']
    """
    with Manager(log, 'a'), Manager(log, 'b', fail='enter'):
        log.append('never')


def first_swallows_failing_second():
    """
    >>> first_swallows_failing_second()
    ['enter a', 'enter b', 'exit a ValueError', 'after']
    """
    log = []
    with Manager(log, 'a', swallow=True), Manager(log, 'b', fail='enter'):
        log.append('never')
    log.append('after')
    return log


def error_in_exit():
    """
    >>> error_in_exit()
    ('KeyError', 'ValueError')
    """
    try:
        with Manager([], fail='exit'):
            raise ValueError
    except KeyError as error:
        return type(error).__name__, type(error.__context__).__name__


def error_in_exit_after_success():
    """
    >>> error_in_exit_after_success()
    Traceback (most recent call last):
    KeyError: 'exit failed'
    """
    with Manager([], fail='exit'):
        pass


def return_inside(log):
    """
    >>> log = []
    >>> return_inside(log), log
    ('returned', ['enter m', 'exit m None'])
    """
    with Manager(log):
        return 'returned'


def break_and_continue():
    """
    >>> break_and_continue()
    ['enter 0', 'exit 0 None', 'enter 1', 'body 1', 'exit 1 None', 'enter 2', 'exit 2 None']
    """
    log = []
    for i in range(5):
        with Manager(log, i):
            if i == 0:
                continue
            if i == 2:
                break
            log.append(f'body {i}')
    return log


def target_forms():
    """
    >>> target_forms()
    (1, [2], 3, [0, 'item'], 'attribute')
    """
    class Box:
        pass
    box = Box()
    values = [0, 0]
    with Manager([], result=(1, 2, 3)) as (a, *b, c):
        pass
    with Manager([], result='item') as values[1], Manager([], result='attribute') as box.attribute:
        pass
    return a, b, c, values, box.attribute


def error_in_target():
    """A failing assignment to the target leaves the manager.

    >>> error_in_target()
    ('not enough values to unpack (expected 2, got 1)', ['enter m', 'exit m ValueError'])
    """
    log = []
    try:
        with Manager(log, result=[1]) as (a, b):
            return a, b
    except ValueError as error:
        return str(error), log


def exit_arguments():
    """
    >>> exit_arguments()
    (True, 'x', True)
    """
    class Keeper:
        def __enter__(self):
            return self

        def __exit__(self, *arguments):
            self.arguments = arguments
            return True
    with Keeper() as keeper:
        raise ValueError('x')
    kind, value, traceback = keeper.arguments
    return kind is ValueError, str(value), traceback is not None


def method_is_looked_up_before_entering():
    """
    >>> method_is_looked_up_before_entering()
    True
    """
    class NoExit:
        def __enter__(self):
            raise RuntimeError('entered')
    try:
        with NoExit():
            return False
    except (AttributeError, TypeError):
        return True


def truth_of_exit():
    """The result of __exit__ is taken by its truth.

    >>> truth_of_exit()
    ['swallowed by [0]', 'passed by []', 'swallowed by yes', 'passed by None']
    """
    result = []
    for value in ([0], [], 'yes', None):
        try:
            with Manager([], swallow=value):
                raise ValueError
            result.append(f'swallowed by {value}')
        except ValueError:
            result.append(f'passed by {value}')
    return result


def nested():
    """
    >>> nested()
    ['enter a', 'enter b', 'exit b ValueError', 'caught', 'exit a None']
    """
    log = []
    with Manager(log, 'a'):
        try:
            with Manager(log, 'b'):
                raise ValueError
        except ValueError:
            log.append('caught')
    return log


def with_finally():
    """
    >>> with_finally()
    ['enter m', 'finally', 'exit m ValueError']
    """
    log = []
    with Manager(log, swallow=True):
        try:
            raise ValueError
        finally:
            log.append('finally')
    return log


def exception_state():
    """
    >>> exception_state()
    [None, 'KeyError', None]
    """
    import sys
    log = []

    class State:
        def __enter__(self):
            log.append(sys.exc_info()[0])

        def __exit__(self, *arguments):
            log.append(sys.exc_info()[0].__name__)
            return True
    with State():
        raise KeyError
    log.append(sys.exc_info()[0])
    return log


def from_contextlib():
    """
    >>> from_contextlib()
    ['setup', 'body', 'cleanup', 'suppressed']
    """
    import contextlib
    log = []

    @contextlib.contextmanager
    def manager():
        log.append('setup')
        try:
            yield
        finally:
            log.append('cleanup')
    with manager():
        log.append('body')
    with contextlib.suppress(ZeroDivisionError):
        1 / 0
    log.append('suppressed')
    return log


def generator_manager_sees_error():
    """
    >>> generator_manager_sees_error()
    'seen ValueError'
    """
    import contextlib
    seen = []

    @contextlib.contextmanager
    def manager():
        try:
            yield
        except ValueError as error:
            seen.append(f'seen {type(error).__name__}')
    with manager():
        raise ValueError
    return seen[0]


def variable_after():
    """
    >>> variable_after()
    'value'
    """
    with Manager([]) as value:
        pass
    return value


def in_a_loop(n):
    """
    >>> in_a_loop(100)
    (100, 100)
    """
    log = []
    total = 0
    for _ in range(n):
        with Manager(log, swallow=True) as _:
            total += 1
            raise ValueError
    return total, len(log) // 2
