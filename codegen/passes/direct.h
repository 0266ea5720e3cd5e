// Between the files of the direct pass.
#ifndef ZILANT_CODEGEN_PASSES_DIRECT_H
#define ZILANT_CODEGEN_PASSES_DIRECT_H

#include "codegen/passes/internal.h"

// A function of the module that a call may come to.
typedef struct Candidate {
    IrCallable *callable;
    IrBody *body;
    // the tuple of its default values, if that is a constant; or IR_NO_CONSTANT
    uint32_t defaults;
    bool is_made;          // some op makes a function of it
    bool returns_instance; // what a call of a class gives
} Candidate;

typedef VECTOR(Candidate *) CandidateVector;

typedef struct Direct {
    IrModule *module;
    Arena *arena;
    NameTable *names;
    // const Name * -> CandidateVector *; the second has the __init__ of classes by the class's name
    Map by_name, by_class;
    // const IrCallable * -> Candidate *
    Map by_callable;
    uint32_t init_name; // a constant
} Direct;

// A call of Python's as a pass sees it.
typedef struct PythonCall {
    IrValue callee;
    const Name *name;
    // what the call of a class makes: the first argument of its __init__; or none
    IrRegisterId instance;
    // a method: whether it takes the object, which is the first argument
    bool is_method;
    // a special method of the first argument
    bool is_special;
    IrValue takes_self;
    IrValue *arguments;
    uint32_t count;
    const IrConstant *keyword_names; // or NULL
} PythonCall;

// What a call gives a candidate's parameters.
typedef struct Binding {
    const Candidate *candidate;
    bool takes_self;
    bool has_defaults; // some parameter gets one: a constant
    IrValue *values;
    // of each parameter: the default that it gets, or IR_NO_CONSTANT
    uint32_t *constants;
} Binding;

enum { MOST_CANDIDATES = 6 };

// --- direct_bind.c: candidates, and what a call gives them ---------------------------------------
void direct_collect(Direct *pass);
// The candidates that the call fits, with what each gets; 0: there are none, or too many.
uint32_t direct_find_bindings(const Direct *pass, const PythonCall *call,
                              Binding bindings[MOST_CANDIDATES]);

// --- direct.c ------------------------------------------------------------------------------------
// The name by which the callee is found: of a method, a global, or a variable. NULL: by none.
const Name *direct_name_of_callee(const Direct *pass, const IrBody *body,
                                  const Definition *definitions, IrValue callee);

// --- direct_edit.c: making blocks and ops in the place of a call ---------------------------------
typedef struct Splitting {
    const Direct *pass;
    IrBody *body;
    const IrBlock *block; // that held the call
    const IrOp *call;
} Splitting;

IrBlock *direct_new_block(const Splitting *splitting, const char *label);
// Takes what follows the op out of its block, into one of its own.
IrBlock *direct_split_after(const Splitting *splitting, IrBlock *block, uint32_t place);
// Appends an op at the place of the call.
IrOp *direct_put(const Splitting *splitting, IrBlock *block, IrOpcode code, IrRegisterId result,
                 const IrValue *operands, uint32_t count);
// The same, of an op that gives a register of its own.
IrOp *direct_put_giving(const Splitting *splitting, IrBlock *block, IrOpcode code, IrKind kind,
                        const IrValue *operands, uint32_t count);
IrOp *direct_put_runtime(const Splitting *splitting, IrBlock *block, RuntimeId runtime, IrKind kind,
                         const IrValue *operands, uint32_t count);
// Ends the block: goes to the one that is returned if the condition is as `expected`, else to
// `otherwise`.
IrBlock *direct_put_branch(const Splitting *splitting, IrBlock *block, IrValue condition,
                           bool expected, IrBlock *otherwise);
IrValue direct_put_constant(const Splitting *splitting, IrBlock *block, uint32_t constant);
// The candidate's function object, which may be null.
IrValue direct_put_function(const Splitting *splitting, IrBlock *block, const Candidate *candidate);
// Whether the callee is the candidate's function: a BOOL.
IrValue direct_put_identity(const Splitting *splitting, IrBlock *block, IrValue callee,
                            const Candidate *candidate);
// Goes on in the block that is returned if the function has the defaults that the binding takes,
// else in `otherwise`.
IrBlock *direct_put_defaults_question(const Splitting *splitting, IrBlock *block,
                                      const Binding *binding, IrBlock *otherwise);
void direct_put_native_call(const Splitting *splitting, IrBlock *block, const Binding *binding,
                            IrRegisterId result);

// --- direct_method.c: methods that are called as soon as they are looked up ----------------------
// Makes the call of a method direct if it is one; else nothing is edited, and false returned.
bool direct_edit_method(const Direct *pass, IrBody *body, IrBlock *block, uint32_t place,
                        const Binding *bindings, uint32_t count);

// --- direct_special.c: operators and the like ----------------------------------------------------
// What the pass has found out about a body before it edits it.
typedef struct SpecialSites SpecialSites;
SpecialSites *direct_find_special_sites(const Direct *pass, const IrBody *body,
                                        const Definition *definitions);
// Does some path of the body return what a call of a class gives?
bool direct_returns_instance(const Direct *pass, const IrBody *body);
// Puts calls of special methods that the op may come to in its place: whether there are any.
// What followed the op is in the first block that was made.
bool direct_edit_special(const Direct *pass, const SpecialSites *sites, IrBody *body,
                         const Definition *definitions, IrBlock *block, uint32_t place);

#endif
