// Frames of compiled functions, for those that tell of calls.
#ifndef ZILANT_RUNTIME_FRAME_H
#define ZILANT_RUNTIME_FRAME_H

#include "runtime/internal.h"

// What a frame that does not run says of where it stands: before its code or in it, in that line.
void zi_frame_place(PyFrameObject *frame, int line, bool has_started);
// A new frame that nobody finds and that never runs, without variables; or NULL with an exception.
PyFrameObject *zi_frame_new(zi_state *state, const zi_function_info *info);
// A new frame that the interpreter finds until zi_frame_leave; NULL: there is no memory for it.
// `names`: a dict of its variables, or NULL: they are not shown yet.
PyFrameObject *zi_frame_open(zi_state *state, const zi_function_info *info, int line,
                             PyObject *names);
// Shows the variables that a dict has; NULL: none, but the cells are there that the interpreter
// takes for granted.
void zi_frame_set_variables(PyFrameObject *frame, const PyCodeObject *code, PyObject *names);
// The same of variables as compiled code holds them: so many, with a number of `held` each
// (zi_held).
void zi_frame_show_held(zi_state *state, PyFrameObject *frame, const uint32_t *held, int count,
                        const void *const *words);
// Borrowed.
PyCodeObject *zi_frame_code(PyFrameObject *frame);
#if ZI_FRAMES_ARE_INTERNAL
// The function that the interpreter makes for each frame, borrowed; or NULL.
PyObject *zi_frame_function(const PyFrameObject *frame);
#endif
// Shows the value (moved; NULL: none) of a variable, by its number in the frame's code.
void zi_frame_set_variable(PyFrameObject *frame, Py_ssize_t index, PyObject *value);

#endif
