# distutils: extra_compile_args = -fopenmp
# cython: language_level=3
"""Parallel loops in threads: schedules, reductions, values after the loop, ways out.

Each example gives the same for one thread and for eight.

>>> same(sums, 0), same(sums, 1), same(sums, 1000)
([(-1, 0)], [(0, 0)], [(999, 499500)])
>>> same(scheduled, 100) == [[list(range(100))] * 9]
True
>>> same(bounds, 0, 10, 3), same(bounds, 10, 0, -3), same(bounds, 3, 3, 1), same(bounds, 0, 10, -1)
([[0, 3, 6, 9]], [[10, 7, 4, 1]], [[]], [[]])
>>> same(bounds, -2147483648, 2147483647, 1 << 30)
[[-2147483648, -1073741824, 0, 1073741824]]
>>> bounds(4, 0, 10, 0)
Traceback (most recent call last):
    ...
ValueError: range() arg 3 must not be zero
>>> same(limits) == [limits_expected()]
True
>>> same(operators)
[(4950, -4950, True, 65408, 127, 3, 0)]
>>> same(types)
[(190, 190, 190, 190, 190.0, 190.0, (190+0j), 190)]
>>> same(twice)
[(45, 36)]
>>> same(last)
[(9, 81, 90)]
>>> same(broken, 100, 60), same(broken, 100, 100)
([(60, 60, False)], [(99, 99, True)])
>>> same(continued, 10)
[20]
>>> same(returned, 100, 70), same(returned, 100, 200), same(returned_nothing)
([70], [-1], [None])
>>> same(returned_object, 3), same(returned_object, 20)
(['found 3'], [None])
>>> same(returned_struct)
[{'x': 5, 'y': 2.5}]
>>> same(raised, 10)
['at 5']
>>> same(raised_twice)
['first']
>>> same(bounds_checked, 10), same(bounds_checked, 11)
([10.0], ['Out of bounds on buffer access (axis 0)'])
>>> same(divided)
['float division']
>>> same(nested, 10)
[(2025, 9, 9)]
>>> same(nested_broken, 10)
[20]
>>> same(else_clause, 5), same(else_clause, 3)
(['broken'], ['else'])
>>> same(condition, 0), same(condition, 1) != []
([1], True)
>>> same(held)
[(45, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])]
>>> same(unbound)
[(None, 'unbound')]
>>> same(captured, 10)
[[0, 1, 3, 6, 10, 15, 21, 28, 36, 45]]
>>> same(globals_too)
[(9, 45)]
>>> same(shared_memory)
[([0, 1, 4, 9], {'x': 6, 'y': 4.0}, 7)]
>>> same(views, 1000) == [(499500.0, [999.0, 998.0, 997.0])]
True
>>> same(containers)
[['0', '1', '2', '3', '4']]
>>> same(handled)
[['0', 'odd', '2', 'odd', '4', 'odd']]
>>> same(uncaught_in_handler)
[('KeyError', 'ValueError')]
>>> no_gil_function(8)
4950
>>> chunk_larger_than_all(4)
45
"""

import cython
from cython.parallel import prange, parallel, threadid
from libc.stdlib cimport malloc, free
from array import array


def same(function, *arguments):
    """The results for 1 to 8 threads, each once."""
    found = []
    for threads in range(1, 9):
        result = function(threads, *arguments)
        if result not in found:
            found.append(result)
    return found


def sums(int threads, int n):
    cdef int i = -1, total = 0
    for i in prange(n, nogil=True, num_threads=threads):
        total += i
    return i, total


def scheduled(int threads, int n):
    cdef int i
    cdef int[:] seen
    found = []
    views = [array('i', [0] * n) for _ in range(9)]
    seen = views[0]
    for i in prange(n, nogil=True, num_threads=threads, schedule='static'):
        seen[i] += i
    seen = views[1]
    for i in prange(n, nogil=True, num_threads=threads, schedule='static', chunksize=1):
        seen[i] += i
    seen = views[2]
    for i in prange(n, nogil=True, num_threads=threads, schedule='static', chunksize=7):
        seen[i] += i
    seen = views[3]
    for i in prange(n, nogil=True, num_threads=threads, schedule='dynamic'):
        seen[i] += i
    seen = views[4]
    for i in prange(n, nogil=True, num_threads=threads, schedule='dynamic', chunksize=n):
        seen[i] += i
    seen = views[5]
    for i in prange(n, nogil=True, num_threads=threads, schedule='guided'):
        seen[i] += i
    seen = views[6]
    for i in prange(n, nogil=True, num_threads=threads, schedule='guided', chunksize=3):
        seen[i] += i
    seen = views[7]
    for i in prange(n, nogil=True, num_threads=threads, schedule='runtime'):
        seen[i] += i
    seen = views[8]
    with nogil, parallel(num_threads=threads):
        for i in prange(n, schedule='dynamic', chunksize=2):
            seen[i] += i
    return [list(view) for view in views]


def bounds(int threads, int start, int stop, int step):
    cdef int i
    found = set()
    for i in prange(start, stop, step, nogil=True, num_threads=threads, schedule='dynamic'):
        with gil:
            assert i not in found
            found.add(i)
    return [i for i in range(start, stop, step) if i in found and len(found) == len(range(start, stop, step))]


# Counters at the ends of their types.
def limits(int threads):
    cdef unsigned long u, top = 0xFFFFFFFFFFFFFFFF, sum_u = 0
    cdef long s, low = -0x7FFFFFFFFFFFFFFF - 1, sum_s = 0, high = 0x7FFFFFFFFFFFFFFF
    cdef unsigned char c, sum_c = 0
    cdef long rounds = 0, wide = 0
    for u in prange(top - 5, top, nogil=True, num_threads=threads):
        sum_u += top - u
    for s in prange(low, low + 10, 3, nogil=True, num_threads=threads, schedule='dynamic'):
        sum_s += s - low
    for s in prange(high, high - 10, -3, nogil=True, num_threads=threads):
        sum_s += high - s
    for c in prange(<unsigned char>250, <unsigned char>255, nogil=True, num_threads=threads):
        sum_c += 255 - c
    for s in prange(low, high, <long>1 << 60, nogil=True, num_threads=threads, schedule='guided'):
        rounds += 1
    for u in prange(<unsigned long>0, top, <unsigned long>1 << 62, nogil=True, num_threads=threads):
        wide += 1
    return sum_u, sum_s, sum_c, rounds, wide, u, s, c


def limits_expected():
    return 15, 36, 15, 16, 4, 3 << 62, 0x7000000000000000, 254


def operators(int threads):
    cdef long i, plus = 0, minus = 0, times = 1, expected = 1
    cdef long conjunction = 0xFFFF, disjunction = 0, exclusive = 3, none = 0
    for i in prange(100, nogil=True, num_threads=threads, schedule='dynamic', chunksize=3):
        plus += i
        minus -= i
        times *= i % 7 + 1
        conjunction &= ~i
        disjunction |= i
        exclusive ^= i
    for i in prange(0, nogil=True, num_threads=threads):
        none += 1
    for i in range(100):
        expected *= i % 7 + 1
    return plus, minus, times == expected, conjunction, disjunction, exclusive, none


def types(int threads):
    cdef int i
    cdef char a = 0
    cdef unsigned char b = 0
    cdef short c = 0
    cdef long long d = 0
    cdef float e = 0
    cdef double f = 0
    cdef double complex g = 0
    cdef size_t h = 0
    for i in prange(20, nogil=True, num_threads=threads):
        a += i
        b += i
        c += i
        d += i
        e += i
        f += i
        g += i
        h += i
    return a & 255, b, c, d, e, f, g, h


# A loop that runs again starts from what the one before has left.
def twice(int threads):
    cdef int i, total = 0, other = 1
    for i in prange(5, nogil=True, num_threads=threads):
        total += i
    for i in prange(5, 10, nogil=True, num_threads=threads):
        total += i
        other += i
    return total, other


# What the last round has set counts.
def last(int threads):
    cdef int i, square = 0, sum_ = 0
    for i in prange(10, nogil=True, num_threads=threads, schedule='dynamic'):
        square = i * i
        sum_ = square + i
    return i, square, sum_


def broken(int threads, int n, int at):
    cdef int i, seen = 0
    cdef bint ended = False
    for i in prange(n, nogil=True, num_threads=threads):
        seen = i
        if i == at:
            break
    else:
        ended = True
    return i, seen, ended


def continued(int threads, int n):
    cdef int i, total = 0
    for i in prange(n, nogil=True, num_threads=threads):
        if i % 2:
            continue
        total += i
    return total


cdef int find(int threads, int n, int wanted) noexcept nogil:
    cdef int i
    for i in prange(n, num_threads=threads):
        if i == wanted:
            return i
    return -1


def returned(int threads, int n, int wanted):
    return find(threads, n, wanted)


def returned_nothing(int threads):
    cdef int i
    for i in prange(10, nogil=True, num_threads=threads):
        if i == 4:
            return
    return 'end'


def returned_object(int threads, int wanted):
    cdef int i
    with nogil:
        try:
            for i in prange(10, num_threads=threads):
                if i == wanted:
                    with gil:
                        return f'found {i}'
        finally:
            with gil:
                wanted = 0


cdef struct Point:
    int x
    double y


cdef Point find_point(int threads) noexcept nogil:
    cdef int i
    cdef Point point
    for i in prange(10, num_threads=threads):
        if i == 5:
            point.x = i
            point.y = i / 2.0
            return point
    return point


def returned_struct(int threads):
    return find_point(threads)


def raised(int threads, int n):
    cdef int i, total = 0
    try:
        for i in prange(n, nogil=True, num_threads=threads):
            if i == 5:
                with gil:
                    raise ValueError(f'at {i}')
            total += i
    except ValueError as error:
        entries = []
        traceback = error.__traceback__
        while traceback is not None:
            entries.append(traceback.tb_frame.f_code.co_name)
            traceback = traceback.tb_next
        assert entries == ['raised'], entries
        return str(error)


# Each thread raises; one exception comes, and no other is lost in the state of a thread.
def raised_twice(int threads):
    cdef int i
    try:
        for i in prange(100, nogil=True, num_threads=threads):
            with gil:
                raise ValueError('first')
    except ValueError as error:
        found = str(error)
    for i in prange(100, nogil=True, num_threads=threads):
        with gil:
            pass
    return found


def bounds_checked(int threads, int n):
    cdef double[:] view = array('d', [1.0] * 10)
    cdef double total = 0
    cdef int i
    try:
        for i in prange(n, nogil=True, num_threads=threads):
            total += view[i]
        return total
    except IndexError as error:
        return str(error)


def divided(int threads):
    cdef int i
    cdef double x = 0
    try:
        for i in prange(10, nogil=True, num_threads=threads):
            x = 1.0 / (i - 7)
    except ZeroDivisionError as error:
        return str(error)
    return x


def nested(int threads, int n):
    cdef int i, j, total = 0
    for i in prange(n, nogil=True, num_threads=threads):
        for j in prange(n):
            total += i * j
    return total, i, j


def nested_broken(int threads, int n):
    cdef int i, j, total = 0
    for i in prange(n, nogil=True, num_threads=threads):
        for j in prange(n):
            if j == 2:
                break
            total += 1
    return total


def else_clause(int threads, int n):
    cdef int i
    result = 'none'
    for i in prange(n, nogil=True, num_threads=threads):
        if i == 4:
            with gil:
                result = 'broken'
            break
    else:
        with gil:
            result = 'else'
    return result


def condition(int threads, bint use):
    cdef int i, most = 0
    cdef int[:] numbers = array('i', [0] * 64)
    for i in prange(64, nogil=True, num_threads=threads, use_threads_if=use):
        numbers[i] = threadid()
    return max(numbers) + 1


# A section that keeps the GIL: one thread at a time, each takes it.
def held(int threads):
    cdef int i, total = 0
    found = []
    for i in prange(10, num_threads=threads):
        found.append(i)
        total += i
    return total, sorted(found)


def unbound(int threads):
    cdef int i
    for i in prange(10, nogil=True, num_threads=threads):
        if i == 20:
            with gil:
                missing = other = str(i)
    try:
        with nogil, parallel(num_threads=threads):
            with gil:
                other
    except UnboundLocalError:
        other = 'unbound'
    if threads > 8:
        missing = str(threads)
    try:
        return missing, other
    except UnboundLocalError:
        return None, other


def captured(int threads, int n):
    cdef int i, total
    results = []

    def add(int k):
        nonlocal total
        cdef int i
        for i in prange(k, nogil=True, num_threads=threads):
            total += i
        results.append(total)
    for i in range(n):
        total = 0
        add(i + 1)
    return results


cdef int counter = 0
cdef long counted = 0


def globals_too(int threads):
    global counter, counted
    counted = 0
    for counter in prange(10, nogil=True, num_threads=threads):
        counted += counter
    return counter, counted


def shared_memory(int threads):
    cdef int squares[4]
    cdef Point point
    cdef int i, seven = 0
    cdef int *pointer = &seven
    point.x = point.y = 0
    for i in prange(4, nogil=True, num_threads=threads):
        squares[i] = i * i
        if i == 3:
            point.x = i * 2
            point.y = 4
            pointer[0] = 7
    return list(squares), point, seven


def views(int threads, int n):
    cdef double[::1] numbers = array('d', range(n))
    cdef double[:] backward = numbers.copy()[::-1]
    cdef double total = 0
    cdef Py_ssize_t i
    for i in prange(numbers.shape[0], nogil=True, num_threads=threads):
        backward[i] = numbers[i]
        total += numbers[i]
    return total, [backward[n - 1], backward[n - 2], backward[n - 3]]


def containers(int threads):
    cdef int i
    texts = {}
    for i in prange(5, nogil=True, num_threads=threads):
        with gil:
            texts[i] = [str(k) for k in range(i, i + 1)][0]
    return [texts[i] for i in range(5)]


def handled(int threads):
    cdef int i
    found = [None] * 6
    for i in prange(6, nogil=True, num_threads=threads):
        with gil:
            try:
                if i % 2:
                    raise ValueError('odd')
                found[i] = str(i)
            except ValueError as error:
                found[i] = str(error)
    return found


def uncaught_in_handler(int threads):
    cdef int i
    try:
        for i in prange(8, nogil=True, num_threads=threads):
            with gil:
                try:
                    raise ValueError(i)
                except ValueError:
                    raise KeyError(i)
    except KeyError as error:
        return type(error).__name__, type(error.__context__).__name__


cdef long sum_without_gil(int threads, int n) noexcept nogil:
    cdef int i
    cdef long total = 0
    for i in prange(n, num_threads=threads, schedule='static', chunksize=1):
        with gil:
            str(i)
        total += i
    return total


# It is called with the GIL, and gives it up for its threads.
def no_gil_function(int threads):
    return sum_without_gil(threads, 100)


def chunk_larger_than_all(int threads):
    cdef int i, total = 0
    for i in prange(10, nogil=True, num_threads=threads, schedule='static', chunksize=2147483647):
        total += i
    return total
