"""Declarations that C code sees are exchanged as all others.

>>> import lib, user
>>> lib.state()
(5, 0, 1, 0.0)
>>> user.use("n")
('n', 4, 0.75)
>>> lib.state()
(8, 4, 1, 0.75)
>>> user.double_checked(3)
12
>>> user.double_checked(-1)
Traceback (most recent call last):
ValueError: -1
>>> user.count_twice(lib.Counter()), user.count_twice(user.Twice())
(3, 6)
>>> sorted(lib.__pyx_capi__)
['checked', 'half', 'make', 'name_of', 'origin', 'shared', 'total']
"""
