# One mistake gives one message, and hides none of the independent ones.
def unclosed_string(values):
    print("an unclosed string in an open bracket", values.get("name, 1))  # error: E0106 unterminated
    try:
        return values[0]
    except IndexError:
        return None


return 5  # error: E0215 'return' outside function


def shifted(value):
    if value:
        first = 1
         second = 2  # error: E0105 unexpected indent
        third = 3
    return first, second, third


def slipped(value):
    if value == 1:
        return 1
   elif value == 2:  # error: E0104 unindent does not match any outer indentation level
        return 2
    elif value == 3:
        return 3
    return 4


class Broken
    def method(self):  # error on line 31: E0101 expected ':'
        yield 1
        return 2


def lost(values):
    for value in values
        if value:  # error on line 38: E0101 expected ':'
            break
        continue
    return values


def keyword_lost(value):
    with open(value) file:  # error: E0101 expected ':'
        return file


def (value):  # error: E0100 invalid syntax
    nonlocal value
    return value


1 = unclosed_string  # error: E0201 cannot assign to literal
