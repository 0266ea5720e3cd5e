def maybe(flag):
    if flag:
        x = 1
    return x


def surely(flag):
    if flag:
        x = 1
    else:
        x = 2
    del x
    x = 3
    return x
