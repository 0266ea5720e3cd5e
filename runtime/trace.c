// What profilers and tracers are told of compiled functions with the directives `profile` and
// `linetrace`: calls, lines, returns, by the functions that the thread has for them.
//
// Takes: what compiled code tells while it runs. Gives: a frame for each call that somebody wants
// to know of, which the interpreter finds until the call is over, with its line and its variables
// as they were when something was told last. Guarantees: whoever is told may raise, leave, or take
// another one's place; an exception that is set stays set, unless he raises one.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/frame.h"
#include <frameobject.h>
#if ZI_FRAMES_ARE_INTERNAL
#include "internal/pycore_code.h"
#include "internal/pycore_frame.h"
#if ZI_FRAME_HAS_STACK_REFERENCES
#include "internal/pycore_interpframe.h"
#endif
#endif
#if ZI_HAS_MONITORING
#include "internal/pycore_instruments.h"
#endif

#if ZI_HAS_MONITORING
// A call's record, where there is more than its frame.
typedef struct Record {
    PyFrameObject *frame;
    PyMonitoringState states[ZI_MONITORED_COUNT];
} Record;
#endif

ZI_INLINE int zi_is_traced(zi_state *state) {
    const PyThreadState *thread = zi_thread_state();
    (void)state;
#if ZI_TRACED_IN_C_FRAME
    return thread->cframe->use_tracing;
#elif ZI_TRACED_IN_THREAD
    return thread->use_tracing;
#elif !ZI_HAS_MONITORING
    return thread->c_profilefunc || thread->c_tracefunc;
#else
    return thread->c_profilefunc || thread->c_tracefunc || zi_is_monitored(state);
#endif
}

// --- Telling -------------------------------------------------------------------------------------
// While somebody is told, nobody is told of what he does.
static void begin_telling(PyThreadState *thread) {
#if ZI_HAS_ENTER_TRACING
    PyThreadState_EnterTracing(thread);
#else
    thread->tracing++;
#if ZI_TRACED_IN_C_FRAME
    thread->cframe->use_tracing = 0;
#else
    thread->use_tracing = 0;
#endif
#endif
}

static void end_telling(PyThreadState *thread) {
#if ZI_HAS_ENTER_TRACING
    PyThreadState_LeaveTracing(thread);
#else
    int is_traced = thread->c_tracefunc || thread->c_profilefunc;
    thread->tracing--;
#if ZI_TRACED_IN_C_FRAME
    thread->cframe->use_tracing = is_traced ? 255 : 0;
#else
    thread->use_tracing = is_traced;
#endif
#endif
}

// As a rule there is none, and nothing is to be done.
static PyObject *take_exception(const PyThreadState *thread) {
    return zi_thread_has_raised(thread) ? zi_take_exception() : NULL;
}

static void give_exception(PyObject *exception) {
    if (exception) {
        zi_give_exception(exception);
    }
}

// 0, or -1 with the exception of who was told.
static int tell(PyThreadState *thread, Py_tracefunc function, PyObject *object,
                PyFrameObject *frame, int what, PyObject *argument) {
    if (!function || thread->tracing) {
        return 0;
    }
    PyObject *raised = take_exception(thread);
    Py_XINCREF(object); // he may take himself off
    begin_telling(thread);
    int status = function(object, frame, what, argument);
    end_telling(thread);
    Py_XDECREF(object);
    give_exception(status == 0 ? raised : NULL);
    Py_XDECREF(status == 0 ? NULL : raised);
    return status == 0 ? 0 : -1;
}

static int tell_tracer(PyFrameObject *frame, int what, PyObject *argument) {
    PyThreadState *thread = zi_thread_state();
    return tell(thread, thread->c_tracefunc, thread->c_traceobj, frame, what, argument);
}

static int tell_both(PyFrameObject *frame, int flags, int what, PyObject *argument) {
    if (flags & ZI_TRACE_LINES && tell_tracer(frame, what, argument) < 0) {
        return -1;
    }
    PyThreadState *thread = zi_thread_state();
    return tell(thread, thread->c_profilefunc, thread->c_profileobj, frame, what, argument);
}

// --- Monitoring ----------------------------------------------------------------------------------
enum Moment { MOMENT_ENTER, MOMENT_LINE, MOMENT_LEAVE, MOMENT_UNWIND };

#if ZI_HAS_MONITORING
// Those of sys.setprofile and sys.settrace are told by the functions that they have for that.
enum { OWN_TOOLS = 1 << PY_MONITORING_SYS_PROFILE_ID | 1 << PY_MONITORING_SYS_TRACE_ID };

ZI_COLD static void find_monitoring(zi_monitoring *monitoring) {
    monitoring->calls = false;
    for (int i = 0; i < ZI_MONITORED_COUNT; i++) {
        monitoring->states[i].active &= (uint8_t)~OWN_TOOLS;
        monitoring->calls |= i != ZI_MONITORED_LINE && monitoring->states[i].active;
    }
    monitoring->lines = monitoring->states[ZI_MONITORED_LINE].active;
}

static bool is_monitored(zi_state *state, int flags) {
    static const uint8_t events[] = {
#define X(NAME, EVENT) [ZI_MONITORED_##NAME] = PY_MONITORING_EVENT_##EVENT,
        ZI_MONITORED_EVENTS(X)
#undef X
    };
    zi_monitoring *monitoring = &state->shared->monitoring;
    uint64_t version = monitoring->version;
    PyMonitoring_EnterScope(monitoring->states, &monitoring->version, events, sizeof events);
    if (monitoring->version != version) {
        find_monitoring(monitoring);
    }
    return monitoring->calls || (flags & ZI_TRACE_LINES && monitoring->lines);
}

int zi_is_monitored(zi_state *state) { return is_monitored(state, ZI_TRACE_LINES); }

// What an event is told with: who does not want to know any more, of this call, is noted in it.
#define EVENT(record, NAME)                                                                        \
    &((Record *)(record))->states[ZI_MONITORED_##NAME], code, PyFrame_GetLasti(frame)

// The frame's call begins, or it goes on. 0 or -1.
static int monitor_enter(void *record, PyFrameObject *frame, PyObject *code, int flags) {
    return !(flags & ZI_TRACE_RESUMES) ? PyMonitoring_FirePyStartEvent(EVENT(record, START))
           : PyErr_Occurred()          ? PyMonitoring_FirePyThrowEvent(EVENT(record, THROW))
                                       : PyMonitoring_FirePyResumeEvent(EVENT(record, RESUME));
}

static int monitor_leave(void *record, PyFrameObject *frame, PyObject *code, int flags,
                         PyObject *value) {
    return flags & ZI_TRACE_YIELDS ? PyMonitoring_FirePyYieldEvent(EVENT(record, YIELD), value)
                                   : PyMonitoring_FirePyReturnEvent(EVENT(record, RETURN), value);
}

static int monitor(void *record, enum Moment moment, int flags, PyObject *value) {
    PyFrameObject *frame = ((Record *)record)->frame;
    PyObject *code = (PyObject *)PyFrame_GetCode(frame);
    int status = moment == MOMENT_ENTER   ? monitor_enter(record, frame, code, flags)
                 : moment == MOMENT_LEAVE ? monitor_leave(record, frame, code, flags, value)
                 : moment == MOMENT_LINE
                     ? PyMonitoring_FireLineEvent(EVENT(record, LINE), frame->f_lineno)
                     : PyMonitoring_FirePyUnwindEvent(EVENT(record, UNWIND));
    Py_DECREF(code);
    return status;
}
#else
static int monitor(void *record, enum Moment moment, int flags, PyObject *value) {
    (void)record, (void)moment, (void)flags, (void)value;
    return 0;
}
#endif

// --- Variables -----------------------------------------------------------------------------------
// New; NULL: it has no value, or there is no memory to show it.
static PyObject *object_of(const zi_shown_value *value) {
    uintptr_t tag = (uintptr_t)value->tag;
    switch (tag) {
    case ZI_TAG_UNBOUND:
        return NULL;
    case ZI_SHOWN_CELL: {
        PyObject *held = PyCell_GET((PyObject *)(uintptr_t)value->payload);
        Py_XINCREF(held);
        return held;
    }
    case ZI_SHOWN_UNSIGNED:
        return zi_box_uint64((uint64_t)value->payload);
    case ZI_SHOWN_TRUTH:
        return zi_new_reference(value->payload ? Py_True : Py_False);
    default:
        return zi_tag_is_object(value->tag) ? zi_new_reference(value->tag)
                                            : zi_dual_box(value->payload, value->tag);
    }
}

static PyObject *cell_of(const zi_shown_value *value) {
    return value && (uintptr_t)value->tag == ZI_SHOWN_CELL
               ? zi_new_reference((PyObject *)(uintptr_t)value->payload)
               : PyCell_New(NULL);
}

// Shows the variables in the frame, in the order of its code; what is captured is shown by its
// cells, which have to be there.
static void show(PyFrameObject *frame, const zi_shown_value *values, int64_t count) {
    PyCodeObject *code = PyFrame_GetCode(frame);
    for (Py_ssize_t i = 0; i < count; i++) {
        zi_frame_set_variable(frame, i,
                              i < code->co_nlocals ? object_of(&values[i]) : cell_of(&values[i]));
    }
    Py_DECREF(code);
    PyErr_Clear(); // what there was no memory for
}

// --- Lines ---------------------------------------------------------------------------------------
static void set_unit(PyFrameObject *frame, PyCodeObject *code, uint32_t behind_end) {
#if ZI_FRAMES_ARE_INTERNAL
    Py_ssize_t unit = Py_SIZE(code) - (Py_ssize_t)behind_end;
#if ZI_FRAME_HAS_NEXT_INSTRUCTION
    frame->f_frame->instr_ptr = _PyCode_CODE(code) + unit;
#else
    frame->f_frame->prev_instr = _PyCode_CODE(code) + unit;
#endif
#else
    Py_ssize_t units = PyBytes_GET_SIZE(code->co_code) / 2;
    frame->f_lasti = (int)(units - behind_end) * ZI_INSTRUCTIONS_COUNT_BYTES;
#endif
}

// Whoever does not ask the frame object asks the code for the line of the frame's instruction.
static void stand_in_line(PyFrameObject *frame, PyCodeObject *code, const zi_function_info *info,
                          int line) {
    uint32_t count;
    const uint32_t *lines = zi_traced_lines(info, &count);
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if ((int)lines[middle] < line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < count && (int)lines[low] == line) {
        set_unit(frame, code, count - low);
    }
}

static void set_line(PyFrameObject *frame, zi_state *state, const zi_function_info *anchor,
                     int line) {
    PyCodeObject *code = PyFrame_GetCode(frame);
    frame->f_lineno = line;
    if (anchor && code == zi_code_of(state, anchor)) {
        stand_in_line(frame, code, anchor, line);
    }
    Py_DECREF(code);
}

// --- Records -------------------------------------------------------------------------------------
static PyFrameObject *frame_of(void *record) {
#if ZI_HAS_MONITORING
    return ((Record *)record)->frame;
#else
    return record;
#endif
}

// Does somebody look at lines and variables? Profilers do not.
static bool is_looked_at(void *record) {
#if ZI_HAS_MONITORING
    if (((Record *)record)->states[ZI_MONITORED_LINE].active) {
        return true;
    }
#else
    (void)record;
#endif
    return zi_thread_state()->c_tracefunc;
}

// The module's body has a frame of its own, which goes on.
static void close_frame(PyFrameObject *frame, int flags) {
    if (flags & ZI_TRACE_OF_MODULE) {
        Py_DECREF(frame);
    } else {
        zi_frame_leave(frame);
    }
}

static PyFrameObject *open_frame(zi_state *state, const zi_function_info *info, int flags,
                                 int line) {
    if (flags & ZI_TRACE_OF_MODULE) {
        return zi_module_frame(state);
    }
    PyFrameObject *frame = zi_frame_open(state, info, line, NULL);
#if !ZI_FRAMES_TELL_SET_LINE
    if (frame) {
        Py_CLEAR(frame->f_trace); // its instruction tells the line
    }
#endif
    return frame;
}

static void close_record(void *record, int flags) {
    close_frame(frame_of(record), flags);
#if ZI_HAS_MONITORING
    PyMem_Free(record);
#endif
}

// NULL: there is no memory for it, and nothing is told.
static void *open_record(zi_state *state, const zi_function_info *info, int flags, int line) {
    PyFrameObject *frame = open_frame(state, info, flags, line);
#if ZI_HAS_MONITORING
    Record *record = frame ? PyMem_Malloc(sizeof *record) : NULL;
    if (record) {
        record->frame = frame;
        memcpy(record->states, state->shared->monitoring.states, sizeof record->states);
    } else if (frame) {
        close_frame(frame, flags);
    }
    return record;
#else
    return frame;
#endif
}

// --- What compiled code tells --------------------------------------------------------------------
static bool is_told(zi_state *state, const PyThreadState *thread, int flags) {
#if ZI_HAS_MONITORING
    if (is_monitored(state, flags)) {
        return !thread->tracing;
    }
#else
    (void)state;
#endif
    return !thread->tracing &&
           (thread->c_profilefunc || (flags & ZI_TRACE_LINES && thread->c_tracefunc));
}

static int tell_entry(void *record, zi_state *state, const zi_function_info *info, int line,
                      int flags, const zi_shown_value *values, int64_t count) {
    if (is_looked_at(record)) {
        if (info) {
            set_line(frame_of(record), state, info, (int)info->first_line + line - 1);
        }
        show(frame_of(record), values, count);
    }
    return tell_both(frame_of(record), flags, PyTrace_CALL, Py_None);
}

ZI_COLD void *zi_trace_enter(zi_state *state, const zi_function_info *info, int line, int flags,
                             const zi_shown_value *values, int64_t count) {
    PyThreadState *thread = zi_thread_state();
    if (!is_told(state, thread, flags)) {
        return NULL;
    }
    PyObject *raised = take_exception(thread); // thrown into a generator
    void *record = open_record(state, info, flags, line);
    int status = record ? tell_entry(record, state, info, line, flags, values, count) : 0;
    if (status == 0) {
        give_exception(raised);
        status = record ? monitor(record, MOMENT_ENTER, flags, NULL) : 0;
    } else {
        Py_XDECREF(raised);
    }
    if (status == 0) {
        return record;
    }
    close_record(record, flags);
    return (void *)ZI_TRACE_FAILED;
}

ZI_COLD int zi_trace_line(void *record, zi_state *state, const zi_function_info *anchor, int line,
                          const zi_shown_value *values, int64_t count) {
    PyFrameObject *frame = frame_of(record);
    int own_line = (int)(anchor ? anchor->first_line : state->info->last_line) + line;
    if (!is_looked_at(record)) {
        frame->f_lineno = own_line; // who looks at the stack
        return 0;
    }
    set_line(frame, state, anchor, own_line);
    show(frame, values, count);
    if (frame->f_trace_lines && tell_tracer(frame, PyTrace_LINE, Py_None) < 0) {
        return -1;
    }
    return monitor(record, MOMENT_LINE, 0, NULL);
}

ZI_COLD int zi_trace_leave(void *record, int flags, const zi_shown_value *values, int64_t count) {
    PyObject *result = object_of(values);
    if (!result) {
        PyErr_Clear();
        result = zi_new_reference(Py_None);
    }
    if (is_looked_at(record)) {
        show(frame_of(record), values + 1, count - 1);
    }
    int status = tell_both(frame_of(record), flags, PyTrace_RETURN, result);
    if (status == 0) {
        status = monitor(record, MOMENT_LEAVE, flags, result);
    }
    Py_DECREF(result);
    close_record(record, flags);
    return status;
}

ZI_COLD void zi_trace_unwind(void *record, int flags) {
    tell_both(frame_of(record), flags, PyTrace_RETURN, NULL);
    monitor(record, MOMENT_UNWIND, flags, NULL);
    close_record(record, flags);
}

// --- The same without the GIL --------------------------------------------------------------------
ZI_COLD void *zi_trace_enter_nogil(zi_state *state, const zi_function_info *info, int line,
                                   int flags, const zi_shown_value *values, int64_t count) {
    PyGILState_STATE gil = PyGILState_Ensure();
    void *record = zi_trace_enter(state, info, line, flags, values, count);
    PyGILState_Release(gil);
    return record;
}

ZI_COLD int zi_trace_line_nogil(void *record, zi_state *state, const zi_function_info *anchor,
                                int line, const zi_shown_value *values, int64_t count) {
    PyGILState_STATE gil = PyGILState_Ensure();
    int status = zi_trace_line(record, state, anchor, line, values, count);
    PyGILState_Release(gil);
    return status;
}

ZI_COLD int zi_trace_leave_nogil(void *record, int flags, const zi_shown_value *values,
                                 int64_t count) {
    PyGILState_STATE gil = PyGILState_Ensure();
    int status = zi_trace_leave(record, flags, values, count);
    PyGILState_Release(gil);
    return status;
}

ZI_COLD void zi_trace_unwind_nogil(void *record, int flags) {
    PyGILState_STATE gil = PyGILState_Ensure();
    zi_trace_unwind(record, flags);
    PyGILState_Release(gil);
}
