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
