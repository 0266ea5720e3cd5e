from base cimport Plain, Logged, Weak, Finalized, Node, Sequence

cdef class PlainChild(Plain):
    cdef double real

cdef class LoggedChild(Logged):
    cdef object more

    def __cinit__(self, log, *rest):
        log.append("child cinit")
        self.more = [1]
        if "fail late" in rest:
            raise ValueError("child")

    def __dealloc__(self):
        self.log.append("child dealloc")

    cdef note(self, what):
        self.log.append(("child", what))
        Logged.note(self, what)

cdef class LoggedGrandchild(LoggedChild):
    pass

cdef class WeakChild(Weak):
    cdef object second

cdef class FinalizedChild(Finalized):
    cdef object second

cdef class NodeChild(Node):
    cdef public object third

cdef class SequenceChild(Sequence):
    cdef public object more
