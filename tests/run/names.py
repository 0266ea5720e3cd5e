"""Global, local and builtin names: global statements, del, shadowing, unbound locals, walrus."""

VALUE = 'module'
COUNT = 0
REMOVED = 'present'


def read_global():
    """
    >>> read_global()
    'module'
    """
    return VALUE


def increment():
    """
    >>> increment(), increment(), read_count()
    (1, 2, 2)
    """
    global COUNT
    COUNT += 1
    return COUNT


def read_count():
    """Return the global that increment() changes."""
    return COUNT


def local_shadows():
    """
    >>> local_shadows(), VALUE
    ('local', 'module')
    """
    VALUE = 'local'
    return VALUE


def new_global():
    """
    >>> new_global()
    True
    >>> globals_dictionary()[2]
    [1]
    """
    global MADE
    MADE = [1]
    return 'MADE' in globals()


def delete_global():
    """
    >>> delete_global()
    (False, "name 'REMOVED' is not defined")
    >>> delete_global()
    Traceback (most recent call last):
    NameError: name 'REMOVED' is not defined
    """
    global REMOVED
    del REMOVED
    present = 'REMOVED' in globals()
    try:
        REMOVED
    except NameError as error:
        return present, str(error)


def missing_name():
    """
    >>> missing_name()
    Traceback (most recent call last):
    NameError: name 'no_such_name' is not defined
    """
    return no_such_name


def unbound(assign):
    """
    >>> unbound(True)
    1
    >>> unbound(False)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    UnboundLocalError
    """
    if assign:
        value = 1
    return value


def unbound_text():
    """
    >>> 'local variable' in unbound_text() and "'value'" in unbound_text()
    True
    """
    try:
        value += 1
    except UnboundLocalError as error:
        return str(error)
    value = 5


def unbound_number(assign):
    """
    >>> unbound_number(True)
    7
    >>> unbound_number(False)
    'unbound'
    """
    if assign:
        value = 3
    try:
        return value * 2 + 1
    except UnboundLocalError:
        return 'unbound'


def deleted_local():
    """
    >>> deleted_local()
    'unbound'
    """
    value = 5
    del value
    try:
        return value
    except UnboundLocalError:
        return 'unbound'


def deleted_twice():
    """
    >>> deleted_twice()
    'UnboundLocalError'
    """
    value = 5
    try:
        del value
        del value
    except UnboundLocalError as error:
        return type(error).__name__


def deleted_parameter(value):
    """
    >>> deleted_parameter(5)
    'new'
    """
    del value
    value = 'new'
    return value


def deleted_conditionally(flag):
    """
    >>> deleted_conditionally(True), deleted_conditionally(False)
    ('unbound', 5)
    """
    value = 5
    if flag:
        del value
    try:
        return value
    except UnboundLocalError:
        return 'unbound'


def delete_many():
    """
    >>> delete_many()
    ([2], {})
    """
    a, b, values, table = 1, 2, [1, 2], {'k': 0}
    del a, (b, values[0]), table['k']
    return values, table


def builtin_is_shadowed():
    """
    >>> builtin_is_shadowed()
    'own len of [1]'
    """
    def len(value):
        return f'own len of {value}'
    return len([1])


def builtin_is_shadowed_by_global():
    """
    >>> builtin_is_shadowed_by_global()
    (3, 'patched', 3)
    """
    before = abs(-3)
    globals()['abs'] = lambda value: 'patched'
    patched = abs(-3)
    del globals()['abs']
    return before, patched, abs(-3)


def builtin_is_replaced():
    """
    >>> builtin_is_replaced()
    (3, 'replaced')
    """
    import builtins
    before = hex_length(255)
    original = builtins.hex
    builtins.hex = lambda value: 'replaced'
    try:
        return before, hex(255)
    finally:
        builtins.hex = original


def hex_length(value):
    """Return the length of the hexadecimal text without `0`."""
    return len(hex(value)) - 1


def walrus():
    """
    >>> walrus()
    (5, 5, 6)
    """
    first = (value := 5)
    if (other := value + 1) > 5:
        return first, value, other


def walrus_order(values):
    """
    >>> walrus_order([1, 2, 3])
    [3, 3, 6]
    """
    return [n := len(values), n, n * 2]


def walrus_in_condition(text):
    """
    >>> walrus_in_condition('key=value'), walrus_in_condition('none')
    (('key', 'value'), None)
    """
    if (position := text.find('=')) >= 0:
        return text[:position], text[position + 1:]


def walrus_global():
    """
    >>> walrus_global()
    'by walrus'
    """
    global BY_WALRUS
    (BY_WALRUS := 'by walrus')
    return BY_WALRUS


def chained_assignment():
    """
    >>> chained_assignment()
    (True, [1])
    """
    a = b = c = []
    a.append(1)
    return a is b is c, c


def annotated_local():
    """An annotation alone binds nothing.

    >>> annotated_local()
    ('text', 'unbound')
    """
    value: int = 'text'
    other: int
    try:
        other
    except UnboundLocalError:
        return value, 'unbound'
    other = 1


def underscore():
    """
    >>> underscore()
    3
    """
    _, _, _ = 1, 2, 3
    return _


def unicode_names():
    """
    >>> unicode_names()
    (1, 2)
    """
    größe = 1
    名前 = 2
    return größe, 名前


def globals_dictionary():
    """
    >>> new_global() and globals_dictionary()
    ('module', 'through dict', [1])
    """
    globals()['NEW_NAME'] = 'through dict'
    return globals()['VALUE'], NEW_NAME, MADE


def kind_of_builtins():
    """
    >>> kind_of_builtins()
    ('dict', True, True)
    """
    kind = type(__builtins__).__name__
    return kind, __builtins__['len'] is len, globals()['__builtins__'] is __builtins__


def many_locals():
    """
    >>> many_locals()
    45
    """
    a = 0
    b = a + 1
    c = b + 1
    d = c + 1
    e = d + 1
    f = e + 1
    g = f + 1
    h = g + 1
    i = h + 1
    j = i + 1
    return a + b + c + d + e + f + g + h + i + j
