# Lines that do not parse: each mistake gives one message, and the lines after it are read.
if x  # error: E0101 expected ':'
    pass
if x = 3:  # error: E0135 invalid syntax. Maybe you meant '==' or ':=' instead of '='?
    pass
numbers = [1, 2 3]  # error: E0134 invalid syntax. Perhaps you forgot a comma?
f(a=)  # error: E0135 expected argument value expression
{1: }  # error: E0135 expression expected after dictionary key and ':'
a if b  # error: E0135 expected 'else' after 'if' expression
from x import  # error: E0100 invalid syntax
x = 1 2  # error: E0100 invalid syntax
f(x for x in y, 1)  # error: E0213 Generator expression must be parenthesized
def f(a b):  # error: E0100
    pass
class A
    pass
# error on line 15: E0101 expected ':'
try:
    x
y = 1  # error: E0135 expected 'except' or 'finally' block
else:  # error: E0100 invalid syntax
    z
z = (1 +  # error: E0102 '(' was never closed
def g():
    return
