# cython: language_level=3
"""Memory that is volatile: each access in the source is one when it runs, so that what another
thread does to it is seen."""

import threading
cimport cython

cdef extern from *:
    """
    typedef struct { volatile int flag; int other; } header_flags;
    static int read_flag(volatile int *flag) { return *flag; }
    """
    ctypedef struct header_flags:
        volatile int flag
        int other
    int read_flag(volatile int *flag) noexcept nogil

ctypedef volatile long counter

cdef struct Flags:
    volatile bint is_set
    int other

cdef volatile int flag = 0
cdef Flags flags
cdef volatile Flags whole
cdef header_flags of_header
cdef volatile int several[2]


cdef class Owner:
    cdef volatile int flag


cdef void wait_for_variable(object owner) noexcept nogil:
    while flag == 0:
        pass

cdef void wait_for_field(object owner) noexcept nogil:
    while not flags.is_set:
        pass

cdef void wait_for_struct(object owner) noexcept nogil:
    while whole.other == 0:
        pass

cdef void wait_for_target(object owner) noexcept nogil:
    cdef volatile Flags *target = &whole
    while target.other < 2:
        pass

cdef void wait_for_header(object owner) noexcept nogil:
    while of_header.flag == 0:
        pass

cdef void wait_for_item(object owner) noexcept nogil:
    while several[1] == 0:
        pass

cdef void wait_for_pointer(object owner) noexcept nogil:
    cdef volatile int *place = several
    while place[0] == 0:
        pass

cdef void wait_for_attribute(Owner owner) noexcept nogil:
    while owner.flag == 0:
        pass

ctypedef void (*Wait)(object) noexcept nogil
cdef Wait waits[8]
waits[:] = [wait_for_variable, wait_for_field, wait_for_struct, wait_for_target, wait_for_header,
            wait_for_item, wait_for_pointer, <Wait>wait_for_attribute]


def wait(int which, Owner owner, started):
    started.set()
    with nogil:
        waits[which](owner)


cdef set_flags(int which, Owner owner):
    global flag
    if which == 0:
        flag = 1
    elif which == 1:
        flags.is_set = True
    elif which < 4:
        whole.other = which - 1
    elif which == 4:
        of_header.flag = 1
    elif which < 7:
        several[6 - which] = 1
    else:
        owner.flag = 1


def is_seen(int which):
    """
    >>> [is_seen(which) for which in range(8)]
    [True, True, True, True, True, True, True, True]
    """
    owner = Owner()
    started = threading.Event()
    waiting = threading.Thread(target=wait, args=(which, owner, started), daemon=True)
    waiting.start()
    started.wait()
    waiting.join(0.02)
    set_flags(which, owner)
    waiting.join(20)
    return not waiting.is_alive()


def values(int x, volatile short y):
    """
    >>> values(3, 4)
    (8, 12, True, 0.75, (1, 2.5), 5, 8, [8, 0])
    >>> values(-8, 4)
    (-3, 12, True, 0.75, (1, 2.5), 5, -3, [-3, 0])
    """
    cdef volatile int items[2]
    cdef volatile int *first = items
    cdef volatile double half = 1.5
    cdef volatile bint is_done = False
    cdef volatile (int, double) pair = (1, 2.5)
    cdef counter total = 3
    items[0] = x
    items[1] = 0
    first[0] += 5
    half /= 2
    is_done = not is_done
    total += 2
    def inner():
        nonlocal y
        y *= 3
        return y
    return items[0], inner(), is_done, half, pair, total, read_flag(first), list(items[:2])


def count_down(volatile int n):
    """
    >>> list(count_down(3))
    [3, 2, 1]
    """
    while n > 0:
        yield n
        n -= 1


def types():
    """
    >>> types()
    ('volatile int', 'volatile int', 'volatile int *', 'long', 'int')
    """
    cdef volatile int *place = &flag
    copy = flag
    return (cython.typeof(flag), cython.typeof(place[0]), cython.typeof(place),
            cython.typeof(flag + 1), cython.typeof(copy))


cdef inline cython.integral doubled(cython.integral value) noexcept nogil:
    return value * 2


def chosen():
    """A value that is read is a copy.

    >>> chosen()
    2
    """
    cdef volatile long long one = 1
    return doubled(one)
