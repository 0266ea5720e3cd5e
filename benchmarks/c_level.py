"""The programs of c_level.pyx in plain Python, where that makes sense."""

from math import sqrt


def _fib(n):
    return n if n < 2 else _fib(n - 1) + _fib(n - 2)


def fibonacci(n):
    """Call a function recursively."""
    return _fib(n)


def primes(count):
    """Find the first primes."""
    found = []
    n = 2
    while len(found) < count:
        for prime in found:
            if n % prime == 0:
                break
        else:
            found.append(n)
        n += 1
    return found[-1]


def xorshift(count):
    """Sum random bytes."""
    state, total = 88172645463325252, 0
    for _ in range(count):
        state ^= (state << 13) & 0xFFFFFFFFFFFFFFFF
        state ^= state >> 7
        state ^= (state << 17) & 0xFFFFFFFFFFFFFFFF
        total += state & 255
    return total


def power_double(count):
    """Compute powers of floats."""
    x = total = 0.0
    for _ in range(count):
        x += 0.001
        total += x**3 - x**2
    return total


def power_int(count):
    """Compute powers of ints."""
    total = 0
    for i in range(count):
        total ^= i**3 + i**2
    return total


def edit_distance(left, right):
    """Return how many edits make one text the other."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left):
        diagonal = row[0]
        row[0] = i + 1
        for j, b in enumerate(right, 1):
            above = row[j]
            best = diagonal if a == b else diagonal + 1
            if above + 1 < best:  # noqa: PLR1730
                best = above + 1
            if row[j - 1] + 1 < best:  # noqa: PLR1730
                best = row[j - 1] + 1
            row[j] = best
            diagonal = above
    return row[-1]


def hash_bytes(data):
    """Hash bytes."""
    result = 2166136261
    for c in data:
        result = ((result ^ c) * 16777619) & 0xFFFFFFFF
    return result


def count_words(text):
    """Count the words of a text."""
    words, inside = 0, False
    for c in text:
        if c in (" ", "\n"):
            inside = False
        elif not inside:
            inside = True
            words += 1
    return words


class Body:
    """A body among others."""

    def __init__(self, i):
        """Place the body by its number."""
        self.x, self.y, self.z = i * 1.5, i * i * 0.25, 1.0 / (i + 1)
        self.vx, self.vy, self.vz = 0.01 * i, 0.02, -0.01 * i
        self.mass = 1.0 / (i + 2)


def _advance(bodies, dt):
    count = len(bodies)
    for i in range(count):
        a = bodies[i]
        for j in range(i + 1, count):
            b = bodies[j]
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
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


def n_body(steps):
    """Move bodies."""
    bodies = [Body(i) for i in range(5)]
    for _ in range(steps):
        _advance(bodies, 0.001)
    return bodies[0].x + bodies[0].y + bodies[0].z


class Node:
    """A node of a tree."""

    def __init__(self, value):
        """Make a leaf."""
        self.left = self.right = None
        self.value = value


def _grow(depth, value):
    node = Node(value)
    if depth > 0:
        node.left = _grow(depth - 1, 2 * value)
        node.right = _grow(depth - 1, 2 * value + 1)
    return node


def _total_of(node):
    if node is None:
        return 0
    return node.value + _total_of(node.left) + _total_of(node.right)


def tree_build(depth):
    """Build a tree."""
    return _grow(depth, 1).right.value


_kept_tree = _grow(12, 1)


def tree_walk(rounds):
    """Walk a tree."""
    total = 0
    for i in range(rounds):
        _kept_tree.value = i
        total += _total_of(_kept_tree)
    return total


class Shape:
    """A shape with a side."""

    def __init__(self, side):
        """Make a shape."""
        self.side = side

    def scaled(self, factor):
        """Return the side, longer."""
        return self.side * factor


class Square(Shape):
    """A square."""

    def area(self):
        """Return the area."""
        return self.side * self.side


class Circle(Shape):
    """A circle."""

    def area(self):
        """Return the area."""
        return self.side * self.side * 3.14


def virtual_calls(count):
    """Call methods that are overridden."""
    shapes = [Square(float(i)) if i % 3 else Circle(float(i)) for i in range(64)]
    total = 0.0
    for i in range(count):
        total += shapes[i & 63].area()
    return total


def cpdef_methods(count):
    """Call a method."""
    shape = Square(1.5)
    total = 0.0
    for i in range(count):
        total += shape.scaled(i)
    return total


def _collatz(n):
    return n // 2 if n % 2 == 0 else 3 * n + 1


def cpdef_functions(count):
    """Call a function."""
    total = 0
    for i in range(1, count):
        n = i
        while n > 4:
            n = _collatz(n)
            total += 1
    return total


def cpdef_from_python(count):
    """Have the interpreter call a function."""
    return sum(map(_collatz, range(count)))
