"""`from __future__ import barry_as_FLUFL` goes to what a module executes, as every such flag does."""
from __future__ import barry_as_FLUFL
from __future__ import division, generator_stop

at_import = eval('1 <> 2', {})


def function():
    """
    >>> at_import, function()
    (True, (True, False))
    """
    return eval('1 <> 2', {}), eval('2 <> 2', {})


def refused():
    """
    >>> refused()
    'refused'
    """
    try:
        return eval('1 != 2', {})
    except SyntaxError:
        return 'refused'
