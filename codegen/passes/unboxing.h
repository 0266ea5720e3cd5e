// Between the files of the unboxing pass.
#ifndef ZILANT_CODEGEN_PASSES_UNBOXING_H
#define ZILANT_CODEGEN_PASSES_UNBOXING_H

#include "codegen/passes/internal.h"

// What is known of a web: registers that are copied to each other.
typedef struct Web {
    bool is_refused; // has to stay an object
    bool is_fixed;   // a parameter of the web is a dual
    // holds the result of arithmetic or of boxing a C number
    bool has_result;
    bool has_use; // is an operand of arithmetic
    bool has_box; // holds a C number that is boxed
    // by anything but copies and checks whether it is bound
    bool is_read;
} Web;

typedef struct Unboxing {
    IrModule *module;
    IrBody *body;
    Arena *arena;                  // for what ends with the pass
    bool with_arguments;           // see unboxing_analyse
    uint32_t register_count;       // when the pass began
    RegisterSets sets;             // of registers that copies connect
    Web *webs;                     // of each root
    const Definition *definitions; // of each register
    // set otherwise than as an op's one result
    bool *is_output;
    uint32_t *use_count; // of each register
} Unboxing;

// --- unboxing_web.c ------------------------------------------------------------------------------
// Finds the webs of a function and what they are used for, with the signatures as they are now; or,
// with arguments, as they would be if all its object parameters became duals.
Unboxing unboxing_analyse(IrModule *module, IrBody *body, Analyses *analyses, Arena *arena,
                          bool with_arguments);
Web *unboxing_web(const Unboxing *pass, IrRegisterId reg);
// Shall the register hold a dual?
bool unboxing_is_dual(const Unboxing *pass, IrRegisterId reg);
// Is the operand an int or float constant that a dual can hold unboxed?
bool unboxing_find_number(const Unboxing *pass, IrValue value, IrValue *number);
bool unboxing_is_object_type(const IrCType *type); // any object, as far as the typer knows
// The op that does on duals what this one does on objects; NULL if there is none.
typedef struct DualTwin {
    IrOpcode code;
    bool gives_dual;
} DualTwin;
const DualTwin *unboxing_find_twin(const IrOp *op);
// The runtime function that takes duals where the one that the op calls takes objects.
typedef struct RuntimeTwin {
    RuntimeId object, dual;
    unsigned duals; // bit n: operand n is a dual
    // bit n: a dual that is no variable and that only this op uses, since no object stands for it
    // that others could see
    unsigned unseen;
    bool gives_dual;
} RuntimeTwin;
// Is the operand a result that this op alone uses, and no variable?
bool unboxing_is_unseen(const Unboxing *pass, IrValue value);
// NULL: there is none for these operands.
const RuntimeTwin *unboxing_find_runtime_twin(const Unboxing *pass, const IrOp *op);

// --- unboxing_rewrite.c --------------------------------------------------------------------------
// Gives the registers their kinds and makes dual ops of the ops on them.
void unboxing_rewrite(Unboxing *pass);

#endif
