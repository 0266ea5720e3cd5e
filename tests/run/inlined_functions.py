"""Short functions that become part of loops which call them show nothing of it.

Each call stands in a loop, and the function is short and calls none of the module itself.
"""

import sys
import traceback


class Counted:
    """Tells when it goes."""

    def __init__(self, name, log):
        self.name = name
        self.log = log

    def __del__(self):
        self.log.append(self.name)


class Task:
    def __init__(self, waits, held=False):
        self.waits = waits
        self.held = held

    def is_blocked(self):
        return self.held or not self.waits

    def get(self):
        return self.missing

    def get_item(self, place):
        items = self.waits
        return items[place]

    def set(self, waits):
        self.waits = waits
        return self

    def check(self, value):
        if value is None:
            raise ValueError("no value")
        return value

    def unbound(self, value):
        if value:
            found = self.waits
        return found

    def replace(self, value):
        value = self.waits
        return value

    def forget(self, value):
        del value
        return self.waits

    def choose(
        self,
        value,
    ):
        if value == 0:
            return self.waits
        if value == 1:
            return self.missing
        return self.held


def is_small(value):
    return value.waits is None


def frame_name():
    return sys._getframe().f_code.co_name


def names():
    here = 1
    return sorted(locals())


def entries(error):
    """Name, line within the function, and text of each entry."""
    return [
        (frame.name, frame.lineno - summary.tb_frame.f_code.co_firstlineno, frame.line)
        for frame, summary in zip(traceback.extract_tb(error.__traceback__), walk(error))
    ]


def walk(error):
    entry = error.__traceback__
    while entry:
        yield entry
        entry = entry.tb_next


def predicates(tasks):
    """
    >>> predicates([Task(True), Task(False), Task(True, "held"), Task(None)])
    ([False, True, 'held', True], 1)
    """
    found, count = [], 0
    for task in tasks:
        found.append(task.is_blocked())
        if is_small(task):
            count += 1
    return found, count


def raised_within():
    """
    >>> for entry in raised_within(): print(entry)
    ('raised_within', 9, 'task.get()')
    ('get', 1, 'return self.missing')
    """
    task = Task(True)
    try:
        for _ in range(3):
            task.get()
    except AttributeError as error:
        assert error.__traceback__.tb_next.tb_frame.f_code is Task.get.__code__
        return entries(error)


def raised_in_lines(task, value):
    """
    >>> for entry in raised_in_lines(Task(1), 1): print(entry)
    ('raised_in_lines', 12, 'found = task.choose(value)')
    ('choose', 7, 'return self.missing')
    >>> for entry in raised_in_lines(Task([1]), Broken()): print(entry)
    ('raised_in_lines', 12, 'found = task.choose(value)')
    ('choose', 4, 'if value == 0:')
    ('__eq__', 1, 'raise LookupError("broken")')
    """
    try:
        for _ in range(3):
            found = task.choose(value)
    except (AttributeError, LookupError) as error:
        return entries(error)
    return found


class Broken:
    def __eq__(self, other):
        raise LookupError("broken")

    __hash__ = None


def raised_by_statement(values):
    """
    >>> raised_by_statement([1, 2])
    [1, 2]
    >>> for entry in raised_by_statement([1, None]): print(entry)
    ('raised_by_statement', 11, 'found.append(task.check(value))')
    ('check', 2, 'raise ValueError("no value")')
    """
    task, found = Task(1), []
    try:
        for value in values:
            found.append(task.check(value))
    except ValueError as error:
        return entries(error)
    return found


def raised_to_caller(task):
    """
    >>> try: raised_to_caller(Task(1))
    ... except AttributeError as error: print(entries(error)[1:])
    [('raised_to_caller', 7, 'task.get()'), ('get', 1, 'return self.missing')]
    """
    for _ in range(3):
        task.get()


def handled_within_loop(tasks):
    """
    >>> handled_within_loop([Task([1]), Task([]), Task(5), Task([2])])
    ([1, 'IndexError', 'TypeError', 2], 4)
    """
    found, ended = [], 0
    for task in tasks:
        try:
            found.append(task.get_item(0))
        except (IndexError, TypeError) as error:
            found.append(type(error).__name__)
        finally:
            ended += 1
    return found, ended


def stepwise(tasks):
    """
    >>> list(stepwise([Task([1]), Task([]), Task([2])]))
    [1, 'none', 2]
    """
    for task in tasks:
        try:
            yield task.get_item(0)
        except IndexError:
            yield "none"


def comprehended(tasks):
    """
    >>> comprehended([Task([1]), Task([2])])
    [1, 2]
    >>> try: comprehended([Task([1]), Task([])])
    ... except IndexError as error: print(entries(error)[-1])
    ('get_item', 2, 'return items[place]')
    """
    return [task.get_item(0) for task in tasks]


def unbound_again(values):
    """A variable of the function is a new one in each call.

    >>> unbound_again([1, 1])
    ['waits', 'waits']
    >>> unbound_again([1, 0])
    ['waits', 'UnboundLocalError']
    """
    task, found = Task("waits"), []
    for value in values:
        try:
            found.append(task.unbound(value))
        except UnboundLocalError as error:
            found.append(type(error).__name__)
    return found


def arguments_stay(task):
    """
    >>> arguments_stay(Task("waits"))
    ['given', 'waits', 'given', 'waits']
    """
    found = []
    for _ in range(2):
        value = "given"
        result = task.replace(value)
        found += [value, result]
        result = task.forget(value)
    return found


def lifetimes():
    """Arguments and variables live until the function returns.

    >>> lifetimes()
    ['returned', 'argument', 'next']
    """
    log = []
    holder = Holder(log)
    for _ in range(1):
        holder.drop(Counted("argument", log))
        log.append("next")
    return log


class Holder:
    def __init__(self, log):
        self.log = log

    def drop(self, value):
        _ = value.name
        self.log.append("returned")


def results_live(log):
    """
    >>> results_live([])
    ['kept', 'dropped 0', 'kept', 'dropped 1']
    """
    for number in range(2):
        task = Task(Counted(f"dropped {number}", log))
        task.set(None if task.is_blocked() else task.waits)
        log.append("kept")
        del task
    return log


def rebound():
    """
    >>> rebound()
    [False, 'patched', 'instance', 'other', False]
    """
    original, task = Task.is_blocked, Task(True)
    found = []
    for step in range(5):
        if step == 1:
            Task.is_blocked = lambda self: "patched"
        if step == 2:
            Task.is_blocked = original
            task.is_blocked = lambda: "instance"
        if step == 3:
            task = Task(True)
            task.__class__ = Other
        if step == 4:
            task.__class__ = Task
        found.append(task.is_blocked())
    return found


class Other(Task):
    def is_blocked(self):
        return "other"


def frames():
    """
    >>> frames()
    ['frame_name', 'frame_name'] [['here'], ['here']]
    """
    found, variables = [], []
    for _ in range(2):
        found.append(frame_name())
        variables.append(names())
    print(found, variables)


class Chain:
    def __init__(self, link):
        self.link = link

    def step(self):
        return self.link.step()


def endless():
    """
    >>> endless()
    'RecursionError'
    """
    chain = Chain(None)
    chain.link = chain
    try:
        for _ in range(3):
            chain.step()
    except RecursionError as error:
        return type(error).__name__


def nested(tasks):
    """
    >>> nested([Task(Task([1])), Task(Task([2]))])
    [1, 2]
    >>> try: nested([Task(Task([]))])
    ... except IndexError as error: print(entries(error)[2:])
    [('inner', 1, 'return task.waits.get_item(0)'), ('get_item', 2, 'return items[place]')]
    """
    found = []
    for task in tasks:
        found.append(inner(task))
    return found


def inner(task):
    return task.waits.get_item(0)
