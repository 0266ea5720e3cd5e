# python: 3.14
"""Annotations with the % operator on texts, which are built as f-strings: by value, and as
annotationlib shows them.

>>> formats(local("x"))
[{'first': '    xx', 'second': 'x-x  '}, {'first': '    xx', 'second': 'x-x  '}]
>>> formats(method)
[{'a': "'x'|  x", 'return': '3'}, {'a': "'x'|  x", 'return': '3'}]
>>> formats(Module)
[{'first': '003|x'}, {'first': '003|x'}]
>>> [sorted(annotationlib.get_annotations(each, format=annotationlib.Format.STRING)) for each in (local("x"), method, Module)]
[['first', 'second'], ['a', 'return'], ['first']]
"""

import annotationlib

letter = "x"


def formats(owner):
    return [
        annotationlib.get_annotations(owner, format=each)
        for each in (annotationlib.Format.VALUE, annotationlib.Format.FORWARDREF)
    ]


def local(letter):
    class Local:
        if letter:
            first: "%5s%.1s" % (letter, letter * 2)
        second: "%s-%-3s" % (letter, letter)

    return Local


def method(a: "%r|%3s" % (letter, letter)) -> "%s" % (len("abc"),):
    pass


class Module:
    first: "%03d|%s" % (3, letter)
