// Frames of compiled functions, for those that tell of calls.
#ifndef ZILANT_RUNTIME_FRAME_H
#define ZILANT_RUNTIME_FRAME_H

#include "runtime/internal.h"

// A new frame that the interpreter finds until zi_frame_leave; NULL: there is no memory for it.
PyFrameObject *zi_frame_open(zi_state *state, const zi_function_info *info, int line);

#endif
