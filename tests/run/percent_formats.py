"""`format % (a, b)`: from Python 3.11 on, a constant format makes each element a text before the next is
evaluated. Each docstring is the expression of its function, which the running CPython evaluates too.

>>> [function.__name__ for function in FUNCTIONS if result_of(function) != result_of(plain(function))]
[]
"""

log = []
FUNCTIONS = []


class Value:
    def __init__(self, name):
        log.append(name)
        self.name = name

    def __str__(self):
        log.append(f'str {self.name}')
        return f'<{self.name}>'

    def __repr__(self):
        log.append(f'repr {self.name}')
        return f'({self.name}\xe9)'

    def __format__(self, spec):
        log.append(f'format {self.name} {spec}')
        return 'formatted'

    def __mod__(self, other):
        return 'mod', other


class Text(str):
    def __mod__(self, other):
        return 'text', other

    def __rmod__(self, other):
        return 'rmod', other

    def __format__(self, spec):
        return 'formatted text'


def register(function):
    FUNCTIONS.append(function)
    return function


def plain(function):
    """The same function, run by the interpreter."""
    return eval(f'lambda: ({function.__doc__})', globals())


def result_of(function):
    log.clear()
    try:
        value = function()
    except Exception as error:
        value = type(error), str(error)
    return value, type(value), list(log)


@register
def two():
    r"""'%s|%r' % (Value('a'), Value('b'))"""
    return '%s|%r' % (Value('a'), Value('b'))


@register
def one():
    r"""'%s' % (Value('a'),)"""
    return '%s' % (Value('a'),)


@register
def ascii_text():
    r"""'%a %% %s' % (Value('a'), Value('b'))"""
    return '%a %% %s' % (Value('a'), Value('b'))


@register
def widths():
    r"""'%5s|%-5s|%05r|%.2s|%6.3s|%-8.4a|%.s' % (Value('a'), Value('b'), Value('c'), Value('d'), Value('e'), Value('f'), Value('g'))"""
    return '%5s|%-5s|%05r|%.2s|%6.3s|%-8.4a|%.s' % (Value('a'), Value('b'), Value('c'), Value('d'), Value('e'), Value('f'), Value('g'))


@register
def signs():
    r"""'%+s|% s|%#s|%-+ #09s' % (Value('a'), Value('b'), Value('c'), Value('d'))"""
    return '%+s|% s|%#s|%-+ #09s' % (Value('a'), Value('b'), Value('c'), Value('d'))


@register
def long_width():
    r"""'%100s' % (Value('a'),)"""
    return '%100s' % (Value('a'),)


@register
def other_conversions():
    r"""'%s %d' % (Value('a'), len([1]))"""
    return '%s %d' % (Value('a'), len([1]))


@register
def too_few():
    r"""'%s %s' % (Value('a'),)"""
    return '%s %s' % (Value('a'),)


@register
def too_many():
    r"""'%s' % (Value('a'), Value('b'))"""
    return '%s' % (Value('a'), Value('b'))


@register
def none():
    r"""'text' % (Value('a'),)"""
    return 'text' % (Value('a'),)


@register
def incomplete():
    r"""'%s %' % (Value('a'),)"""
    return '%s %' % (Value('a'),)


@register
def incomplete_width():
    r"""'%s %5.' % (Value('a'), Value('b'))"""
    return '%s %5.' % (Value('a'), Value('b'))


@register
def unknown():
    r"""'%s %\0s' % (Value('a'), Value('b'))"""
    return '%s %\0s' % (Value('a'), Value('b'))


@register
def star():
    r"""'%s %s' % (*'ab',)"""
    return '%s %s' % (*'ab',)


@register
def star_width():
    r"""'%*s' % (3, Value('a'))"""
    return '%*s' % (3, Value('a'))


@register
def mapping():
    r"""'%(a)s' % (Value('a'),)"""
    return '%(a)s' % (Value('a'),)


@register
def bytes_format():
    r"""b'%s %a' % (b'a', Value('b'))"""
    return b'%s %a' % (b'a', Value('b'))


@register
def no_tuple():
    r"""'%s %%' % Value('a')"""
    return '%s %%' % Value('a')


@register
def texts():
    r"""'%s|%s' % (Text('x'), Text('y'))"""
    return '%s|%s' % (Text('x'), Text('y'))


@register
def one_text():
    r"""'%s' % (Text('x'),)"""
    return '%s' % (Text('x'),)


@register
def constants():
    r"""'%s %r %5s' % (1, 'a', None)"""
    return '%s %r %5s' % (1, 'a', None)


@register
def nested():
    r"""'%s' % ('%r and %r' % (Value('a'), Value('b')),)"""
    return '%s' % ('%r and %r' % (Value('a'), Value('b')),)


@register
def failing():
    r"""'%s %s %s' % (Value('a'), 1 / 0, Value('b'))"""
    return '%s %s %s' % (Value('a'), 1 / 0, Value('b'))


@register
def letters():
    r"""'\xe9%s\u20ac%r%%\U0001f600' % (Value('a'), '\xe9')"""
    return '\xe9%s\u20ac%r%%\U0001f600' % (Value('a'), '\xe9')


@register
def joined_literals():
    r"""'%s' ' and %r' % (Value('a'), Value('b'))"""
    return '%s' ' and %r' % (Value('a'), Value('b'))


class Number(int):
    def __str__(self):
        return 'number'


class Right(str):
    def __rmod__(self, other):
        return 'rmod', other


FORMATS = ['', '%s', '%d', '<%s>', '%d%%', '%s%d', '%5d', '%i-%i', '\xe9%s', '\0%s', '%', '%s%', '%(a)s', '%s' * 16]
OPERANDS = [0, -7, 2**59, 2**61, 'a', '\xe9', '\U0001f600', True, None, 1.5, Number(3), Right('x'), {}, {'a': 1}, [1]]


def outcome(function, *arguments):
    try:
        value = function(*arguments)
    except Exception as error:
        return type(error), str(error)
    return value, type(value)


def formatted(format, value):
    return format % value


plain_formatted = eval('lambda format, value: format % value')


def compared():
    """Formats that are known when they run only, with one value or a tuple of them.

    >>> compared()
    []
    """
    values = OPERANDS + [(value, other) for value in OPERANDS for other in OPERANDS[:6]] + [(), ('a',), (1,) * 16]
    return [(format, value) for format in FORMATS for value in values
            if outcome(formatted, format, value) != outcome(plain_formatted, format, value)]


def of_numbers(count):
    """
    >>> of_numbers(3)
    ['tag0', 'tag1', 'tag2', '0 of 3', '1 of 3', '2 of 3']
    """
    return ['tag%d' % (i % 5) for i in range(count)] + ['%d of %d' % (i, count) for i in range(count)]


def same_object(text):
    """
    >>> same_object(''.join(['a', 'b']))
    (True, True, True)
    """
    return '%s' % text is text, '%s' % (text,) is text, ''.join([text]) is text
