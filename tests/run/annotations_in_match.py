# python: 3.10
"""Annotations inside of match statements.

>>> found_before, sorted(sys.modules[__name__].__annotations__)
({}, ['in_case'])
>>> Matched.found_before, Matched.__annotations__
({}, {'in_case': <class 'int'>})
>>> Unmatched.__annotations__
{}
"""

import sys

IS_DEFERRED = sys.version_info >= (3, 14)  # there is no __annotations__ to be seen
found_before = {} if IS_DEFERRED else dict(__annotations__)

match found_before:
    case {"other": _}:
        in_other_case: int
    case _:
        in_case: int


class Matched:
    found_before = {} if IS_DEFERRED else dict(__annotations__)
    match found_before:
        case {"other": _}:
            in_other_case: int
        case _:
            in_case: int


class Unmatched:
    match found_before:
        case {"other": _}:
            name: int
