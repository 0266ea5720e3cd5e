"""Packages whose modules cimport one another: relatively, in circles, by `*` and under other names.

Whoever is imported first, both of a circle are there:

>>> import box.right, box.left
>>> type(box.left.pair(1, 2).twin()).__name__
'Left'
>>> box.left.total(box.left.pair(1, 2))
4
>>> box.left.total(box.left.pair(1, 2), 5)
9
>>> box.right.lonely(4)
4
>>> box.right.back(3)
(33, 3, True)
>>> box.left.left_steps()
5

A subclass in another package:

>>> import box.inner.leaf as leaf
>>> leaf.both(5, 6)
(-11, 0, 'Leaf')
>>> box.left.total(leaf.leaf_of(8))
-8
>>> box.left.total(leaf.leaf_of(13))
Traceback (most recent call last):
    ...
ValueError: thirteen in the leaf
>>> leaf.clipped(3), leaf.clipped(30)
((3, 12, 4, 0), (12, 12, 4, 0))
>>> leaf.steps(), box.left.left_steps()
(101, 101)

A module that is imported anew:

>>> import sys
>>> del sys.modules["box.inner.leaf"]
>>> import box.inner.leaf as again
>>> again.both(5, 6)
(-11, 0, 'Leaf')
"""
