# cython: boundscheck = true
# cython: wraparound = 0, cdivision = True
# error on line 1: E0505 directive 'boundscheck' cannot be 'true'
# error on line 2: E0505 directive 'wraparound' cannot be '0'
x = 1
