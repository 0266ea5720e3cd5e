"""f-strings: values, conversions, format specs, nesting, the `=` form and errors."""


def plain(name, value):
    """
    >>> plain('x', 3)
    'x is 3'
    >>> plain(None, [1])
    'None is [1]'
    """
    return f'{name} is {value}'


def empty():
    """
    >>> empty()
    ('', 'text', '{braces}', 'a{1}b')
    """
    return f'', f'text', f'{{braces}}', f'a{{{1}}}b'


def conversions(value):
    """
    >>> conversions('é')
    "é 'é' '\\\\xe9'"
    >>> conversions(1)
    '1 1 1'
    """
    return f'{value!s} {value!r} {value!a}'


def specifications(value):
    """
    >>> specifications(42)
    '   42|42   | 42  |00042|+42|2a|101010|42.00'
    >>> specifications(-1)
    '   -1|-1   | -1  |-0001|-1|-1|-1|-1.00'
    >>> specifications(2**64)
    '18446744073709551616|18446744073709551616|18446744073709551616|18446744073709551616|+18446744073709551616|10000000000000000|10000000000000000000000000000000000000000000000000000000000000000|18446744073709551616.00'
    >>> specifications('x')
    Traceback (most recent call last):
    ValueError: '=' alignment not allowed in string format specifier
    """
    return f'{value:5}|{value:<5}|{value:^5}|{value:=05}|{value:+}|{value:x}|{value:b}|{value:.2f}'


def floats(value):
    """
    >>> floats(3.14159)
    '3.14 3.142e+00     3.1 3.14159'
    >>> floats(float('inf'))
    'inf inf     inf inf'
    """
    return f'{value:.2f} {value:.3e} {value:7.1f} {value}'


def nested_specification(value, width, precision):
    """
    >>> nested_specification(3.14159, 8, 3)
    '    3.14|  3.1416'
    >>> nested_specification('x', -1, 0)
    Traceback (most recent call last):
    ValueError: Sign not allowed in string format specifier
    """
    return f'{value:{width}.{precision}}|{value:{width}.{precision + 2}}'


def conversion_with_specification(text):
    """
    >>> conversion_with_specification('a')
    "  'a'|**'a'**"
    """
    return f'{text!r:>5}|{text!r:*^7}'


def expressions(values):
    """
    >>> expressions([1, 2, 3])
    '3 [1, 4, 9] 6 True'
    """
    return f'{len(values)} {[value * value for value in values]} {sum(values)} {values[0] < values[1]}'


def dictionary(mapping):
    """
    >>> dictionary({'key': 5})
    '5 {1: 2} {3}'
    """
    return f"{mapping['key']} { {1: 2} } { {3} }"


def conditional(value):
    """
    >>> conditional(0), conditional(1)
    ('no', 'yes')
    """
    return f'{"yes" if value else "no"}'


def lambda_inside():
    """
    >>> lambda_inside()
    '9'
    """
    return f'{(lambda x: x * x)(3)}'


def self_documenting(value):
    """
    >>> self_documenting(3)
    ('value=3', 'value = 3', 'value + 1=4', 'value=3.00')
    >>> self_documenting(1.5)[0]
    'value=1.5'
    """
    return f'{value=}', f'{value = }', f'{value + 1=}', f'{value=:.2f}'


def self_documenting_text(text):
    """Without a format, `=` shows the repr.

    >>> self_documenting_text('a')
    ("text='a'", 'text=a', 'text=    a')
    """
    return f'{text=}', f'{text=!s}', f'{text=:>5}'


def nested(name):
    """
    >>> nested('b')
    'a [b] c'
    """
    return f'a {f"[{name}]"} c'


def concatenated(a, b):
    """
    >>> concatenated(1, 2)
    'plain 1 {raw} 2'
    """
    return 'plain ' f'{a} ' '{raw} ' f'{b}'


def raw_text(value):
    r"""
    >>> raw_text(1)
    '\\d1\\n'
    """
    return rf'\d{value}\n'


def multiple_lines(a, b):
    """
    >>> multiple_lines(1, 2)
    'a=1\\nb=2\\n'
    """
    return f"""a={a}
b={b}
"""


class Money:
    """A class with its own __format__."""

    def __format__(self, specification):
        return f'<{specification}>'

    def __str__(self):
        return 'str'


def user_format(value):
    """
    >>> user_format(Money())
    '<> <x> str'
    """
    return f'{value} {value:x} {value!s}'


class Bad:
    """__format__ gives a wrong type."""

    def __format__(self, specification):
        return 3


def bad_format(value):
    """
    >>> bad_format(Bad())
    Traceback (most recent call last):
    TypeError: __format__ must return a str, not int  # until 3.14
    TypeError: fstrings.Bad.__format__() must return a str, not int  # from 3.15
    >>> bad_format(1)
    '1'
    """
    return f'{value}'


def object_specification(value):
    """
    >>> object_specification([])
    Traceback (most recent call last):
    TypeError: unsupported format string passed to list.__format__
    """
    return f'{value:5}'


def evaluation_order(log):
    """
    >>> log = []
    >>> evaluation_order(log), log
    ('1 2  3', [1, 2, 3, 2])
    """
    def note(value):
        log.append(value)
        return value

    return f'{note(1)} {note(2)} {note(3):{note(2)}}'


def in_a_loop(count):
    """
    >>> in_a_loop(3)
    '0:0;1:1;2:4;'
    """
    text = ''
    for i in range(count):
        text += f'{i}:{i * i};'
    return text
