"""Builtins that read a frame's variables, called in a class body that binds their names too.

>>> Local.locals, Local.vars
(['__module__', '__qualname__'], ['__module__', '__qualname__', 'locals'])
>>> Local.dir[-2:], Local.eval, Local.exec, Local.item
(['locals', 'vars'], 2, None, 3)
"""


class Local:
    locals = sorted(set(locals()) - {"__firstlineno__"})
    vars = sorted(set(vars()) - {"__firstlineno__"})
    dir = dir()
    eval = eval("len(locals)")
    exec = exec("item = 3")
