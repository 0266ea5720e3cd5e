"""Generators: trees that are walked by `yield from`, pipelines, and generators that are sent to.

Exercises starting, resuming and ending generators, also those that are left early.
"""


class Tree:
    """A sorted binary tree that is iterated in order."""

    def __init__(self, left, value, right):
        self.left = left
        self.value = value
        self.right = right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right

    def downward(self):
        if self.right is not None:
            for value in self.right.downward():
                yield value  # noqa: UP028
        yield self.value
        if self.left is not None:
            for value in self.left.downward():
                yield value  # noqa: UP028


def make_tree(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Tree(make_tree(low, middle), middle, make_tree(middle + 1, high))


def count_from(start):
    while True:
        yield start
        start += 1


def take(count, values):
    if count <= 0:
        return
    for value in values:
        yield value
        count -= 1
        if count == 0:
            return


def keep(condition, values):
    for value in values:
        if condition(value):
            yield value


def pairs(values):
    before = None
    for value in values:
        if before is not None:
            yield before, value
        before = value


def without_multiples(prime, values):
    return (value for value in values if value % prime)


def primes():
    """Generate primes with a generator a prime."""
    values = count_from(2)
    while True:
        prime = next(values)
        yield prime
        values = without_multiples(prime, values)


def running_mean():
    """Take numbers, give the mean of all so far."""
    total = count = 0
    mean = None
    while True:
        value = yield mean
        if value is None:
            return total
        total += value
        count += 1
        mean = total / count


def collect(totals):
    """Delegate to one mean after the other, and collect their totals."""
    while True:
        totals.append((yield from running_mean()))


def walk_trees(size):
    total = 0
    tree = make_tree(0, size)
    for place, value in enumerate(tree):
        total += place * value
    for first, second in zip(tree, tree.downward()):
        total += first - second
    return total


def run_pipeline(count):
    total = 0
    odd = keep(lambda value: value % 2, count_from(0))
    for before, value in pairs(take(count, odd)):
        total += before * value % 7
    return total + sum(value * value for value in take(count, count_from(1)))


def send_values(count):
    totals = []
    collector = collect(totals)
    next(collector)
    last = 0.0
    for number in range(1, count):
        if number % 100 == 0:
            collector.send(None)
        else:
            last = collector.send(number)
    collector.close()
    return sum(totals), last


def run(scale=1):
    """Return a figure of each kind."""
    size = max(10, round(105000 * scale))
    found = list(take(max(5, round(340 * scale**0.5)), primes()))
    return walk_trees(size), run_pipeline(size), found[-1], send_values(size * 2)
