// Frames of compiled functions, for those that tell of calls.
#ifndef ZILANT_RUNTIME_FRAME_H
#define ZILANT_RUNTIME_FRAME_H

#include "runtime/internal.h"

// A new frame that the interpreter finds until zi_frame_leave; NULL: there is no memory for it.
// `names`: a dict of its variables, or NULL: they are not shown yet.
PyFrameObject *zi_frame_open(zi_state *state, const zi_function_info *info, int line,
                             PyObject *names);
// Shows the value (moved; NULL: none) of a variable, by its number in the frame's code.
void zi_frame_set_variable(PyFrameObject *frame, Py_ssize_t index, PyObject *value);

#endif
