# options: -I declarations
# A .pxd file says what its cdef classes have.
cimport forward
# error on line 10: E0517 'Alone' is declared but has no body
