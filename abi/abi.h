// What the compiler and the runtime must agree on, as data: this header makes C enums of the
// numbers in abi/enum.def and abi/operator.def, for both sides. Includes nothing, so that the
// runtime (which sees Python.h) and the compiler (which does not) can both include it.
//
//     enum.def      tags of duals, flags, kinds
//     struct.def    structs, field by field
//     state.def     what follows a module's state in memory
//     operator.def  Python's operators, as families of runtime functions have them
//     known_function.def  functions of C that compiled code computes itself
//     slot.def      the slots of types that classes fill with functions of their own
//     layout.def    numbers that differ between Pythons: the emitter reads them from the bitcode
//
// docs/abi.md says how to add to each.
#ifndef ZILANT_ABI_ABI_H
#define ZILANT_ABI_ABI_H

// clang-format off
#define ABI_ENUM(name) enum zi_##name {
#define ABI_VALUE(NAME, number) ZI_##NAME = (number),
#define ABI_ENUM_END(name) };
#include "abi/enum.def"
// clang-format on

// A function of the runtime's bitcode with this attribute has an inline body; the value is its
// size, in LLVM's instructions.
#define ZI_WEIGHT_ATTRIBUTE "zi-weight"

enum zi_type_slot {
#define TYPE_SLOT(NAME, KIND, table, member, method, second) ZI_SLOT_##NAME,
#include "abi/slot.def"
    ZI_SLOT_COUNT
};

// The room that a critical section takes while it is open.
#define ZI_CRITICAL_SECTION_WORDS 3

// The room of a zi_parallel, with which the frame of a parallel section begins.
#define ZI_PARALLEL_WORDS 4

// How a thread leaves a parallel section before its end.
enum zi_parallel_exit {
    ZI_PARALLEL_NONE,
    ZI_PARALLEL_CONTINUE,
    ZI_PARALLEL_BREAK,
    ZI_PARALLEL_RETURN,
    ZI_PARALLEL_RETURN_VALUE,
    ZI_PARALLEL_RAISE
};

// How the rounds of a parallel loop are given to threads.
enum zi_schedule {
    ZI_SCHEDULE_STATIC,
    ZI_SCHEDULE_DYNAMIC,
    ZI_SCHEDULE_GUIDED,
    ZI_SCHEDULE_RUNTIME
};

// The methods that share tp_richcompare, in the order of CPython's Py_LT to Py_GE.
#define ZI_COMPARISON_METHODS "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"

enum zi_known_result {
    ZI_GIVES_ANY,
    ZI_GIVES_INT,
    ZI_GIVES_FLOAT,
    ZI_GIVES_OPERANDS,
    ZI_GIVES_SUM,
    ZI_GIVES_TRUTH
};

enum zi_known_function {
#define KNOWN_FUNCTION(NAME, module, name, count, GIVES) ZI_KNOWN_##NAME,
#include "abi/known_function.def"
};

// CPython's numbers of comparisons, Py_LT and so on.
enum zi_comparison {
#define COMPARE_OPERATOR(NAME, name, operator, code) ZI_COMPARE_##NAME,
#include "abi/operator.def"
};

enum zi_operator {
#define BINARY_OPERATOR(NAME, name, function, inplace, slot, method, sign) ZI_OPERATOR_##NAME,
#include "abi/operator.def"
};

#endif
