"""f(**mapping): what is asked of the mapping, in which order.

>>> asked({})
(['keys', 'hash', 'get', 'hash'], [1])
>>> asked({"b": 2})
(['keys', 'hash', 'get', 'hash'], [1, 2])
>>> complaint(lambda: take(**Mapping([], ["a"]), **{"a": 3}))
"take() got multiple values for keyword argument 'a'"
>>> complaint(lambda: take(**{"a": 3}, **Mapping([], ["a"])))
"take() got multiple values for keyword argument 'a'"
>>> complaint(lambda: take(**3))
'take() argument after ** must be a mapping, not int'  # until 3.14
'Value after ** must be a mapping, not int'  # from 3.15
>>> take(**Other(a=1))
[1]
"""

import re


class Key(str):
    log = None

    def __hash__(self):
        if self.log is not None:
            self.log.append("hash")
        return str.__hash__(self)


class Mapping:
    def __init__(self, log, names):
        self.log, self.names = log, names

    def keys(self):
        self.log.append("keys")
        return self.names

    def __getitem__(self, key):
        self.log.append("get")
        return 1


class Other(dict):
    pass


def take(**keywords):
    return list(keywords.values())


def asked(more):
    log = []
    key = Key("a")
    key.log = log
    values = take(**Mapping(log, [key]), **more)
    return [word for word in log[:4]], values


def complaint(function):
    try:
        function()
    except TypeError as error:
        return re.sub(r"^\w+\.take", "take", str(error))
