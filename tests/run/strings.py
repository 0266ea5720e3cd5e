"""String literals, bytes, escapes, concatenation, methods, indexing and iteration."""


def literals():
    r"""
    >>> for value in literals(): print(ascii(value))
    'single'
    "it's"
    'a\tb\n'
    '\xe9\u20ac\U0001d11e'
    'C:\\dir\\n'
    'joined text'
    '\x00\x07\x1b'
    'line one\nline two'
    'continued'
    """
    return ['single', "it's", 'a\tb\n', '\xe9\u20ac\U0001d11e', r'C:\dir\n', 'joined' ' ' "text", '\0\a\33',
            """line one
line two""", 'contin\
ued']


def unicode_text():
    """
    >>> len(unicode_text()), unicode_text()[1]
    (5, 'ä')
    >>> unicode_text().encode('utf-8')
    b'n\\xc3\\xa4\\xe2\\x82\\xac\\xf0\\x9f\\x90\\x8d!'
    """
    return 'nä€🐍!'


def byte_literals():
    r"""
    >>> byte_literals()
    (b'abc\x00\xff', b'raw\\n', 97, b'b')
    """
    return b'abc\x00\xff', rb'raw\n', b'abc'[0], b'abc'[1:2]


def concatenate(a, b):
    """
    >>> concatenate('ab', 'cd')
    'abcd'
    >>> concatenate('ab', 1)
    Traceback (most recent call last):
    TypeError: can only concatenate str (not "int") to str
    >>> concatenate(b'ab', b'c')
    b'abc'
    """
    return a + b


def repeat(text, count):
    """
    >>> repeat('ab', 2), repeat('ab', 0), repeat('', 100)
    ('abab', '', '')
    """
    return text * count


def build_up(count):
    """
    >>> build_up(5)
    '01234'
    """
    result = ''
    for i in range(count):
        result += str(i)
    return result


def index(text, position):
    """
    >>> index('hello', 0), index('hello', -1)
    ('h', 'o')
    >>> index('hello', 5)
    Traceback (most recent call last):
    IndexError: string index out of range
    """
    return text[position]


def parts(text):
    """
    >>> parts('hello')
    ('he', 'lo', 'ell', 'olleh', 'hlo', '')
    """
    return text[:2], text[-2:], text[1:4], text[::-1], text[::2], text[3:1]


def iterate(text):
    """
    >>> iterate('aβ🐍')
    [97, 946, 128013]
    """
    return [ord(letter) for letter in text]


def methods(text):
    """
    >>> methods(' a,b,c ')
    (['a', 'b', 'c'], ' A,B,C ', 'a-b-c', True, 2)
    """
    stripped = text.strip()
    return stripped.split(','), text.upper(), '-'.join(stripped.split(',')), stripped.startswith('a'), text.find(',')


def percent(values):
    """
    >>> percent((1, 'two', 3.0))
    '   1|two  |3.00|0x1'
    """
    number, text, real = values
    return '%4d|%-5s|%.2f|%#x' % (number, text, real, number)


def percent_error():
    """
    >>> percent_error()
    Traceback (most recent call last):
    TypeError: not enough arguments for format string  # until 3.14
    TypeError: not enough arguments for format string (got 1)  # from 3.15
    """
    return '%s %s' % ('a',)


def percent_mapping():
    """
    >>> percent_mapping()
    'x is 3, 50%'
    """
    return '%(name)s is %(value)d, 50%%' % {'name': 'x', 'value': 3}


def count_letters(text):
    """
    >>> sorted(count_letters('banana').items())
    [('a', 3), ('b', 1), ('n', 2)]
    """
    counts = {}
    for letter in text:
        counts[letter] = counts.get(letter, 0) + 1
    return counts


def palindrome(text):
    """
    >>> palindrome('level'), palindrome('levels'), palindrome('')
    (True, False, True)
    """
    left = 0
    right = len(text) - 1
    while left < right:
        if text[left] != text[right]:
            return False
        left += 1
        right -= 1
    return True


def compare(a, b):
    """
    >>> compare('a', 'b'), compare('a', 'a'), compare('b', 'a')
    ((True, False), (False, True), (False, False))
    """
    return a < b, a == b


def encode(text):
    """
    >>> encode('aé')
    (b'a\\xc3\\xa9', b'a\\xe9')
    >>> encode('€')
    Traceback (most recent call last):
    UnicodeEncodeError: 'latin-1' codec can't encode character '\\u20ac' in position 0: ordinal not in range(256)
    """
    return text.encode(), text.encode('latin-1')


def immutable(text):
    """
    >>> immutable('abc')
    Traceback (most recent call last):
    TypeError: 'str' object does not support item assignment
    """
    text[0] = 'x'


def caesar(text, shift):
    """
    >>> caesar('abc xyz', 3)
    'def abc'
    >>> caesar(caesar('round trip', 11), -11)
    'round trip'
    """
    result = []
    for letter in text:
        if 'a' <= letter <= 'z':
            letter = chr((ord(letter) - ord('a') + shift) % 26 + ord('a'))
        result.append(letter)
    return ''.join(result)
