# Parallel sections: arguments, variables, what stands in what.

cimport cython.parallel
from cython.parallel cimport prange, parallel, threadid

cdef double[:] view = None


def calls():
    prange(10)  # error: E0589 'prange' can only be iterated over by a for loop
    x = parallel()  # error: E0589 'parallel' can only be entered by a with statement
    return threadid(1)  # error: E0402 'threadid' takes no arguments, 1 given


def arguments(int n):
    cdef int i
    for i in prange(nogil=True):  # error: E0402 'prange' takes 1 to 3 positional arguments, 0 given
        pass
    for i in prange(1, 2, 3, 4, nogil=True):  # error: E0402 'prange' takes 1 to 3 positional arguments, 4 given
        pass
    for i in prange(10, nogil=True, schedule='odd'):  # error: E0590 there is no schedule 'odd'
        pass
    for i in prange(10, nogil=True, schedule=n):  # error: E0550 the arguments of 'prange' have to be known when compiling
        pass
    for i in prange(10, nogil=n):  # error: E0550 the arguments of 'prange' have to be known when compiling # warning: W0130
        pass
    for i in prange(10, nogil=True, chunksize=2):  # error: E0590 chunksize needs a schedule
        pass
    for i in prange(10, nogil=True, schedule='runtime', chunksize=2):  # error: E0590 the schedule 'runtime' brings its own chunksize
        pass
    for i in prange(10, nogil=True, schedule='static', chunksize=0):  # error: E0590 chunksize must be positive
        pass
    for i in prange(10, nogil=True, num_threads=-1):  # error: E0590 num_threads cannot be negative
        pass
    for i in prange(10, nogil=True, threads=1):  # error: E0410 'prange' has no argument 'threads'
        pass
    for i in prange(0, 10, 0, nogil=True):  # error: E0590 a step of 0 leads nowhere
        pass
    with nogil, parallel(3):  # error: E0402 'parallel' takes no positional arguments, 1 given
        pass
    with nogil, parallel(schedule='static'):  # error: E0410 'parallel' has no argument 'schedule'
        pass
    with nogil, parallel:  # error: E0590 'parallel' has to be called
        pass
    with nogil, parallel() as x:  # error: E0525 'as' has no meaning on a parallel section
        pass
    with nogil, parallel():
        for i in prange(10, num_threads=2):  # error: E0590 num_threads belongs to the parallel block around the loop
            pass
        for i in prange(10, use_threads_if=n):  # error: E0590 use_threads_if belongs to the parallel block around the loop
            pass


def counters(n, double x):
    cdef int i
    cdef int a[3]
    cdef int *p = a
    for a[0] in prange(10, nogil=True):  # error: E0591 a parallel loop counts in a variable that is a C number, not in 'a[0]'
        pass
    for p in prange(10, nogil=True):  # error: E0591 a parallel loop counts in a variable that is a C number, not in a 'int *'
        pass
    for n in prange(10, nogil=True):  # error: E0591 a parallel loop counts in a variable that is a C number, not in a Python object # error: E0701
        pass
    for i in prange(n):  # error: E0592 'stop' of a parallel loop has to be a C integer, not 'object' # warning: W0130
        pass
    for i in prange(0, 10, x, nogil=True):  # error: E0592 'step' of a parallel loop has to be a C integer, not 'double'
        pass


def sections():
    cdef int i, j, x
    with nogil, parallel():
        with parallel():  # error: E0593 a parallel block cannot stand in another parallel block
            pass
    for i in prange(10, nogil=True):
        with parallel():  # error: E0593 a parallel block cannot stand in a parallel loop
            pass
    with nogil, parallel():
        x = 1
        for i in prange(10):
            x = i  # error: E0594 'x' is set by a parallel loop and by the block around it
    with parallel():  # warning: W0130 the parallel block holds the GIL
        pass


def reductions(o):
    cdef int i, j, s = 0, t = 0
    for i in prange(10, nogil=True):
        s += i
        s *= i  # error: E0595 's' is a reduction: by '*=' here and by '+=' before
    for i in prange(10, nogil=True):
        s += i
        t = s  # error: E0595 's' is a reduction: each thread has only a part of it while the loop runs
    for i in prange(10, nogil=True):
        s += i
        for j in prange(10):
            t = s  # error: E0595 's' is a reduction: each thread has only a part of it while the loop runs
    for i in prange(10, nogil=True):
        with gil:
            o += i  # error: E0595 'o' is a reduction: a Python object cannot be one
    with nogil, parallel():
        s += 1  # error: E0595 's' is a reduction: a parallel block has none


def views(double[:, :] table):
    cdef int i
    cdef double[:] row
    for i in prange(10, nogil=True):
        row = table[i]  # error: E0596 the memoryview or buffer 'row' is set in a parallel section, whose threads share it


def suspended():
    cdef int i
    for i in prange(10, nogil=True):
        with gil:
            yield i  # error: E0597 'yield' in a parallel section, which other threads run as well


def sets_buffer(object[double] a, other):
    cdef int i
    for i in prange(10, nogil=True):
        with gil:
            a = other  # error: E0596 the memoryview or buffer 'a' is set
    return a


cdef int shared_counter, other_counter

cdef void set_counter() noexcept:
    global shared_counter
    shared_counter = 3


def after_a_block(int n):
    cdef int i, own = 7, kept = 1, sometimes = 2, last, counted
    with nogil, parallel():
        own = 1
        if n:
            sometimes = 3
        counted = kept
        for i in prange(n):
            last = i
    print(last, kept)
    print(own)  # error: E0705 'own' has no value after the parallel block, in which each thread had its own
    own = 2
    if n > 3:
        sometimes = 4
    print(own, sometimes)
    return counted  # error: E0705


def in_a_loop(int n):
    cdef int own
    while n:
        own = n
        print(own)
        with nogil, parallel():
            own = 3
        n -= 1
    return own  # error: E0705


shared_counter = 1
while shared_counter:
    print(shared_counter)
    with nogil, parallel():
        shared_counter = 0
        other_counter = 1
    print(other_counter)  # error: E0705 'other_counter' has no value after the parallel block
    shared_counter = 0
with nogil, parallel():
    shared_counter = 2
set_counter()
print(shared_counter)
