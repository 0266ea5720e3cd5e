# Between the module that looks and the code that is found.
import looks


def frame(depth=0):
    return looks.frame(depth)


def warned(stacklevel=1):
    looks.warned(stacklevel)


class Deeper(looks.Typed):
    pass
