"""What looks at frames finds them under other names as well."""
import functools
import inspect
import sys
import warnings
from sys import _getframe as look
from warnings import warn as complain

frame_of = sys._getframe
again = frame_of


def imported():
    """
    >>> imported()
    'imported'
    """
    return look().f_code.co_name


def assigned():
    """
    >>> assigned()
    ('assigned', 'assigned')
    """
    return frame_of().f_code.co_name, again(0).f_code.co_name


def local():
    """
    >>> local()
    'local'
    """
    current = inspect.currentframe
    return current().f_code.co_name


def by_default(read=sys._getframe):
    """
    >>> by_default()
    'by_default'
    """
    return read().f_code.co_name


def named():
    """
    >>> named()
    'named'
    """
    if read := sys._getframe:
        return read().f_code.co_name


def name_of_caller():
    return look(1).f_code.co_name


helper = name_of_caller


def through_helper():
    """
    >>> through_helper()
    'through_helper'
    """
    return helper()


class Holder:
    """
    >>> Holder().find()
    'find'
    """
    read: object = sys._getframe

    def __init__(self):
        self.kept = sys._getframe

    def find(self):
        return self.kept().f_code.co_name


def deprecated():
    complain('old', DeprecationWarning, stacklevel=2)


def warned():
    """
    >>> warned()
    [('old', 95)]
    """
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        deprecated()
    return [(str(each.message), each.lineno) for each in seen]


def executed(run=exec):
    """
    >>> executed()
    {'x': 'executed'}
    """
    names = {'look': sys._getframe}
    run('x = look(1).f_code.co_name', names)
    return {'x': names['x']}


sought = getattr(sys, '_getframe', lambda depth: None)
one_of = sys._getframe if hasattr(sys, '_getframe') else None
either = None or sys._getframe
of_caller = lambda: getattr(sys, '_getframe')(1)


def looked_up(value=1, get=getattr(sys, '_getframe', None)):
    """
    >>> looked_up()
    ('looked_up', 'looked_up', 'looked_up', ['get', 'value'])
    """
    name = sought(0).f_code.co_name, get().f_code.co_name, getattr(sys, '_getframe')(0).f_code.co_name
    return *name, sorted(set(sought(0).f_locals) - {'name'})


def chosen():
    """
    >>> chosen()
    ('chosen', 'chosen', 'chosen')
    """
    if found := one_of or None:
        return one_of(0).f_code.co_name, either(0).f_code.co_name, found(0).f_code.co_name


def by_lambda(value=2):
    """
    >>> by_lambda()
    ('by_lambda', ['value'])
    """
    return of_caller().f_code.co_name, sorted(of_caller().f_locals)


complain_of_caller = functools.partial(warnings.warn, 'partial', stacklevel=2)


def reports():
    complain_of_caller()


def partially():
    """
    >>> partially()
    [('partial', 155)]
    """
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        reports()
    return [(str(each.message), each.lineno) for each in seen]


class OfClass:
    """
    >>> OfClass().find(1)
    ('find', ['self', 'value'])
    """
    read = staticmethod(sys._getframe)

    def find(self, value):
        frame = self.read(0)
        return frame.f_code.co_name, sorted(set(frame.f_locals) - {'frame'})
