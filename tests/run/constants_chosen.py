"""Constants between which hot code chooses: what is chosen may be where they are.

>>> mark([1, 0, 1])
'+-+'
>>> mark_all("aXb", "XY")
'[-][+][-]'
>>> Flags(True).texts(3), Flags(False).texts(2)
('yesyesyes', 'nono')
"""


def mark(flags):
    text = ""
    for flag in flags:
        text += "+" if flag else "-"
    return text


def mark_all(letters, marked):
    text = ""
    for letter in letters:
        text += "["
        if letter in marked:
            text += "+"
        else:
            text += "-"
        text += "]"
    return text


class Flags:
    def __init__(self, flag):
        self.flag = flag
        self.yes = "yes"
        self.no = "no"

    def texts(self, count):
        text = ""
        for _ in range(count):
            text += self.yes if self.flag else self.no
        return text
