# Numbers of arguments that builtin functions do not take: of plain arguments, since those that are spread are not known.
def count(x, items, options):
    len()  # error: E0402 'len' takes 1 argument, 0 given
    abs(1, 2)  # error: E0402
    dir(1, 2)  # error: E0402 'dir' takes 0 to 1 argument, 2 given
    locals(1)  # error: E0402 'locals' takes 0 arguments, 1 given
    globals(1)  # error: E0402
    vars(1, 2)  # error: E0402
    next(x, 1, 2)  # error: E0402 'next' takes 1 to 2 arguments, 3 given
    isinstance(x)  # error: E0402
    setattr(x, "name")  # error: E0402
    len(*items), abs(**options)
    return dir(), dir(x), vars(x), next(x), next(x, 1), iter(x, 1)


def shadowed(len, items):
    return len(items, 1)
