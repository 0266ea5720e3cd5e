"""Lengths and strides of axes that a view does not have: 0, as in Cython, which has room for eight.

>>> import numpy
>>> absent(numpy.ones((3, 4)), 5)
(3, 0, 0, 0)
"""


def absent(double[:, :] view, int axis):
    if view.shape[2] > 1 or view.strides[3] > 1:
        raise RuntimeError("more")
    return view.shape[0], view.shape[2], view.shape[axis], view.strides[axis]
