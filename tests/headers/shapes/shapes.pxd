cdef public struct Point:
    int x
    double y

cdef public api class Label [object LabelObject, type LabelType]:
    cdef int length

cdef api int from_pxd(int value) except -1
cdef public api long total
