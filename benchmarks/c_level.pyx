# Programs of C types, cdef classes and C functions; c_level.c has the same in C, c_level.py in plain Python.
from libc.math cimport sqrt
from libc.stdint cimport uint64_t
from libc.stdlib cimport free, malloc, qsort


# --- Numbers --------------------------------------------------------------------------------------
cdef long fib(long n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def fibonacci(long n):
    return fib(n)


def primes(int count):
    cdef int[1000] found
    cdef int n = 2, length = 0, i
    while length < count:
        for i in range(length):
            if n % found[i] == 0:
                break
        else:
            found[length] = n
            length += 1
        n += 1
    return found[count - 1]


def xorshift(long count):
    cdef uint64_t state = 88172645463325252, total = 0
    cdef long i
    for i in range(count):
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        total += state & 255
    return total


def power_double(long count):
    cdef double x = 0, total = 0
    cdef long i
    for i in range(count):
        x += 0.001
        total += x ** 3 - x ** 2
    return total


def power_int(long count):
    cdef long total = 0, i
    for i in range(count):
        total ^= i ** 3 + i ** 2
    return total


# --- Pointers -------------------------------------------------------------------------------------
cdef void fill(int *values, long count) noexcept:
    cdef uint64_t state = 88172645463325252
    cdef long i
    for i in range(count):
        state = state * 6364136223846793005ULL + 1442695040888963407ULL
        values[i] = <int>(state >> 40)


cdef void sort_range(int *values, long first, long last) noexcept:
    cdef long i = first, j = last
    cdef int pivot = values[(first + last) // 2], kept
    while i <= j:
        while values[i] < pivot:
            i += 1
        while values[j] > pivot:
            j -= 1
        if i <= j:
            kept = values[i]
            values[i] = values[j]
            values[j] = kept
            i += 1
            j -= 1
    if first < j:
        sort_range(values, first, j)
    if i < last:
        sort_range(values, i, last)


cdef int compare_ints(const void *left, const void *right) noexcept nogil:
    cdef int a = (<const int *>left)[0], b = (<const int *>right)[0]
    return (a > b) - (a < b)


def quicksort(long count):
    cdef int *values = <int *>malloc(count * sizeof(int))
    if values is NULL:
        raise MemoryError
    try:
        fill(values, count)
        sort_range(values, 0, count - 1)
        return values[count // 2]
    finally:
        free(values)


def qsort_callback(long count):
    cdef int *values = <int *>malloc(count * sizeof(int))
    if values is NULL:
        raise MemoryError
    try:
        fill(values, count)
        qsort(values, count, sizeof(int), compare_ints)
        return values[count // 2]
    finally:
        free(values)


# --- Text -----------------------------------------------------------------------------------------
def edit_distance(str left, str right):
    cdef Py_ssize_t i, j, width = len(right) + 1
    cdef int *row = <int *>malloc(width * sizeof(int))
    cdef int diagonal, above, best
    cdef Py_UCS4 a, b
    if row is NULL:
        raise MemoryError
    try:
        for j in range(width):
            row[j] = <int>j
        for i in range(len(left)):
            a = left[i]
            diagonal = row[0]
            row[0] = <int>i + 1
            for j in range(1, width):
                b = right[j - 1]
                above = row[j]
                best = diagonal if a == b else diagonal + 1
                if above + 1 < best:
                    best = above + 1
                if row[j - 1] + 1 < best:
                    best = row[j - 1] + 1
                row[j] = best
                diagonal = above
        return row[width - 1]
    finally:
        free(row)


def hash_bytes(bytes data):
    cdef unsigned int result = 2166136261
    cdef unsigned char c
    for c in data:
        result = (result ^ c) * 16777619
    return result


def count_words(str text):
    cdef long words = 0
    cdef bint inside = False
    cdef Py_UCS4 c
    for c in text:
        if c == u' ' or c == u'\n':
            inside = False
        elif not inside:
            inside = True
            words += 1
    return words


# --- Classes --------------------------------------------------------------------------------------
cdef class Body:
    cdef double x, y, z, vx, vy, vz, mass


cdef Body make_body(int i):
    cdef Body body = Body.__new__(Body)
    body.x = i * 1.5
    body.y = i * i * 0.25
    body.z = 1.0 / (i + 1)
    body.vx = 0.01 * i
    body.vy = 0.02
    body.vz = -0.01 * i
    body.mass = 1.0 / (i + 2)
    return body


cdef void advance(list bodies, double dt):
    cdef Py_ssize_t i, j, count = len(bodies)
    cdef Body a, b
    cdef double dx, dy, dz, square, magnitude
    for i in range(count):
        a = <Body>bodies[i]
        for j in range(i + 1, count):
            b = <Body>bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            square = dx * dx + dy * dy + dz * dz
            magnitude = dt / (square * sqrt(square))
            a.vx -= dx * b.mass * magnitude
            a.vy -= dy * b.mass * magnitude
            a.vz -= dz * b.mass * magnitude
            b.vx += dx * a.mass * magnitude
            b.vy += dy * a.mass * magnitude
            b.vz += dz * a.mass * magnitude
    for a in bodies:
        a.x += dt * a.vx
        a.y += dt * a.vy
        a.z += dt * a.vz


def n_body(long steps):
    cdef list bodies = [make_body(i) for i in range(5)]
    cdef Body first = <Body>bodies[0]
    cdef long step
    for step in range(steps):
        advance(bodies, 0.001)
    return first.x + first.y + first.z


cdef class Node:
    cdef Node left, right
    cdef long value

    def __init__(self, long value):
        self.value = value


cdef Node grow(int depth, long value):
    cdef Node node = Node(value)
    if depth > 0:
        node.left = grow(depth - 1, 2 * value)
        node.right = grow(depth - 1, 2 * value + 1)
    return node


cdef long total_of(Node node):
    if node is None:
        return 0
    return node.value + total_of(node.left) + total_of(node.right)


def tree_build(int depth):
    return grow(depth, 1).right.value


cdef Node kept_tree = grow(12, 1)


def tree_walk(long rounds):
    cdef long total = 0, i
    for i in range(rounds):
        kept_tree.value = i
        total += total_of(kept_tree)
    return total


cdef class Shape:
    cdef double side

    def __init__(self, double side):
        self.side = side

    cdef double area(self):
        return 0

    cpdef double scaled(self, double factor):
        return self.side * factor


cdef class Square(Shape):
    cdef double area(self):
        return self.side * self.side


cdef class Circle(Shape):
    cdef double area(self):
        return self.side * self.side * 3.14


def virtual_calls(long count):
    cdef list shapes = [Square(i) if i % 3 else Circle(i) for i in range(64)]
    cdef Shape shape
    cdef double total = 0
    cdef long i
    for i in range(count):
        shape = <Shape>shapes[i & 63]
        total += shape.area()
    return total


def cpdef_methods(long count):
    cdef Shape shape = Square(1.5)
    cdef double total = 0
    cdef long i
    for i in range(count):
        total += shape.scaled(i)
    return total


cpdef long collatz(long n):
    return n // 2 if n % 2 == 0 else 3 * n + 1


def cpdef_functions(long count):
    cdef long i, n, total = 0
    for i in range(1, count):
        n = i
        while n > 4:
            n = collatz(n)
            total += 1
    return total


def cpdef_from_python(long count):
    return sum(map(collatz, range(count)))
