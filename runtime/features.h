// What the Python that this is compiled for has: the one table of all that differs from version to
// version. The runtime asks for a feature by its name, never for a version. What the layouts say is
// proved by the assertions of runtime/probe.c when the runtime is compiled, and tried out on the
// running Python when the first module is imported.
#ifndef ZILANT_RUNTIME_FEATURES_H
#define ZILANT_RUNTIME_FEATURES_H

#include <Python.h>

#define ZI_SINCE(minor) (PY_VERSION_HEX >= (0x03000000 | (minor) << 16))
#define ZI_BEFORE(minor) (!ZI_SINCE(minor))
// The versions that were looked at.
#define ZI_KNOWS_VERSION (ZI_SINCE(9) && ZI_BEFORE(16))

// clang-format off
// --- Layouts -------------------------------------------------------------------------------------
// int: one word holds sign and number of digits; before, the sign is that of the number of digits
#define ZI_INT_HAS_TAG              ZI_SINCE(12)
// objects that live for ever, whose counts nobody changes
#define ZI_HAS_IMMORTALS            ZI_SINCE(12)
// the count of references is 32 bits wide, beside flags
#define ZI_COUNT_HAS_32_BITS        ZI_SINCE(14)
// dicts tell watchers of their changes; before (and up to 3.13), each counts them
#define ZI_WATCHES_DICTS            (ZI_SINCE(12) && !ZI_IS_FREE_THREADED)
// a dict's table says of which kind its keys are, and has entries of two words if all are strings
#define ZI_READS_DICTS_IN_PLACE     (ZI_SINCE(11) && !ZI_IS_FREE_THREADED)
// a text may have a copy of wide characters
#if ZI_BEFORE(12)
#define ZI_TEXT_HAS_WCHARS(text)    (((PyASCIIObject *)(text))->wstr != NULL)
#else
#define ZI_TEXT_HAS_WCHARS(text)    false
#endif
// texts of one character up to U+00FF are objects of the process that are never freed
#define ZI_CHARACTERS_ARE_STATIC    ZI_SINCE(11)
// nobody is told of objects that are made and move
#define ZI_RESIZES_TEXTS            (ZI_BEFORE(13) && !ZI_COUNTS_REFERENCES)
// cpython/pymem.h; since then, an internal header
#define ZI_DECLARES_ALLOCATOR_NAME  ZI_BEFORE(13)
// instances keep values in the order of keys that they share: behind a pointer four words before
// the object, from 3.12 on a tagged one three words before it, from 3.13 on after the object
#define ZI_VALUES_BEHIND_POINTER    (ZI_SINCE(11) && ZI_BEFORE(12))
#define ZI_VALUES_BEHIND_TAG        (ZI_SINCE(12) && ZI_BEFORE(13))
#define ZI_VALUES_INLINE            ZI_SINCE(13)
// after all fields that the type has; before, after the header, in types without fields alone
#define ZI_VALUES_AFTER_FIELDS      ZI_SINCE(14)
// the list of an instance's weak references stands four words before it; before, in a field
#define ZI_WEAKREFS_BEFORE_HEADER   ZI_SINCE(12)
// internal/pycore_descrobject.h
#define ZI_DECLARES_PROPERTY        ZI_SINCE(12)
// modules that are imported when their name is first looked up
#define ZI_HAS_LAZY_IMPORTS         ZI_SINCE(15)
// the set exception is one object; before, a type, a value and a traceback
#define ZI_RAISED_IS_ONE_OBJECT     ZI_SINCE(12)
// and so is the handled one of a _PyErr_StackItem
#define ZI_HANDLED_IS_ONE_OBJECT    ZI_SINCE(11)
// what asks the interpreter to stop for a moment belongs to the thread; before, to the interpreter
#define ZI_BREAKER_OF_THREAD        ZI_SINCE(13)
// garbage is collected when the interpreter's loop comes to it, not when memory is asked for
#define ZI_COLLECTS_IN_LOOP         ZI_SINCE(12)
// frames tell the line that was set; before, that of their instruction
#define ZI_FRAMES_TELL_SET_LINE     ZI_SINCE(10)
// frame objects are made of an interpreter's frame, codes have a table of places with columns
#define ZI_FRAMES_ARE_INTERNAL      ZI_SINCE(11)
// the module that looks for its caller's name asks the function of the frame
#define ZI_FRAME_FUNCTION_HAS_MODULE ZI_SINCE(12)
// the references of a frame are tagged (_PyStackRef), its layout has a header of its own
#define ZI_FRAME_HAS_STACK_REFERENCES ZI_SINCE(14)
// a frame knows the instruction that comes next; before, the one that it is at
#define ZI_FRAME_HAS_NEXT_INSTRUCTION ZI_SINCE(13)
// f_locals takes what captured variables of the function itself have in the frame for cells
#define ZI_FRAME_HAS_OWN_CELLS ZI_SINCE(13)
// how many bytes of the code an instruction of f_lasti is
#define ZI_INSTRUCTIONS_COUNT_BYTES (ZI_SINCE(10) ? 1 : 2)
// the innermost frame stands in a _PyCFrame; after, in the thread itself
#define ZI_FRAME_IS_IN_C_FRAME      (ZI_SINCE(11) && ZI_BEFORE(13))

// whether a thread is traced stands in its _PyCFrame; before, in the thread; later, in its functions
#define ZI_TRACED_IN_C_FRAME        (ZI_SINCE(10) && ZI_BEFORE(12))
#define ZI_TRACED_IN_THREAD         ZI_BEFORE(10)
#define ZI_HAS_ENTER_TRACING        ZI_SINCE(11) // PyThreadState_EnterTracing
#define ZI_HAS_MONITORING           ZI_SINCE(13) // PyMonitoring_EnterScope and its kin

// --- Functions of the C API ----------------------------------------------------------------------
#define ZI_HAS_UNCHECKED_THREAD     ZI_SINCE(13) // PyThreadState_GetUnchecked
#define ZI_HAS_LIST_EXTEND          ZI_SINCE(13) // PyList_Extend
#define ZI_HAS_MUTEX                ZI_SINCE(13) // PyMutex
// PyDict_GetItemRef, PyDict_Pop and their kin
#define ZI_HAS_DICT_REFERENCES      ZI_SINCE(13)
#define ZI_DECLARES_SET_UPDATE      ZI_BEFORE(13) // _PySet_Update; exported later too
#define ZI_HAS_AM_SEND              ZI_SINCE(10)
#define ZI_HAS_EXCEPTION_GROUPS     ZI_SINCE(11)
#define ZI_EXCEPTIONS_HAVE_NOTES    ZI_SINCE(11)
// a group that except* puts around an exception has the clause in its traceback; came with updates
#if ZI_SINCE(14)
#define ZI_NEW_GROUPS_SHOW_CLAUSE   1
#elif ZI_SINCE(13)
#define ZI_NEW_GROUPS_SHOW_CLAUSE   (Py_Version >= 0x030D0200)
#elif ZI_SINCE(12)
#define ZI_NEW_GROUPS_SHOW_CLAUSE   (Py_Version >= 0x030C0900)
#else
#define ZI_NEW_GROUPS_SHOW_CLAUSE   0
#endif
#define ZI_HAS_TEMPLATES            ZI_SINCE(14) // string.templatelib
#define ZI_HAS_REGROUPING           ZI_SINCE(12) // PyUnstable_Exc_PrepReraiseStar
// Py_TPFLAGS_SEQUENCE, Py_TPFLAGS_MAPPING, and the flag of what matches itself
#define ZI_HAS_PATTERN_FLAGS        ZI_SINCE(10)
#define ZI_HAS_IMMUTABLE_TYPES      ZI_SINCE(10) // Py_TPFLAGS_IMMUTABLETYPE
#define ZI_CODE_HAS_LINE_TABLE      ZI_SINCE(10)
#define ZI_NEW_CODE_IS_UNSTABLE     ZI_SINCE(12) // PyUnstable_Code_NewWithPosOnlyArgs
#define ZI_HAS_VERSION_ASSIGNMENT   ZI_SINCE(12) // PyUnstable_Type_AssignVersionTag
#define ZI_HAS_REFERENCE_TRACER     ZI_SINCE(13) // PyRefTracer_GetTracer
#define ZI_GET_METHOD_IS_INTERNAL   ZI_SINCE(13) // _PyObject_GetMethod

// --- What Python code sees -----------------------------------------------------------------------
#define ZI_ERRORS_QUALIFY_CALLEES   ZI_SINCE(10) // "Class.method() takes ..."
#define ZI_NAME_ERROR_HAS_NAME      ZI_SINCE(10)
#define ZI_UNBOUND_ERROR_SAYS_WHY   ZI_SINCE(11) // "cannot access local variable ..."
#define ZI_INLINES_COMPREHENSIONS   ZI_SINCE(12)
// a `with` of what is no context manager is a TypeError; it looks for __exit__ before __enter__,
// and says if the object is an asynchronous one
#define ZI_WITH_RAISES_TYPE_ERROR   ZI_SINCE(11)
#define ZI_WITH_LOOKS_FOR_EXIT_FIRST ZI_SINCE(14)
// "'int' object can't be awaited"
#if ZI_SINCE(14)
#define ZI_TEXT_NOT_AWAITABLE       "'%.100s' object can't be awaited"
#else
#define ZI_TEXT_NOT_AWAITABLE       "object %.100s can't be used in 'await' expression"
#endif
#define ZI_GENERATOR_HAS_SUSPENDED  ZI_SINCE(11) // gi_suspended, cr_suspended
#define ZI_GENERATOR_HAS_STATE      ZI_SINCE(15) // gi_state, cr_state
#define ZI_ASYNC_GENERATOR_HAS_SUSPENDED ZI_SINCE(12) // ag_suspended
// never to await what asend(), athrow() and aclose() give is worth a warning
#define ZI_ASYNC_STEPS_WARN         ZI_SINCE(13)
#define ZI_CLOSE_GIVES_VALUE        ZI_SINCE(13) // generator.close()
// the body of a generator turns StopIteration into RuntimeError; before, what resumes it
#define ZI_BODY_REPLACES_STOP       ZI_SINCE(12)
#define ZI_THROW_OF_PARTS_WARNS     ZI_SINCE(12) // throw(type, value, traceback)
#define ZI_HAS_TYPE_PARAMETERS      ZI_SINCE(12) // function.__type_params__
// `from __future__ import barry_as_FLUFL` holds for the file that says so, not only for what it
// executes
#define ZI_BARRY_LEADS_FILES        ZI_SINCE(14)
// annotations are evaluated when asked for: `__annotate__`
#define ZI_DEFERS_ANNOTATIONS       ZI_SINCE(14)
// CO_METHOD, of what a class's body defines
#define ZI_CODE_TELLS_METHODS       ZI_SINCE(14)
// "__annotate__() must return a dict, not int"
#define ZI_ANNOTATE_MUST_RETURN     ZI_SINCE(15)
// "called match pattern must be a class", not "a type"
#define ZI_PATTERN_CALLS_CLASS      ZI_SINCE(12)
// "class pattern must refer to a class"
#define ZI_PATTERN_REFERS_TO_CLASS  ZI_SINCE(15)
// "C.__await__() must return an iterator, not int"
#define ZI_AWAIT_MUST_RETURN        ZI_SINCE(15)
// "too many values to unpack (expected 2, got 3)"
#define ZI_UNPACKING_SAYS_COUNT     ZI_SINCE(14)
// "Value after * must be an iterable", without the callee; keys() may raise AttributeError
#define ZI_STAR_ERRORS_NAME_VALUE   ZI_SINCE(15)
// clang-format on

#ifdef Py_GIL_DISABLED
#define ZI_IS_FREE_THREADED 1
#else
#define ZI_IS_FREE_THREADED 0
#endif
// All references of the process are counted: nothing but Py_INCREF and Py_DECREF may change one.
#if defined(Py_REF_DEBUG) || defined(Py_TRACE_REFS)
#define ZI_COUNTS_REFERENCES 1
#else
#define ZI_COUNTS_REFERENCES 0
#endif
// Instances of Python's classes are made and released without the interpreter's functions.
#define ZI_RELEASES_INSTANCES (!ZI_COUNTS_REFERENCES && !ZI_IS_FREE_THREADED)

// For types that only the runtime makes objects of.
#if ZI_SINCE(10)
#define ZI_NOT_INSTANTIABLE Py_TPFLAGS_DISALLOW_INSTANTIATION
#else
#define ZI_NOT_INSTANTIABLE 0
#endif

#endif
