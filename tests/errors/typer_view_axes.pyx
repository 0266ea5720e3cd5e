# Axes of memoryviews: which may be contiguous, and what an index through pointers needs.
cimport cython
from cython cimport view
from cython.view cimport indirect, generic, contiguous, indirect_contiguous
from cython.view cimport generic as either

cdef double[::1, ::1] both  # error: E0586 axis 1 cannot be contiguous here
cdef double[:, ::1, :] neither  # error: E0586 axis 1 cannot be contiguous here
cdef double[::contiguous, ::indirect] before  # error: E0586 axis 0 cannot be contiguous here
cdef double[::indirect_contiguous, ::1, :] fine
cdef double[::indirect, :, ::1] fine_too
cdef double[::view.generic, ::cython.view.generic, ::either] all_fine
cdef double[::blargh] unknown  # error: E0516
cdef double[::strided] not_cimported  # error: E0516
cdef double[::words[0].generic] no_name  # error: E0516
cdef double[::both.generic] of_another  # error: E0516
cdef double[::view.full] no_word  # error: E0516


def behind_a_slice(double[:, ::generic, ::indirect] v):
    return (v[:, 1],  # error: E0585 all axes before axis 1, which may lead through pointers, must be indexed
            v[..., 0],  # error: E0585 all axes before axis 2
            v[0, :, :], v[0, 1], v[0, 0, 0])
