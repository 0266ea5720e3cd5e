# options: --python-version 3.15
# A lazy import is CPython's own statement.
lazy import json  # warning: W0001 statement
lazy from string import digits  # warning: W0001 statement
print(json, digits, frozendict, sentinel)
