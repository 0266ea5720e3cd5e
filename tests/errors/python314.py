# options: --python-version 3.14
# What CPython 3.14 decides differently from older ones, and its template strings.
from string.templatelib import Template

name = "world"
greeting: Template = t"hello {name!r:>{10}}" t" and {name = }"

mixed = t"{name}" "text"  # error: E0124 cannot mix t-string literals with string or bytes literals
mixed = f"{name}" t"{name}"  # error: E0124 cannot mix t-string literals with string or bytes
mixed = b"data" t"{name}"  # error: E0124 cannot mix t-string literals with string or bytes literals
mixed = b"data" "text"  # error: E0124 cannot mix bytes and nonbytes literals
brace = t"}"  # error: E0121 t-string: single '}' is not allowed
brace = f"}"  # error: E0121 f-string: single '}' is not allowed
letter = t"{name!x}"  # error: E0123 t-string: invalid conversion character 'x'
function = t"{lambda: 1}"  # error: E0138 t-string: lambda expressions are not allowed without
t"{name}" = 1  # error: E0201 cannot assign to t-string expression here


def catch(first, second):
    try:
        pass
    except first, second:
        pass
    try:
        pass
    except first,:
        pass
    try:
        pass
    except first, second as error:  # error: E0219 multiple exception types must be parenthesized when
        pass
    try:
        pass
    except first, as error:  # error: E0100
        pass


# Annotations are evaluated lazily, in a scope of their own.
named: (other := int) = 1  # error: E0226 named expression cannot be used within an annotation
yielding: (yield) = 1  # error: E0226 yield expression cannot be used within an annotation
later: (lambda: (yield)) = 1


def annotated(first: (other := int)):  # error: E0226 named expression cannot be used within an
    second: (yield) = 1  # error: E0226 yield expression cannot be used within an annotation
    return first, second


async def awaiting():
    awaited: (await name) = 1  # error: E0226 await expression cannot be used within an annotation
    function: (lambda x=(yield): x) = 1  # error: E0226 yield expression cannot be used within an
    return awaited


def result() -> (yield):  # error: E0226 yield expression cannot be used within an annotation
    pass


type Starred[*Names = *tuple[int, str]] = tuple[*Names]
type Wrong[Name = *tuple[int, str]] = Name  # error: E0100


def leave(first):
    try:
        pass
    finally:
        for item in first:
            try:
                pass
            finally:
                if item:
                    break  # warning: W0208 'break' in a 'finally' block
                continue  # warning: W0208 'continue' in a 'finally' block
        else:
            return  # warning: W0208 'return' in a 'finally' block
        while first:
            break

        def inner():
            return first


import lazy
from lazy import later
lazy import later  # error: E0100
import __debug__  # error: E0201 cannot assign to __debug__
from name import __debug__  # error: E0201 cannot assign to __debug__
def __debug__(): pass  # error: E0201 cannot assign to __debug__
class __debug__: pass  # error: E0201 cannot assign to __debug__
type __debug__ = int  # error: E0201 cannot assign to __debug__


match name:
    case [first, *__debug__]:  # error: E0201 cannot assign to __debug__
        pass
    case int(__debug__=1):  # error: E0201 cannot assign to __debug__
        pass
