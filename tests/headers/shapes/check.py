"""What C code sees of the module `shapes`, whoever compiled it.

A module that has changed is found when what uses it is imported:

>>> import shapes
>>> capsules = shapes.__pyx_capi__
>>> describe = capsules.pop("describe")
>>> import user
Traceback (most recent call last):
ImportError: shapes does not export expected C function describe
>>> capsules["describe"] = capsules["exported"]
>>> import user  # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: C function shapes.describe has wrong signature (expected PyObject *(struct Point *, ...
>>> capsules["describe"] = describe
>>> import user, client

C code that is linked with it:

>>> shapes.variables()
(3, b'label', None, 2.5, [0, 0, 0, 0], 11, 40, 0)
>>> shapes.inside(5) == 10 + 3 + 2 + 9 + 11 + 2
True
>>> shapes.variables()
(6, b'from C', None, 2.5, [0, 0, 5, 0], -7, 41, 12)
>>> shapes.inside(-5)
Traceback (most recent call last):
ValueError: negative: -5
>>> shapes.inside(13)
Traceback (most recent call last):
KeyError: 13
>>> shapes.without_gil(8)
6.0
>>> shapes.type_name()
b'shapes.Square'
>>> shapes.back(5), shapes.back(0)
(12, 7)
>>> shapes.back(-1)
Traceback (most recent call last):
OverflowError: left of the page

>>> square = shapes.Square(3)
>>> shapes.fields(square)
(4, 'owner', 1, 1.5, 3.0)
>>> shapes.fields(shapes.Shape(6))
(6, 'owner', 1, 1.5, -1.0)
>>> shapes.fields(6)
Traceback (most recent call last):
TypeError: no shape

Another extension, in C:

>>> user.use(square)
((3, 4.5, 8, 6.0, 36.0), 26, 4.5)
>>> square.sides, shapes.variables()[3]
(99, 3.5)
>>> user.use(None)
Traceback (most recent call last):
TypeError: no shapes.Square
>>> type(user.make(2)) is shapes.Square
True
>>> user.length(shapes.Label("four"))
4
>>> user.divide(5), user.divide(-100)
(20, -1)
>>> user.divide(0)
Traceback (most recent call last):
ZeroDivisionError: from_pxd
>>> user.import_again()
1

Another extension, in Cython's language:

>>> client.use(square)
((1, 2.0, 0, 7.0, 49.0), 1.0)
>>> client.divide(25), client.divide(-50)
(4, -2)
>>> client.divide(0)
Traceback (most recent call last):
ZeroDivisionError: from_pxd
"""
