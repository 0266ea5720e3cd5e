# cython: language_level=3
"""Critical sections: as statements and as decorators, with one and two objects.

What they protect is seen only where Python has no GIL. Here: the objects are evaluated once, in order, and held;
the section is left on every exit.

>>> import threading
"""
cimport cython
import threading

events = []


cdef class Noted:
    """Says when it goes away."""
    cdef object name

    def __init__(self, name):
        self.name = name

    def __dealloc__(self):
        events.append(f"{self.name} released")


def note(name):
    events.append(name)
    return Noted(name)


def take_events():
    result = list(events)
    events.clear()
    return result


def one():
    """
    >>> one()
    >>> take_events()
    ['a', 'body', 'a released']
    """
    with cython.critical_section(note("a")):
        events.append("body")


def two():
    """
    >>> two()
    >>> take_events()[:3]
    ['a', 'b', 'body']
    """
    first = note("a")
    second = note("b")
    with cython.critical_section(first, second):
        events.append("body")


def held_until_the_end(lock):
    """
    >>> held_until_the_end(None)
    >>> take_events()
    ['a', 'set anew', 'a released', 'after', 'b released']
    """
    lock = note("a")
    with cython.critical_section(lock):
        lock = Noted("b")
        events.append("set anew")
    events.append("after")


def evaluation_fails():
    """
    >>> evaluation_fails()
    Traceback (most recent call last):
    IndexError: list index out of range
    >>> take_events()
    ['a', 'a released']
    """
    with cython.critical_section(note("a"), [][0]):
        events.append("never")


def exits(how, lock):
    """
    >>> for how in ("return", "break", "continue", "raise", "end"):
    ...     print(how, exits(how, object()))
    return [0, 'finally']
    break [0, 'finally', 'after']
    continue [0, 'finally', 1, 'finally', 'after']
    raise [0, 'finally', 'KeyError', 1, 'finally', 'KeyError', 'after']
    end [0, 'finally', 'end', 1, 'finally', 'end', 'after']
    """
    result = []
    for i in range(2):
        try:
            with cython.critical_section(lock):
                try:
                    result.append(i)
                    if how == "return":
                        return result
                    if how == "break":
                        break
                    if how == "continue":
                        continue
                    if how == "raise":
                        raise KeyError(how)
                finally:
                    result.append("finally")
            result.append("end")
        except KeyError:
            result.append("KeyError")
    result.append("after")
    return result


def nested(a, b, c):
    """
    >>> nested([], {}, ())
    6
    """
    cdef int total = 0
    with cython.critical_section(a):
        total += 1
        with cython.critical_section(b, c), cython.critical_section(a, a):
            total += 2
            with nogil:
                total += 3
    return total


def with_manager(lock):
    """
    >>> with_manager(threading.Lock())
    (True, False)
    """
    with lock, cython.critical_section(lock):
        inside = lock.locked()
    return inside, lock.locked()


cdef class Counter:
    cdef int count

    @cython.critical_section
    def add(self, int number=1):
        "Adds."
        self.count += number
        return self.count

    @cython.critical_section
    cpdef int add_one(self) except -1:
        self.count += 1
        return self.count

    @cython.critical_section
    cdef int take_one(self) except? -1:
        if self.count == 0:
            raise ValueError("empty")
        self.count -= 1
        return self.count

    @property
    @cython.critical_section
    def value(self):
        return self.count

    @value.setter
    @cython.critical_section
    def value(self, int value):
        self.count = value


def decorated_methods():
    """
    >>> decorated_methods()
    (5, 6, 5)
    >>> Counter.add.__doc__
    'Adds.'
    >>> counter = Counter()
    >>> counter.value = 40
    >>> counter.add(number=2), counter.value
    (42, 42)
    >>> counter.add("x")
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    counter = Counter()
    return counter.add(5), counter.add_one(), counter.take_one()


def taken_from_empty():
    """
    >>> taken_from_empty()
    Traceback (most recent call last):
    ValueError: empty
    """
    Counter().take_one()


@cython.critical_section
def first_argument_is_set_anew(lock, *rest, **named):
    """
    >>> first_argument_is_set_anew(Noted("lock"), 1, a=2)
    ('other', (1,), {'a': 2})
    >>> take_events()
    ['lock released']
    """
    lock = "other"
    return lock, rest, named


@cython.critical_section
def inner_function_is_none(lock):
    """
    >>> list(inner_function_is_none([1, 2])())
    [1, 2]
    """
    def generator():
        for item in lock:
            yield item
    return generator


def between_yields(items):
    """
    >>> list(between_yields([1, 2]))
    [2, 4]
    """
    for item in items:
        with cython.critical_section(items):
            item = item * 2
        yield item


class Plain:
    @cython.critical_section
    def method(self):
        """
        >>> Plain().method()
        'done'
        """
        return "done"


def threads(n_threads, n_loops):
    """
    >>> threads(4, 100)
    (400, 19800)
    """
    counter = Counter()
    cdef int count = 0
    lock = object()

    def worker():
        nonlocal count
        for i in range(n_loops):
            counter.add()
            with cython.critical_section(lock):
                count += i

    workers = [threading.Thread(target=worker) for _ in range(n_threads)]
    for worker_thread in workers:
        worker_thread.start()
    for worker_thread in workers:
        worker_thread.join()
    return counter.value, count
