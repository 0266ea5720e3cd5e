# fallback: yes
"""Annotations inside of match statements, which run interpreted.

>>> found_before, sorted(__annotations__)
({}, ['in_case'])
>>> Matched.found_before, vars(Matched)['__annotations__']
({}, {'in_case': <class 'int'>})
>>> vars(Unmatched)['__annotations__']
{}
"""

found_before = dict(__annotations__)

match found_before:
    case {"other": _}:
        in_other_case: int
    case _:
        in_case: int


class Matched:
    found_before = dict(__annotations__)
    match found_before:
        case {"other": _}:
            in_other_case: int
        case _:
            in_case: int


class Unmatched:
    match found_before:
        case {"other": _}:
            name: int
