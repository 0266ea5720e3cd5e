# Parameters and arguments.
def f(a, a):  # error: E0210 duplicate parameter 'a' in function definition
    pass
def f(a=1, b):  # error: E0204 parameter without a default follows parameter with a default
    pass
def f(*):  # error: E0204 named parameters must follow bare *
    pass
def f(*a, *b):  # error: E0204 * may appear only once
    pass
def f(**a, b):  # error: E0204 parameters cannot follow var-keyword parameter
    pass
def f(a, *, b, /):  # error: E0204 / must be ahead of *
    pass
lambda a, a: 0  # error: E0210 duplicate parameter 'a' in function definition
f(a=1, a=2)  # error: E0211 keyword argument repeated: a
f(a=1, 2)  # error: E0212 positional argument follows keyword argument
f(**a, 2)  # error: E0212 positional argument follows keyword argument unpacking
f(**a, *b)  # error: E0212 iterable argument unpacking follows keyword argument unpacking
f(a.b=1)  # error: E0206 expression cannot contain assignment, perhaps you meant "=="?
class A(a=1, a=2):  # error: E0211 keyword argument repeated: a
    pass
def g[T, T]():  # error: E0225 duplicate type parameter 'T'
    pass
