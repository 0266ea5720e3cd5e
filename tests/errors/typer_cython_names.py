# Names of cython are no variables, wherever they stand.
import cython
from cython.bogus import anything  # error: E0312 'cython.bogus' is no module of cython
from cython.compiled import something  # error: E0312


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
