// The checks that the grammar cannot make. Private to this folder.
//
// validate.c walks the AST once and keeps what surrounds a node; the functions of the families look
// at one node each. Texts are those of the newest CPython where it has one.
#ifndef ZILANT_FRONTEND_VALIDATE_H
#define ZILANT_FRONTEND_VALIDATE_H

#include "frontend/internal.h"

typedef enum ScopeKind { SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION } ScopeKind;

// A module, class or function on the path from the root to a node.
typedef struct ValidatedScope {
    ScopeKind kind;
    const Node *node;
    bool is_async;
    bool is_generator;        // holds a yield
    const Node *value_return; // the first return with a value
    // a cdef function: names are declared there
    bool is_c;
    struct ValidatedScope *outer;
    // name -> a NameBinding; filled when a global or nonlocal asks
    Map bindings;
    bool has_bindings;
} ValidatedScope;

typedef enum LoopContext { LOOP_NONE, LOOP_BODY, LOOP_EXCEPT_STAR } LoopContext;

// A comprehension around a node, and those around it in the same function.
typedef struct ComprehensionContext {
    const Comprehension *comprehension;
    const struct ComprehensionContext *outer;
} ComprehensionContext;

typedef struct Validator {
    Lowering *lowering;
    Diagnostics *diagnostics;
    ValidatedScope *scope;
    LoopContext loop;
    bool in_except_star;       // return cannot leave such a block
    bool in_try;               // in any block of a try statement
    bool in_finally;           // return would leave one
    bool in_finally_of_loop;   // so would break and continue
    bool has_lazy_annotations; // annotations have scopes of their own
    // loops, try and with around the node in its function
    uint32_t block_depth;
    // the innermost one around the node, in the same function
    const ComprehensionContext *comprehension;
} Validator;

// Checks the module's statements.
void validate_module(Lowering *lowering, Module *module);

// validate_declaration.c: where cdef, ctypedef, cimport and their like may stand
void validate_declarations(Lowering *lowering, Module *module);

// validate_target.c
void validate_assign(Validator *validator, const Assign *assign);
void validate_annotated_assign(Validator *validator, const AnnotatedAssign *assign);
void validate_augmented_assign(Validator *validator, const AugmentedAssign *assign);
void validate_delete(Validator *validator, const Delete *statement);
void validate_loop_target(Validator *validator, const Node *target); // of for, with, comprehensions
void validate_named_expression(Validator *validator, const NamedExpression *named);
void validate_name_binding(Validator *validator, const Name *name, Span span); // __debug__
const char *expression_kind_text(const Node *node);                            // "function call"

// validate_function.c
void validate_parameters(Validator *validator, const Parameters *parameters);
void validate_type_parameters(Validator *validator, const NodeList *list);
// Refuses `:=`, yield and await in an expression that is evaluated lazily or in a scope of its own;
// `where` names it. Says whether there was none of them.
bool validate_type_scope(Validator *validator, const Node *expression, const char *where);
void validate_arguments(Validator *validator, const NodeList *arguments);

// validate_advice.c
void advise_compare(Validator *validator, const CompareExpression *compare);
void advise_call(Validator *validator, const Call *call);
void advise_subscript(Validator *validator, const Subscript *subscript);
void advise_assert(Validator *validator, const Assert *statement);
// return, break or continue, which leaves a finally block
void advise_finally(Validator *validator, const Node *node, const char *what);

// validate_scope.c
void validate_global(Validator *validator, const NodeList *names, bool is_nonlocal, Span span);
void validate_import(Validator *validator, const Import *import);
void validate_import_from(Validator *validator, const ImportFrom *import);
void validate_future_position(Validator *validator, const Module *module);

// validate_pattern.c
void validate_match(Validator *validator, const Match *match);

// validate_flow.c
void validate_try(Validator *validator, const Try *statement);
void validate_comprehension(Validator *validator, const Comprehension *comprehension);
void validate_return(Validator *validator, const Return *statement);
void validate_yield(Validator *validator, const Node *node);
void validate_await(Validator *validator, const Node *node, const char *what);
void validate_jump(Validator *validator, const Node *node); // break, continue

#endif
