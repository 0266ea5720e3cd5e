r"""C functions, variables and classes across modules: what each module sees is the same whoever
compiled the other.

C functions by capsule, their optional arguments and exceptions:

>>> import shapes, user
>>> print(*user.functions(), sep="\n")
321
311
111
12.0
8.0
11.0
22.0
7
13
b'blue'
b'green'
(5, 2.5)
(-2+1j)
(1, '-', 2)
(1, 'x', 2)
(1, 'x', 9)
None
5.0
True
-3.0
6.0
('shape 2', 1)
('<square 3>', 7)
>>> user.errors(0)
Traceback (most recent call last):
    ...
ValueError: a hundred
>>> user.errors(1)
Traceback (most recent call last):
    ...
ValueError: negative: -1.0
>>> user.errors(2)
-2.0
>>> user.errors(3)
Traceback (most recent call last):
    ...
LookupError: thirteen
>>> user.errors(4)
Traceback (most recent call last):
    ...
ValueError: factor
>>> user.errors(5)
Traceback (most recent call last):
    ...
OverflowError: too often
>>> user.callbacks()
(1, 2, [4, 5], 2)

C variables:

>>> print(*user.variables(), sep="\n")
(7, 1.5, {'a': 1}, ['x'], 13, 1.0, b'shapes', True, (2+1j), 0.0)
(9, 2.5, {'a': 1}, ['x'], 77, 5.0, 1j)
>>> shapes.see()
(7, 1.5, ['x'], 0, 1.0, True, (2+1j))

Classes: fields, virtual and static methods, inline functions, construction, special methods:

>>> print(*user.objects(), sep="\n")
1006.0
1012.0
<square 4>
<q 3>
3.0
2.0
['tag']
None
9.0
5
2.0
4.0
0
True
False
11
('add', 'Square', 1)
>>> user.attributes()
(8.0, 2.0, 3.0, 'new')
>>> user.stack()
(False, True, [1, 2], True)
>>> user.python_values()
(('shape 1', 1), <class 'shapes.Shape'>, 'Shape')

Methods overridden in another module are called by the module of the base class, also where the
override takes more arguments, and a call of the base's method by its name stays there:

>>> print_methods()
Shape 6.0 12.0
    ('shape 3', 'p 3') 4.0
Circle 109.0 209.0
    ('shape 3', 'p 3') 4.0
Square 1006.0 1012.0
    ('<square 3>', '<p 3>') 4.0
Disc -211.0 -211.0
    ('shape 3', 'p 3') 4.0
Deep 1011.0 1017.0
    ('<square 3>', '<p 3>') 5.0
>>> shapes.measure_circle(shapes.Circle(2)), shapes.measure_circle(user.Disc(2))
((113.0, 209.0, True), (-113.0, -211.0, True))

Exceptions out of overrides, without the GIL:

>>> [user.regions(c(3), i) for c in (shapes.Shape, user.Square) for i in (0, 2)]
[0.0, -1.0, 0.0, 20.0]
>>> user.regions(shapes.Shape(3), 1)
Traceback (most recent call last):
    ...
KeyError: 'risky'
>>> user.regions(user.Square(3), 3)
Traceback (most recent call last):
    ...
IndexError: square
>>> shapes.risky(user.Square(3), 3)
Traceback (most recent call last):
    ...
IndexError: square

Methods of an object and of a class as function pointers:

>>> user.addresses(user.Square(3)), user.addresses(user.Deep(3))
((14.0, 0.0, 10.0), (15.0, 0.0, 10.0))
>>> user.addresses(shapes.Shape(3))
Traceback (most recent call last):
    ...
KeyError: 'risky'

Overrides in Python:

>>> Labelled = type("Labelled", (user.Square,), {"label": lambda self, prefix="py": "py " + prefix})
>>> shapes.label(Labelled(2)), shapes.describe(Labelled(2)), shapes.measure(Labelled(2))
(('py square', 'py p'), ('py square', 1), 1004.0)

Type checks:

>>> user.casts(3)
Traceback (most recent call last):
    ...
TypeError: Cannot convert int to shapes.Circle
>>> user.casts(None)
Traceback (most recent call last):
    ...
TypeError: Cannot convert NoneType to shapes.Circle
>>> user.casts(shapes.Shape())
Traceback (most recent call last):
    ...
TypeError: Cannot convert shapes.Shape to shapes.Circle
>>> user.converted(4)
Traceback (most recent call last):
    ...
TypeError: Cannot convert int to shapes.Circle
>>> user.typed(None)
Traceback (most recent call last):
    ...
TypeError: Argument 'shape' has incorrect type (expected shapes.Shape, got NoneType)
>>> user.typed(user.Deep(6))
6.0

A reference that is lost shows in the number of allocated blocks, or in the types' counts:

>>> lost_references()
(0, [True, True, True, True, True, True])
"""

import contextlib
import gc
import sys

import shapes
import user


class PythonSquare(user.Square):
    def extra_method(self):
        return 1


def print_methods():
    for made in (shapes.Shape, shapes.Circle, user.Square, user.Disc, user.Deep):
        print(made.__name__, shapes.measure(made(3)), shapes.measure(made(3), 2))
        print("   ", shapes.label(made(3)), shapes.grow(made(3), 1))


def use_everything():
    for call in (
        user.functions,
        user.variables,
        user.objects,
        user.callbacks,
        user.attributes,
        user.stack,
        user.python_values,
    ):
        call()
    for which in range(6):
        with contextlib.suppress(ValueError, LookupError, OverflowError):
            user.errors(which)
    for made in classes():
        shape = made(3)
        shapes.measure(shape)
        shapes.label(shape)
    cycle = PythonSquare(1)
    cycle.itself = cycle


def classes():
    return shapes.Shape, shapes.Circle, user.Square, user.Disc, user.Deep, PythonSquare


def lost_references():
    for _ in range(20):
        use_everything()
    gc.collect()
    blocks, counts = sys.getallocatedblocks(), [sys.getrefcount(c) for c in classes()]
    for _ in range(200):
        use_everything()
    gc.collect()
    more = sys.getallocatedblocks() - blocks
    lost = [before == now for before, now in zip(counts, [sys.getrefcount(c) for c in classes()])]
    return more if more > 50 else 0, lost
