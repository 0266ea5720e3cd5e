// The checks that the grammar cannot make. Private to this folder.
//
// check.c walks the AST once and keeps what surrounds a node; the functions of the families look at
// one node each. Texts are CPython 3.13's where it has one.
#ifndef LINDWORM_FRONTEND_CHECK_H
#define LINDWORM_FRONTEND_CHECK_H

#include "frontend/internal.h"

typedef enum ScopeKind { SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION } ScopeKind;

// A module, class or function on the way from the root to a node.
typedef struct CheckScope {
    ScopeKind kind;
    const Node *node;
    bool is_async;
    bool is_generator; // holds a yield
    bool is_c;         // a cdef function: names are declared there
    struct CheckScope *outer;
    Map bindings; // name -> a NameBinding; filled when a global or nonlocal asks
    bool has_bindings;
} CheckScope;

typedef enum LoopContext { LOOP_NONE, LOOP_BODY, LOOP_EXCEPT_STAR } LoopContext;

typedef struct Checker {
    Lowering *lowering;
    Diagnostics *diagnostics;
    CheckScope *scope;
    LoopContext loop;
    bool in_except_star;                // return cannot leave such a block
    const Comprehension *comprehension; // the innermost one around the node, in the same function
} Checker;

// Checks the module's statements.
void check_module(Lowering *lowering, Module *module);

// check_target.c
void check_assign(Checker *checker, const Assign *assign);
void check_annotated_assign(Checker *checker, const AnnotatedAssign *assign);
void check_augmented_assign(Checker *checker, const AugmentedAssign *assign);
void check_delete(Checker *checker, const Delete *statement);
void check_loop_target(Checker *checker, const Node *target); // of for, with, comprehensions
void check_named_expression(Checker *checker, const NamedExpression *named);
void check_name_binding(Checker *checker, const Name *name, Span span); // __debug__
const char *expression_kind_text(const Node *node);                     // "function call"

// check_function.c
void check_parameters(Checker *checker, const Parameters *parameters);
void check_type_parameters(Checker *checker, const NodeList *list);
void check_arguments(Checker *checker, const NodeList *arguments);

// check_scope.c
void check_global(Checker *checker, const NodeList *names, bool is_nonlocal, Span span);
void check_import_from(Checker *checker, const ImportFrom *import);
void check_future_position(Checker *checker, const Module *module);

// check_pattern.c
void check_match(Checker *checker, const Match *match);

// check_flow.c
void check_try(Checker *checker, const Try *statement);
void check_comprehension(Checker *checker, const Comprehension *comprehension);
void check_return(Checker *checker, const Return *statement);
void check_yield(Checker *checker, const Node *node);
void check_await(Checker *checker, const Node *node, const char *what);
void check_jump(Checker *checker, const Node *node); // break, continue

#endif
