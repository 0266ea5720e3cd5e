"""Locks of C code: cython.pymutex and cython.pythread_type_lock.

>>> methods()
[False, True, False, True, True]
>>> counted(4, 2000)
(8000, 8000, 8000, 8000)
>>> with_gil_held(4, 200)
800
>>> nested(), left_by_return(), left_by_loop()
([True, True, False, False], (5, False), (2, False))
>>> left_by_exception()
(True, False)
>>> places(), calls
([True, False, True, False], ['call'])
>>> rebound()
[True, True, False, False]
>>> through_pointers()
[True, False, True, False]
>>> Owner().update(3), Derived().update_both(4)
(3, (4, False))
>>> closure()()
[True, False]
>>> list(generated())
[True, True, False]
>>> sections()
(3, False, False)
>>> typed()
('cython.pymutex', 'cython.pythread_type_lock', 'cython.pymutex *', True)
>>> waits()
['released', 'acquired']
>>> without_gil()
(7, False)
>>> list_of_states()
[False, True, False, True]
>>> cleared() == cleared() == 0
True
>>> with_result
True
"""

cimport cython
from cpython.pythread cimport PyThread_tss_is_created
import threading
import time

calls = []
cdef cython.pymutex module_lock
cdef cython.pythread_type_lock old_lock

with module_lock:
    with_result = module_lock.locked()


def methods():
    cdef cython.pymutex lock
    states = [lock.locked()]
    lock.acquire()
    states.append(lock.locked())
    lock.release()
    return states + [lock.locked(), lock.can_check_locked(), old_lock.can_check_locked()]


def run(threads, target):
    running = [threading.Thread(target=target) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


cdef long first_count, second_count


cdef void count_up(int times) noexcept nogil:
    global first_count, second_count
    cdef int i
    for i in range(times):
        with module_lock:
            first_count += 1
        old_lock.acquire()
        second_count += 1
        old_lock.release()


def counted(int threads, int times):
    global first_count, second_count
    first_count = second_count = 0
    cdef long third = 0, fourth = 0
    cdef cython.pymutex own
    cdef Owner owner = Owner()

    def work():
        nonlocal third, fourth
        cdef int i
        cdef cython.pymutex *place = &owner.lock
        with nogil:
            count_up(times)
            for i in range(times):
                with own:
                    third += 1
                with place:
                    fourth += 1

    run(threads, work)
    return first_count, second_count, third, fourth


def with_gil_held(int threads, int times):
    cdef cython.pymutex lock
    count = 0

    def work():
        nonlocal count
        for _ in range(times):
            with lock:
                before = count
                time.sleep(0)
                count = before + 1

    run(threads, work)
    return count


def nested():
    cdef cython.pymutex outer
    cdef cython.pythread_type_lock inner
    with outer, inner:
        states = [outer.locked(), inner.locked()]
    return states + [outer.locked(), inner.locked()]


cdef int value_under_lock(cython.pymutex *lock):
    with lock[0]:
        return 5


def left_by_return():
    cdef cython.pymutex lock
    return value_under_lock(&lock), lock.locked()


def left_by_loop():
    cdef cython.pymutex lock
    last = None
    for i in range(5):
        with lock:
            if i == 1:
                continue
            last = i
            if i == 2:
                break
    return last, lock.locked()


def left_by_exception():
    cdef cython.pymutex lock
    try:
        with lock:
            held = lock.locked()
            raise ValueError
    except ValueError:
        return held, lock.locked()


cdef cython.pymutex[3] locks


cdef int place():
    calls.append("call")
    return 1


def places():
    calls.clear()
    with locks[place()]:
        states = [locks[1].locked(), locks[0].locked()]
    with locks[2]:
        states.append(locks[2].locked())
    return states + [locks[2].locked()]


def rebound():
    cdef int i = 0
    cdef Owner owner = Owner()
    cdef Owner kept = owner
    with locks[i], owner.lock:
        states = [locks[0].locked(), kept.lock.locked()]
        i = 2
        owner = None
    return states + [locks[0].locked(), kept.lock.locked()]


def through_pointers():
    cdef cython.pymutex lock
    cdef cython.pymutex *pointer = &lock
    with pointer:
        states = [lock.locked()]
    states.append(lock.locked())
    pointer.acquire()
    states.append(pointer[0].locked())
    pointer.release()
    return states + [pointer.locked()]


cdef class Owner:
    cdef cython.pymutex lock
    cdef int value

    def update(self, int value):
        with self.lock:
            self.value = value
        return self.value


cdef class Derived(Owner):
    cdef cython.pythread_type_lock second
    cdef object other

    def update_both(self, int value):
        with self.lock, self.second:
            self.value = value
            self.other = [value]
        return self.value, self.second.locked()


def closure():
    cdef cython.pymutex lock

    def inner():
        with lock:
            states = [lock.locked()]
        return states + [lock.locked()]

    return inner


def generated():
    cdef cython.pymutex lock
    with lock:
        yield lock.locked()
        yield lock.locked()
    yield lock.locked()


def sections():
    cdef cython.pymutex first
    cdef cython.pymutex second
    with cython.critical_section(first):
        x = 1
    with cython.critical_section(&first, second):
        x += 2
    return x, first.locked(), second.locked()


def typed():
    cdef cython.pymutex lock
    cdef cython.pythread_type_lock other
    return cython.typeof(lock), cython.typeof(other), cython.typeof(&lock), sizeof(lock) <= sizeof(other)


def waits():
    cdef cython.pymutex lock
    events = []
    started = threading.Event()

    def work():
        started.set()
        with lock:
            events.append("acquired")

    lock.acquire()
    thread = threading.Thread(target=work)
    thread.start()
    started.wait()
    time.sleep(0.05)
    events.append("released")
    lock.release()
    thread.join()
    return events


def without_gil():
    cdef cython.pymutex lock
    cdef int result
    with nogil:
        with lock:
            result = 7
    return result, lock.locked()


def list_of_states():
    cdef cython.pymutex[2] own
    states = []
    for i in range(2):
        states.append(own[i].locked())
        own[i].acquire()
        states.append(own[i].locked())
    return states


def cleared():
    cdef Py_tss_t key
    return PyThread_tss_is_created(&key)
