"""What a module says when it is imported and another one is not as its .pxd file says.

>>> import sys, lib
>>> exports = lib.__pyx_capi__
>>> function = exports.pop("function")
>>> import needs
Traceback (most recent call last):
    ...
ImportError: lib does not export expected C function function
>>> exports["function"] = exports["other"]
>>> import needs
Traceback (most recent call last):
    ...
TypeError: C function lib.function has wrong signature (expected int (int), got int (double))
>>> del lib.__pyx_capi__
>>> import needs
Traceback (most recent call last):
    ...
AttributeError: module 'lib' has no attribute '__pyx_capi__'
>>> lib.__pyx_capi__ = exports
>>> exports["function"] = function
>>> variable = exports.pop("variable")
>>> import needs
Traceback (most recent call last):
    ...
ImportError: lib does not export expected C variable variable
>>> exports["variable"] = function
>>> import needs
Traceback (most recent call last):
    ...
TypeError: C variable lib.variable has wrong signature (expected int, got int (int))
>>> exports["variable"] = variable

A version of a fused function is found by its types, or as modules of older Cythons have it.

>>> twice, older = exports.pop("twice[int]"), exports.pop("__pyx_fuse_0twice")
>>> import needs
Traceback (most recent call last):
    ...
ImportError: lib does not export expected C function __pyx_fuse_0twice
>>> exports["__pyx_fuse_0twice"] = older
>>> Thing, Plain = lib.Thing, lib.Plain
>>> lib.Thing = 3
>>> import needs
Traceback (most recent call last):
    ...
TypeError: lib.Thing is not a type object
>>> del lib.Thing
>>> import needs
Traceback (most recent call last):
    ...
AttributeError: module 'lib' has no attribute 'Thing'
>>> lib.Thing = object
>>> import needs
Traceback (most recent call last):
    ...
ValueError: lib.Thing size changed, may indicate binary incompatibility. Expected 32 from C header, got 16 from PyObject
>>> lib.Thing = Plain
>>> import needs
Traceback (most recent call last):
    ...
ValueError: lib.Thing size changed, may indicate binary incompatibility. Expected 32 from C header, got 24 from PyObject
>>> lib.Thing = type("Larger", (Thing,), {"__slots__": ("c", "d")})
>>> import needs
Traceback (most recent call last):
    ...
KeyError: '__pyx_vtable__'
>>> lib.Thing = Thing

Larger objects than declared are a warning:

>>> lib.Plain = type("Long", (Plain,), {"__slots__": ("c", "d")})
>>> import warnings
>>> warnings.simplefilter("error")
>>> import needs
Traceback (most recent call last):
    ...
RuntimeWarning: lib.Plain size changed, may indicate binary incompatibility. Expected 24 from C header, got 40 from PyObject
>>> warnings.simplefilter("ignore")
>>> import needs
>>> needs.call(Thing(), lib.Plain())
(1, 0, 1, 0, 6)
>>> needs.call(Thing(), Plain())
Traceback (most recent call last):
    ...
TypeError: Argument 'plain' has incorrect type (expected Long, got lib.Plain)
"""  # noqa: E501
