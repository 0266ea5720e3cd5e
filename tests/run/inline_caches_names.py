"""What a look-up of a global or builtin found is kept: each change of what it rests on must be seen
at once.

Every place that looks up is in a function of its own, which is warmed up first.
"""

import builtins
import sys

LIMIT = 1
counter = 0


def warm(function, *arguments):
    """Calls the function often; gives the last result."""
    result = None
    for _ in range(5):
        result = outcome(function, *arguments)
    return result


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__


def read_limit():
    return LIMIT


def change_global():
    """
    >>> change_global()
    [1, 2, 3, 'NameError', 4, 5, 1]
    """
    global LIMIT
    seen = [warm(read_limit)]
    LIMIT = 2
    seen.append(read_limit())
    globals()["LIM" + "IT".lower().upper()] = 3
    seen.append(warm(read_limit))
    del LIMIT
    seen.append(warm(read_limit))
    globals().update(LIMIT=4)
    seen.append(warm(read_limit))
    setattr(sys.modules[__name__], "LIMIT", 5)
    seen.append(warm(read_limit))
    LIMIT = 1
    seen.append(warm(read_limit))
    return seen


def write_global():
    """A global that is written all the time.

    >>> write_global()
    (45, 100, 4950)
    """
    global counter
    counter = 0
    total = 0
    for number in range(100):
        total += counter
        counter += 1
    return sum(read_counter(number) for number in range(10)), warm(count_to, 100), total


def read_counter(number):
    global counter
    counter = number
    return counter


def count_to(limit):
    global counter
    counter = 0
    while counter < limit:
        counter = counter + 1
    return counter


def read_error():
    return LookupError


def hide_builtin():
    """
    >>> hide_builtin()
    [True, 'mine', True, 'theirs', True, None, True]
    """
    original = builtins.LookupError
    seen = [warm(read_error) is original]
    globals()["LookupError"] = "mine"
    seen.append(read_error())
    del globals()["LookupError"]
    seen.append(warm(read_error) is original)
    builtins.LookupError = "theirs"
    seen.append(read_error())
    builtins.LookupError = original
    seen.append(warm(read_error) is original)
    globals().setdefault("LookupError", None)
    seen.append(read_error())
    globals().pop("LookupError")
    seen.append(warm(read_error) is original)
    return seen


def read_odd():
    return odd_name  # noqa: F821


def new_builtin():
    """A name comes to the builtins, then to the module, and goes again.

    >>> new_builtin()
    ['NameError', 1, 2, 3, 1, 'NameError']
    """
    seen = [warm(read_odd)]
    builtins.odd_name = 1
    seen.append(warm(read_odd))
    globals()["odd_name"] = 2
    seen.append(warm(read_odd))
    globals()["odd_name"] = 3
    seen.append(read_odd())
    del globals()["odd_name"]
    seen.append(warm(read_odd))
    del builtins.odd_name
    seen.append(outcome(read_odd))
    return seen


def read_first():
    return name_0  # noqa: F821


def grow_globals():
    """The dict grows, shrinks and is laid out anew while its names are known.

    >>> grow_globals()
    [0, 0, 'NameError', 'again', 'NameError']
    """
    names = globals()
    names["name_0"] = 0
    seen = [warm(read_first)]
    for number in range(1, 300):
        names[f"name_{number}"] = number
        assert read_first() == 0
    seen.append(read_first())
    for number in range(300):
        del names[f"name_{number}"]
    seen.append(warm(read_first))
    for number in range(300, 900):
        names[f"name_{number}"] = number
    names["name_0"] = "again"
    seen.append(warm(read_first))
    for number in [0, *range(300, 900)]:
        names.pop(f"name_{number}")
    seen.append(outcome(read_first))
    return seen


def odd_keys():
    """Keys that are no plain strings.

    >>> odd_keys()
    [1, 'hidden', 1]
    """

    class Name(str):
        pass

    global LIMIT
    seen = [warm(read_limit)]
    names = globals()
    value = names.pop("LIMIT")
    names[Name("LIMIT")] = "hidden"
    seen.append(warm(read_limit))
    names.pop("LIMIT")
    LIMIT = value
    seen.append(warm(read_limit))
    return seen
