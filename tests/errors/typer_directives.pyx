# cython: boundscheck=maybe
# cython: not_a_directive=True
# cython: auto_cpdef=True, linetrace=False
# cython: old_style_globals=True
# cython: emit_code_comments=False, warn.undeclared=True, optimize.use_switch=False
# cython: language_level=7
cimport cython


@cython.auto_cpdef(True)  # warning: W0102 directive 'auto_cpdef' has no effect as 'True'
@cython.overflowcheck.fold(False)
@cython.overflowcheck("twice")  # error: E0505 directive 'overflowcheck' cannot be 'twice'
def f(x):
    with cython.auto_cpdef(True):  # warning: W0102
        return x


@cython.warn.undeclared(True)
@cython.always_allow_keywords(False)
@cython.auto_cpdef(True)  # warning: W0102
def g(x):
    return x


# error on line 1: E0505 directive 'boundscheck' cannot be 'maybe'
# warning on line 2: W0103 there is no directive 'not_a_directive'
# warning on line 3: W0102 directive 'auto_cpdef' has no effect as 'True'
# warning on line 4: W0102 directive 'old_style_globals' has no effect as 'True'
# error on line 6: E0505 directive 'language_level' cannot be '7'
