"""Objects of classes whose bases another module has are pickled by all their fields, in one format.

>>> import copy, pickle
>>> derived_object = derived.Derived()
>>> derived_object.number, derived_object.extra = 3, 2.5
>>> derived_object.set([1], (4, 5.5), 1j)
>>> function, arguments, state = derived_object.__reduce__()
>>> function.__name__, arguments[0].__name__, hex(arguments[1]), arguments[2]
('__pyx_unpickle_Derived', 'Derived', '0xbbbd8c1', None)
>>> state
(2.5, [1], 3, (4, 5.5), 1j)
>>> copied = pickle.loads(pickle.dumps(derived_object))
>>> type(copied).__name__, copied.get(), copied.extra
('Derived', (3, [1], (4, 5.5), 1j), 2.5)
>>> copy.deepcopy(derived_object).get()[1] is derived_object.get()[1]
False

Two modules further down, and an object that holds itself:

>>> deeper = derived.Deeper()
>>> deeper.number, deeper.name, deeper.deepest = 1, "name", 9
>>> deeper.set([deeper], (1, 2), 0)
>>> deeper.set_last({"key": deeper})
>>> copied = pickle.loads(pickle.dumps(deeper))
>>> copied.number, copied.name, copied.deepest, copied.get()[2:]
(1, 'name', 9, ((1, 2.0), 0j))
>>> copied.get()[1][0] is copied, copied.get_last()["key"] is copied
(True, True)

A subclass of Python's, with attributes:

>>> python_object = InPython()
>>> python_object.number, python_object.more = 5, [6]
>>> copied = pickle.loads(pickle.dumps(python_object))
>>> type(copied).__name__, copied.number, copied.more
('InPython', 5, [6])

The base says itself how; nobody knows what its __cinit__ did; a field that no object can hold:

>>> derived.OfOwn().__reduce__()[0].__name__
'Own'
>>> pickle.loads(pickle.dumps(derived.OfMade())).value
7
>>> pickle.dumps(derived.OfPointing())
Traceback (most recent call last):
TypeError: self.memory cannot be converted to a Python object for pickling
>>> try:
...     function(derived.Derived, 5, None)
... except pickle.PickleError as error:
...     print(str(error)[:24], str(error)[-32:])
Incompatible checksums ( (extra, items, number, pair, z))
"""

import derived


class InPython(derived.Derived):
    pass
