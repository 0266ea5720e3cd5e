# options: --python-version 3.13
# What CPython 3.13 decides otherwise than 3.14.
from __future__ import annotations

named: (other := int) = 1  # error: E0226 named expression cannot be used within an annotation
yielding: (yield) = 1  # error: E0226 yield expression cannot be used within an annotation


def catch(first, second):
    try:
        pass
    except first, second:  # error: E0219 multiple exception types must be parenthesized
        pass
