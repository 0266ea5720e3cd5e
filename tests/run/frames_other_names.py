"""What looks at frames finds them under other names as well."""
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
    [('old', 94)]
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
