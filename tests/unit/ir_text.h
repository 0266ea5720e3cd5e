// IR written as text, so that a test's case is a few lines.
//
//     function f generic native null (a:object) -> object
//     bb0 handler=bb1:
//         x:object = call_python a, a @3
//         return x
//     bb1:
//         return_error
//
// It is read by codegen/ir/ir_read.c, in whose words a register may have a name and says its kind
// where it first stands; a name that begins with a capital is a variable's, as of the source. Cases
// can refer to the types <object>, <double>, <long> and <double[:]>, and to the field Box.value;
// a body of the callable f says `of f`.
#ifndef ZILANT_TESTS_UNIT_IR_TEXT_H
#define ZILANT_TESTS_UNIT_IR_TEXT_H

#include "codegen/codegen.h"
#include "codegen/passes/pass.h"

typedef struct IrCase {
    Compilation *compilation;
    IrModule *module;
    IrBody *body; // the last one of the text
} IrCase;

// Makes a module of the functions in the text; a mistake in it ends the program.
IrCase *ir_case_create(const char *text);
void ir_case_destroy(IrCase *test);
// The function's dump, in the case's arena.
char *ir_case_dump(const IrCase *test);
// Runs a pass on the case's function, then the verifier of the function and of what the pass has
// kept of its analyses; returns a complaint or NULL.
const char *ir_case_run(IrCase *test, PassFunction *pass);
// Runs all passes from exceptions on, on all bodies: what is left can be emitted.
void ir_case_finish(IrCase *test);
// A case that the pass has run on; both what it takes and what it gives have to be well-formed.
IrCase *ir_case_passed(const char *text, PassFunction *pass);
// Prints the dump if the condition does not hold.
void ir_case_expect(const IrCase *test, bool condition);
// Expects a fault whose text holds `expected`, or none for NULL.
void ir_case_expect_fault(const char *text, const char *expected);
// Runs all passes from exceptions to refcount, and expects that references are balanced.
void ir_case_check_balance(IrCase *test);
bool ir_case_has(const IrCase *test, const char *text); // does the dump hold it
uint32_t ir_case_count(const IrCase *test, IrOpcode code);
// Follows every path through a function after the refcount pass, up to a bound, and counts
// references. Returns what is wrong (made in the case's arena), or NULL.
const char *ir_case_find_imbalance(IrCase *test);

#endif
