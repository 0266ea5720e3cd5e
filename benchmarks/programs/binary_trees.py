"""Binary trees: many small trees that live shortly beside one that lives long.

Exercises the making and freeing of objects and tuples, and recursive functions and methods.
"""


class Node:
    """A node of two trees, or a leaf."""

    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


class Labelled:
    """A node with a label, whose attributes are in a dictionary."""

    def __init__(self, label, left=None, right=None):
        self.label = label
        self.left = left
        self.right = right

    def insert(self, label):
        node = self
        while True:
            if label < node.label:
                if node.left is None:
                    node.left = Labelled(label)
                    return
                node = node.left
            else:
                if node.right is None:
                    node.right = Labelled(label)
                    return
                node = node.right

    def total(self, depth=1):
        result = self.label * depth
        if self.left is not None:
            result += self.left.total(depth + 1)
        if self.right is not None:
            result += self.right.total(depth + 1)
        return result


def make_nodes(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make_nodes(depth - 1), make_nodes(depth - 1))


def make_tuples(depth):
    if depth == 0:
        return (None, None)
    return (make_tuples(depth - 1), make_tuples(depth - 1))


def count_tuples(tree):
    left, right = tree
    if left is None:
        return 1
    return 1 + count_tuples(left) + count_tuples(right)


def compare_depths(deepest):
    """Return for each depth how many nodes many trees of that depth have."""
    kept = make_nodes(deepest)
    counts = []
    for depth in range(4, deepest + 1, 2):
        trees = 1 << (deepest - depth)
        total = 0
        for _ in range(trees):
            total += make_nodes(depth).count() + count_tuples(make_tuples(depth))
        counts.append((trees, depth, total))
    return counts, kept.count()


def search_tree(size):
    """Return a figure of an unbalanced tree of numbers."""
    state = 7
    root = Labelled(5000)
    for _ in range(size):
        state = (state * 1103515245 + 12345) % 2147483648
        root.insert(state // 65536 % 10000)
    return root.total()


def run(scale=1):
    """Return the counts, and the figure of a search tree."""
    deepest = 4
    while deepest < 16 and 2 ** (deepest + 1) <= 60000 * scale:
        deepest += 1
    return compare_depths(deepest), search_tree(max(1, round(40000 * scale)))
