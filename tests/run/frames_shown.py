"""What looks at the frame of its caller finds that of a compiled function or module body."""
import collections
import doctest
import enum
import inspect
import pickle
import sys
import traceback
import warnings

Point = collections.namedtuple('Point', 'x y')
Color = enum.Enum('Color', 'RED GREEN')
here = sys._getframe()
line_of_body = sys._getframe().f_lineno


def module_of_caller():
    return sys._getframe(1).f_globals['__name__']


def through_another():
    """
    >>> through_another() == __name__
    True
    """
    return module_of_caller()


def own():
    """
    >>> own()
    ('own', 35)
    """
    name = sys._getframe().f_code.co_name
    return name, sys._getframe().f_lineno


def body():
    """
    >>> body()
    ('<module>', True, 14)
    """
    return here.f_code.co_name, here.f_globals is globals(), line_of_body


def pickled():
    """
    >>> pickled()
    (Point(x=1, y=2), <Color.RED: 1>)
    """
    return pickle.loads(pickle.dumps((Point(1, 2), Color.RED)))


def deprecated(kind=DeprecationWarning):
    warnings.warn('old', kind, stacklevel=2)
    return 1


def warned():
    """
    >>> warned()
    [('old', True, 66)]
    """
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        deprecated()
    return [(str(each.message), each.filename == deprecated.__code__.co_filename, each.lineno)
            for each in seen]


class Old:
    def __init__(self):
        warnings.warn('old class', DeprecationWarning, stacklevel=2)


def made():
    """
    >>> made()
    [('old class', 83)]
    """
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        Old()
    return [(str(each.message), each.lineno) for each in seen]


def names():
    return [entry.name for entry in traceback.extract_stack()][-3:]


def outer():
    """
    >>> outer()
    ['<module>', 'outer', 'names']
    """
    return names()


def kept():
    """A frame that is kept knows from where it was called.

    >>> frame = kept()
    >>> frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_lineno
    ('inner', 'kept', 107)
    """
    def inner():
        return inspect.currentframe()
    return inner()


def spread(*arguments, **keywords):
    """
    >>> spread(0), spread(depth=1)
    ('spread', 'spread')
    """
    def look(depth=0):
        return sys._getframe(depth + 1).f_code.co_name if depth == 0 else caller()
    return look(*arguments, **keywords)


def caller():
    return sys._getframe(2).f_code.co_name


def generated():
    """
    >>> list(generated())
    ['generated', 'generated']
    """
    for i in range(2):
        yield sys._getframe().f_code.co_name


def failing():
    """The frame is gone after an error.

    >>> failing()
    'failing'
    """
    try:
        module_of_nobody()
    except ValueError:
        pass
    return sys._getframe().f_code.co_name


def module_of_nobody():
    sys._getframe(10000)


def executed():
    """What is executed here does not have the flags of the code that calls.

    >>> import __future__
    >>> executed()
    <class 'int'>
    >>> exec(compile('print(executed())', 'm', 'exec', __future__.annotations.compiler_flag))
    <class 'int'>
    """
    names = {}
    exec('def f(x: int): pass', names)
    return names['f'].__annotations__['x']


def of_examples():
    """
    >>> of_examples() == __name__
    True
    """
    return doctest.DocTestSuite()._tests[0]._dt_test.globs['__name__']


def called_at_once():
    """A lambda that is called where it stands.

    >>> called_at_once()
    ('<lambda>', 'called_at_once', 7, 'called_at_once')
    """
    own, outer = (lambda: (sys._getframe(0), sys._getframe(1)))()
    line = (lambda: sys._getframe(1).f_lineno)() - called_at_once.__code__.co_firstlineno
    twice = (lambda: (lambda: sys._getframe(2))())()
    return own.f_code.co_name, outer.f_code.co_name, line, twice.f_code.co_name
