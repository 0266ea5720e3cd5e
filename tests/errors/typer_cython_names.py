# Names of cython are no variables, wherever they stand.
import cython
from cython.bogus import anything
from cython.compiled import something


def assign(x):
    cython.compiled = 1  # error: E0309 cannot assign to 'compiled', which is a name of cython
    cython.NULL += 1  # error: E0309 cannot assign to 'NULL'
    cython.compiled: int = 3  # error: E0309
    for cython.compiled in x:  # error: E0309
        pass
    with x as cython.compiled:  # error: E0309
        pass


@cython.cclass
class C:
    cython.compiled = 1  # error: E0309
