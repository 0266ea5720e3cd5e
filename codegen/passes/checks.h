// Between the files of the checks pass.
#ifndef ZILANT_CODEGEN_PASSES_CHECKS_H
#define ZILANT_CODEGEN_PASSES_CHECKS_H

#include "codegen/passes/internal.h"

// What code asks of a value. TYPE is a builtin type of Python.
typedef enum QuestionKind {
    // does it pass this op, of the trait CHECKS
    ASKS_CHECK,
    ASKS_NONE,  // is it None
    ASKS_EXACT, // is its type exactly TYPE
    // isinstance(value, TYPE): it may say that it is of another class than its type
    ASKS_INSTANCE,
} QuestionKind;

typedef struct Question {
    QuestionKind kind;
    IrRegisterId reg;
    const IrOp *check; // CHECK
    IrBuiltin type;    // EXACT, INSTANCE
} Question;

// A question that has been answered.
typedef struct Fact {
    Question question;
    bool answer;
    // Nothing has run Python code since as long as this is the epoch.
    uint32_t epoch;
    // number + 1 of the fact before it about the register, or 0
    uint32_t previous;
} Fact;

typedef enum Answer { ANSWER_UNKNOWN, ANSWER_NO, ANSWER_YES } Answer;

static inline Answer answer_of(bool truth) { return truth ? ANSWER_YES : ANSWER_NO; }

// --- checks_question.c ---------------------------------------------------------------------------
// What an op that gives a BOOL asks; `is_negated`: it gives false where the answer is yes. False:
// it asks nothing that is known here.
bool checks_find_question(const Definition *definitions, const IrOp *op, Question *question,
                          bool *is_negated);
// The answer that what sets the register alone tells.
Answer checks_answer_by_definition(const IrModule *module, const Definition *definitions,
                                   const Question *question);
// The answer that a fact about the same register tells; `is_fresh`: nothing has run Python code
// since.
Answer checks_answer_by_fact(const Fact *fact, const Question *question, bool is_fresh);

#endif
