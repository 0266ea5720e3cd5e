# A lock stays where it is.
cimport cython


cdef takes_a_lock(cython.pymutex lock):
    pass


cdef struct Pair:
    int number


cdef cython.pymutex returned():
    cdef cython.pymutex lock
    cdef cython.pythread_type_lock other
    cdef object anything
    cdef Pair pair
    takes_a_lock(lock)  # error: E0543 'cython.pymutex' cannot be copied
    copy = lock  # error: E0543
    anything = lock  # error: E0401 cannot convert 'cython.pymutex' to 'object'
    other = lock  # error: E0543
    lock.acquire(1)  # error: E0402 'acquire' takes 0 arguments, 1 given
    lock.close()  # error: E0403 'cython.pymutex' has no attribute 'close'
    pair.acquire()  # error: E0403
    with lock as held:  # error: E0525
        pass
    with cython.critical_section(lock, anything):  # error: E0540
        pass
    print(lock.locked)  # error: E0403
    return lock  # error: E0543
