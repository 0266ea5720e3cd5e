# options: --python-version 3.15
lazy import json, os.path as paths
lazy from . import sibling
lists = [*row for row in rows]
sets = {*row for row in rows if row}
generator = (*row if row else rows for row in rows)
dicts = {**row for row in rows}
template = t"{ rows = }" t"{rows # a comment
:>{sibling}}"
match rows:
    case +1 | +1 - 2j | {+0: -0} | 1 + +2j:
        pass
