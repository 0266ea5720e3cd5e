def append(pieces):
    text = ""
    for piece in pieces:
        text += piece
    return text


def sums(a, b):
    return a.x * b + a.y / b


def kept(a, b):
    c = a.x - b
    return c - b, c
