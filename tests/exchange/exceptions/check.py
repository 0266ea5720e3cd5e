"""Errors of C functions that declarations say nothing of: callees may tell them by any value.

>>> import user
>>> list(user.raised())
['default', 'number', 'star', 'default', 'zero', 'zero', 'sides', 'area', 'corners', 'name']
>>> user.returned()
(2.5, 7, -1, -1, -1, -1.0, -1)
"""
