# Lines that leave a function, or go to one handler, the same way note their line and share the call
# that adds to the traceback; a line that goes alone keeps a call of its own.


def leaves(a, b):
    x = a + b
    y = x * b
    return x - y


def handled(a):
    try:
        a.first()
        a.second()
    except ValueError:
        return a.third()
    return a


def alone(a):
    return -a
