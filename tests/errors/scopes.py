# global and nonlocal.
from __future__ import braces  # error: E0221 not a chance
nonlocal x  # error: E0222 nonlocal declaration not allowed at module level
def f(a):
    global a  # error: E0222 name 'a' is parameter and global
    b = 1
    global b  # error: E0222 name 'b' is assigned to before global declaration
    print(c)
    global c  # error: E0222 name 'c' is used prior to global declaration
    nonlocal d  # error: E0222 no binding for nonlocal 'd' found
    def g():
        nonlocal b, e  # error: E0222 no binding for nonlocal
        nonlocal h
        h = 1
    h = 2
# What stands in a scope of its own is no use of a name out here.
def i():
    [x1 for x1 in ()]
    lambda x2: x3
    def k():
        return x4
    global x1, x2, x3, x4
def l():
    [x5 := 1 for m in ()]
    global x5  # error: E0222 name 'x5' is assigned to before global declaration
    lambda d=x6: d
    global x6  # error: E0222 name 'x6' is used prior to global declaration
    (0 for m in x7 if x8)
    global x7  # error: E0222 name 'x7' is used prior to global declaration
    global x8
def n():
    with x9 as (x10, x11[x12]):
        pass
    global x10  # error: E0222 name 'x10' is assigned to before global declaration
    global x12  # error: E0222 name 'x12' is used prior to global declaration
