"""What CPython compiles is compiled; that it cannot work is found when it runs, if it runs.

>>> complaint(too_many)
'ValueError: too many values to unpack (expected 2)'  # until 3.13
'ValueError: too many values to unpack (expected 2, got 3)'  # from 3.14
>>> complaint(too_few)
'ValueError: not enough values to unpack (expected 3, got 2)'
>>> complaint(nested)
'ValueError: not enough values to unpack (expected 2, got 1)'
>>> complaint(delete_from_int)
"TypeError: 'int' object does not support item deletion"
>>> complaint(delete_from_truth)
"TypeError: 'bool' object does not support item deletion"
>>> complaint(delete_from_length)
"TypeError: 'int' object does not support item deletion"
>>> complaint(range_of_bytes)
"TypeError: 'bytes' object cannot be interpreted as an integer"
>>> complaint(range_of_string)
"TypeError: 'str' object cannot be interpreted as an integer"
>>> complaint(range_from_string)
"TypeError: 'str' object cannot be interpreted as an integer"
>>> log
['one', 'two', 'three']
"""

log = []


def complaint(function):
    try:
        function([1])
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def note(text):
    log.append(text)
    return text


def never_called():
    a, b = 1, 2, 3
    [c, d, e] = (1,)


def too_many(x):
    a, b = note("one"), note("two"), note("three")


def too_few(x):
    [a, b, c] = 1, 2


def nested(x):
    a, (b, c) = 1, [2]


def delete_from_int(x):
    del (1)[0]


def delete_from_truth(x):
    del (not x)[0]


def delete_from_length(x):
    del len(x)[0]


def range_of_bytes(x):
    for i in range(b"b"):
        return i


def range_of_string(x):
    return [i for i in range("s")]


def range_from_string(x):
    for i in range("a", "c"):
        return i
