# distutils: extra_compile_args = -fopenmp
# cython: language_level=3
"""Parallel blocks: threads, loops that share them, and what is around them: generators, closures,
handlers, other sections.

>>> [numbers(n) for n in range(1, 5)]
[[0], [0, 1], [0, 1, 2], [0, 1, 2, 3]]
>>> same(two_loops, 100)
[(99, 4950, 198, 9900)]
>>> same(repeated)
[(27, 90)]
>>> same(buffers, 50)
[1225]
>>> same(wholes)
[({'first': 9, 'second': 4.5}, (9, 4.5), (9+9j))]
>>> same(private)
[True]
>>> same(broken_loop), same(else_in_block)
([8], [['else']])
>>> same(returned_from_loop), same(returned_from_block)
([True], ['here'])
>>> same(jumps)
[[0, 1, 3]]
>>> same(raised_in_loop)
[('at 3', 'finally')]
>>> same(raised_in_block)
['in block']
>>> same(caught_inside)
[['caught', 'caught']]
>>> same(nested_in_loop_of_block)
[(100, 9)]
>>> same(calls_another)
[450]
>>> same(in_generator)
[[0, 45, 145, 'closed']]
>>> same(in_closure)
[(10, 55)]
>>> same(in_comprehension)
[[0, 1, 3]]
>>> same(in_method)
[(6.0, 'Owner')]
>>> same(in_class_of_python)
[('base', 3)]
>>> same(in_try_finally)
[['body', 'finally', 'outer finally', 'ValueError']]
>>> same(with_manager)
[['enter', 'KeyError', 'exit']]
>>> same(fused_version, 3), same(fused_version, 2.5)
([('long', 30)], [('double', 25.0)])
>>> same(made_functions)
[[0, 1, 4, 9]]
>>> same(views_of_others, 4)
[[[0.0, 1.0, 2.0, 3.0], [0.0, 2.0, 4.0, 6.0]]]
>>> same(held_block)
[True]
>>> names
['i', 'total']
>>> i, total, squares
(9, 45, [0, 1, 4])
"""

import cython
cimport openmp
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


def numbers(int threads):
    cdef int here
    found = set()
    with nogil, parallel(num_threads=threads):
        here = threadid()
        with gil:
            assert here == openmp.omp_get_thread_num()
            found.add(here)
    return sorted(found)


def two_loops(int threads, int n):
    cdef int i, j, total = 0, doubled = 0
    cdef int first = 0, second = 0
    with nogil, parallel(num_threads=threads):
        for i in prange(n, schedule='guided'):
            total += i
            first = i
        for j in prange(0, 2 * n, 2, schedule='dynamic', chunksize=3):
            doubled += j
            second = j
    return first, total, second, doubled


# The same loops again and again: what a later one sets counts.
def repeated(int threads):
    cdef int i, r, total = 0, seen = 0
    with nogil, parallel(num_threads=threads):
        for r in range(3):
            for i in prange(4 * r, 4 * r + 10, schedule='dynamic'):
                seen = i + r * 4 + 2
                total += 3
    return seen, total


# Each thread has memory of its own.
def buffers(int threads, int n):
    cdef int i, k
    cdef int *buffer
    cdef int[:] sums = array('i', [0] * n)
    with nogil, parallel(num_threads=threads):
        buffer = <int *>malloc(sizeof(int) * n)
        if buffer == NULL:
            with gil:
                raise MemoryError()
        for i in prange(n, schedule='dynamic'):
            for k in range(i):
                buffer[k] = 1
            for k in range(i):
                sums[i] += buffer[k]
        free(buffer)
    return sum(sums)


cdef struct Pair:
    int first
    double second


# Structs, C tuples and complex numbers that are set as wholes.
def wholes(int threads):
    cdef int i
    cdef Pair pair = Pair(-1, -1.0)
    cdef (int, double) both = (0, 0.0)
    cdef double complex z = 0
    for i in prange(10, nogil=True, num_threads=threads):
        pair = Pair(i, i / 2.0)
        both = (i, pair.second)
        z = i + 1j * i
        if pair.first != i or both[0] != i or z.imag != i:
            with gil:
                raise ValueError(i)
    return pair, both, z


# A private variable starts with the value from before.
def private(int threads):
    cdef int start = 10, good = 0
    cdef int *counted = &good
    with nogil, parallel(num_threads=threads):
        start = start + threadid()
        if start == 10 + threadid():
            with gil:
                counted[0] = counted[0] + 1
    return counted[0] == threads


def broken_loop(int threads):
    cdef int i
    with nogil, parallel(num_threads=threads):
        for i in prange(10, schedule='static'):
            if i == 8:
                break
    return i


def else_in_block(int threads):
    cdef int i
    found = set()
    with nogil, parallel(num_threads=threads):
        for i in prange(10):
            pass
        else:
            with gil:
                found.add('else')
    return sorted(found)


def returned_from_loop(int threads):
    cdef int i
    with nogil, parallel(num_threads=threads):
        for i in prange(1000, schedule='dynamic'):
            if i == 500:
                with gil:
                    return i == 500
    return 'not here'


def returned_from_block(int threads):
    with nogil, parallel(num_threads=threads):
        with gil:
            return ''.join(['he', 're'])


def jumps(int threads):
    cdef int i
    found = []
    for i in range(10):
        with nogil, parallel(num_threads=threads):
            if i == 2:
                continue
            if i == 4:
                break
        found.append(i)
    else:
        found.append('else')
    return found


def raised_in_loop(int threads):
    cdef int i
    done = []
    try:
        with nogil, parallel(num_threads=threads):
            try:
                for i in prange(10, schedule='dynamic'):
                    if i == 3:
                        with gil:
                            raise ValueError('at 3')
            finally:
                with gil:
                    done.append('finally')
    except ValueError as error:
        assert len(done) == threads
        return str(error), done[0]


def raised_in_block(int threads):
    try:
        with nogil, parallel(num_threads=threads):
            with gil:
                raise ValueError('in block')
    except ValueError as error:
        return str(error)


def caught_inside(int threads):
    cdef int i
    found = []
    with nogil, parallel(num_threads=threads):
        for i in prange(2):
            with gil:
                try:
                    raise ValueError(i)
                except ValueError:
                    found.append('caught')
    return found


def nested_in_loop_of_block(int threads):
    cdef int i, j, total = 0
    with nogil, parallel(num_threads=threads):
        for i in prange(10):
            for j in prange(10):
                total += 1
    return total, j


cdef int inner_sum(int n) noexcept nogil:
    cdef int i, total = 0
    for i in prange(n):
        total += i
    return total


def calls_another(int threads):
    cdef int i, total = 0
    for i in prange(10, nogil=True, num_threads=threads):
        total += inner_sum(10)
    return total


def generate(int threads):
    cdef int i, total = 0
    yield total
    try:
        for i in prange(10, nogil=True, num_threads=threads):
            total += i
        yield total
        with nogil, parallel(num_threads=threads):
            for i in prange(10):
                total += 10
        yield total
    finally:
        yield 'closed'


def in_generator(int threads):
    return list(generate(threads))


def in_closure(int threads):
    cdef int largest = 0
    cdef long total = 0

    def run(int n):
        nonlocal largest, total
        cdef int i
        for i in prange(n + 1, nogil=True, num_threads=threads):
            largest = i
            total += i
    run(10)
    return largest, total


def in_comprehension(int threads):
    def total(int n):
        cdef int i, sum_ = 0
        for i in prange(n, nogil=True, num_threads=threads):
            sum_ += i
        return sum_
    return [total(n) for n in range(1, 4)]


cdef class Owner:
    cdef double[:] items
    cdef double total

    def __init__(self, items):
        self.items = array('d', items)

    def add(self, int threads):
        cdef Py_ssize_t i
        cdef double total = 0
        for i in prange(self.items.shape[0], nogil=True, num_threads=threads):
            total += self.items[i]
        self.total = total
        with nogil, parallel(num_threads=threads):
            with gil:
                name = type(self).__name__
        return self.total, name


def in_method(int threads):
    return Owner([1, 2, 3]).add(threads)


class Base:
    def name(self):
        return 'base'


class Derived(Base):
    def name(self):
        return 'derived'

    def of_base(self, int threads):
        cdef int i, count = 0
        for i in prange(3, nogil=True, num_threads=threads):
            with gil:
                found = super().name()
            count += 1
        return found, count


def in_class_of_python(int threads):
    return Derived().of_base(threads)


def in_try_finally(int threads):
    cdef int i
    done = []
    try:
        try:
            for i in prange(1, nogil=True, num_threads=threads):
                try:
                    with gil:
                        done.append('body')
                        raise ValueError
                finally:
                    with gil:
                        done.append('finally')
        finally:
            done.append('outer finally')
    except ValueError as error:
        done.append(type(error).__name__)
    return done


class Manager:
    def __init__(self, done):
        self.done = done

    def __enter__(self):
        self.done.append('enter')
        return self

    def __exit__(self, kind, value, traceback):
        self.done += [kind.__name__, 'exit']
        return True


def with_manager(int threads):
    cdef int i
    done = []
    with Manager(done) as manager:
        for i in prange(10, nogil=True, num_threads=threads):
            with gil:
                if i == 2:
                    raise KeyError(len(manager.done))
    return done


ctypedef fused number:
    long
    double


cdef add_up(int threads, number each):
    cdef number total = 0
    cdef int i
    for i in prange(10, nogil=True, num_threads=threads):
        total += each
    return cython.typeof(total), total


def fused_version(int threads, each):
    return add_up(threads, <long>each) if isinstance(each, int) else add_up(threads, <double>each)


def made_functions(int threads):
    cdef int i
    functions = {}
    for i in prange(4, nogil=True, num_threads=threads):
        with gil:
            functions[i] = make(i)
    return [functions[k]() for k in range(4)]


def make(k):
    return lambda: k * k


cdef void fill(double[:] row, double factor) noexcept nogil:
    cdef Py_ssize_t i
    for i in range(row.shape[0]):
        row[i] = i * factor


def views_of_others(int threads, int n):
    cdef double[:, :] table = memoryview(array('d', [0.0] * 2 * n)).cast('B').cast('d', (2, n))
    cdef Py_ssize_t i
    for i in prange(2, nogil=True, num_threads=threads):
        fill(table[i], i + 1)
    return [list(table[0]), list(table[1])]


def held_block(int threads):
    seen = []
    with parallel(num_threads=threads):
        seen.append(threadid())
    return sorted(seen) == list(range(threads))


# At module level.
cdef int number_of_round = 0
cdef int sum_of_rounds = 0
squares_found = {}

for number_of_round in prange(10, nogil=True, num_threads=2):
    sum_of_rounds += number_of_round
    if number_of_round < 3:
        with gil:
            squares_found[number_of_round] = number_of_round ** 2

i, total = number_of_round, sum_of_rounds
squares = [squares_found[k] for k in range(3)]
names = sorted(['total', 'i'])
