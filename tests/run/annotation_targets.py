"""Annotations of targets that are no plain names, and targets that are annotated and not set.

>>> steps
['1', 'object', 'attribute', 'items', 'key', 'subscript', 'from', 'to', 'slice', 'parentheses']  # until 3.13
['1', 'object', 'items', 'key', 'from', 'to']  # from 3.14
>>> sorted(sys.modules[__name__].__annotations__)
['plain']
>>> in_class()
(['1', 'object', 'attribute', 'object', 'bare'], {'own': <class 'int'>})  # until 3.13
(['1', 'object', 'object'], {'own': <class 'int'>})  # from 3.14
>>> in_function()
['1', 'object', 'object', 'items', 'key', 'object']
>>> failing()
Traceback (most recent call last):
ZeroDivisionError: division by zero
"""

import sys

log = []


def note(name, value=None):
    log.append(str(name))
    return value


class Object:
    pass


thing = Object()
items = {}
note('object', thing).x: note('attribute') = note(1)
note('items', items)[note('key')]: note('subscript')
items[note('from'):note('to')]: note('slice')
(bare): note('parentheses')
plain: int
steps = list(log)


def in_class():
    log.clear()

    class Local:
        note('object', thing).x: note('attribute') = note(1)
        note('object', thing).y: note('bare')
        own: int

    return log, Local.__annotations__


def in_function():
    log.clear()
    note('object', thing).x: note('attribute') = note(1)
    note('object', thing).y: note('bare')
    note('items', items)[note('key')]: note('subscript')
    (bare): note('parentheses')
    note('object', thing).x.y: note('deeper')
    return log


def failing():
    (1 / 0).x: int
