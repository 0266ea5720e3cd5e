// What the files of this folder share: the flat syntax tree, the state of lowering, the functions
// of each family. Nobody outside includes this.
//
// The stages of a file: parse.c runs tree-sitter, syntax.c copies its tree into an array of
// `Syntax` (without recursion, with a limit of depth, symbols and fields resolved to our enums),
// lower_*.c make AST nodes of it by the table syntax.def, validate_*.c walk the AST.
#ifndef ZILANT_FRONTEND_INTERNAL_H
#define ZILANT_FRONTEND_INTERNAL_H

#include "frontend/frontend.h"
#include "support/compilation.h"
#include "support/depth.h"
#include "support/vector.h"
#include <string.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_zilant(void);

// --- The flat syntax tree ------------------------------------------------------------------------
typedef enum SyntaxKind {
    // a named node without a line in syntax.def
    SYNTAX_UNKNOWN,
    // an anonymous node: its text says which
    SYNTAX_TOKEN,
    SYNTAX_ERROR, // tree-sitter's ERROR
#define SYNTAX(FAMILY, name, handler) SYNTAX_##name,
#define PART(name) SYNTAX_##name,
#define SLOT(name)
#include "frontend/syntax/syntax.def"
    SYNTAX_COUNT
} SyntaxKind;

// The names of fields in the grammar.
typedef enum SyntaxSlot {
    SLOT_NONE,
#define SYNTAX(FAMILY, name, handler)
#define PART(name)
#define SLOT(name) SLOT_##name,
#include "frontend/syntax/syntax.def"
    SLOT_COUNT
} SyntaxSlot;

typedef struct Syntax {
    uint16_t kind; // a SyntaxKind
    // a SyntaxSlot: the field of the parent that holds it
    uint16_t slot;
    bool is_missing;
    bool has_error;
    uint32_t start; // offsets in the source's text
    uint32_t end;
    struct Syntax *first; // child
    struct Syntax *next;  // sibling
} Syntax;

// Copies tree-sitter's tree, comments and the like left out. What lies deeper than the limit is cut
// off after E0008; `is_cut` says so.
Syntax *syntax_copy_tree(Arena *arena, Compilation *compilation, const Source *source,
                         const TSTree *tree, bool *is_cut);
// Says whether the node is no part of Python.
bool syntax_is_cython(const Syntax *syntax);

// The child in that field of the grammar, or NULL.
const Syntax *syntax_child(const Syntax *syntax, SyntaxSlot slot);
// The first child, or the next sibling, that is no token; NULL if there is none.
const Syntax *syntax_first_named(const Syntax *syntax);
const Syntax *syntax_next_named(const Syntax *syntax);
const Syntax *syntax_child_of_kind(const Syntax *syntax, SyntaxKind kind);
const Syntax *syntax_last_child(const Syntax *syntax);

// --- The state of lowering -----------------------------------------------------------------------
// One included file: the chain of `include` statements that led to it.
typedef struct IncludeChain {
    const Source *source;
    const struct IncludeChain *parent;
} IncludeChain;

// What the words around a declaration say of it: `cpdef`, `public`, a `cdef extern from` block, ...
typedef struct DeclarationContext {
    bool is_cpdef;
    bool is_typedef;
    bool is_extern;
    bool is_api;
    bool is_inline;
    bool is_nogil; // a block around it says `nogil`
    CVisibility visibility;
} DeclarationContext;

typedef struct Lowering {
    Compilation *compilation;
    Arena *arena; // of the AST
    // of the syntax tree and of lists under construction; given back after lowering
    Arena *scratch;
    Diagnostics *diagnostics;
    const Source *source;
    const FrontendOptions *options;
    const IncludeChain *including;
    int language_level;
    // the file does not parse, which has been reported
    bool is_broken;
    bool gave_up; // nor has it been taken apart
    // after `from __future__ import barry_as_FLUFL`: `<>` in place of `!=`
    bool is_barry_leader;
    // after the feature: there is no print statement then
    bool has_print_function;
    // after that feature: strings without a prefix are as u''
    bool has_unicode_literals;
    DepthGuard depth;
    DeclarationContext context;
} Lowering;

typedef Node *LowerFunction(Lowering *lowering, const Syntax *syntax);

static inline Span syntax_span(const Lowering *lowering, const Syntax *syntax) {
    return span_of(lowering->source, syntax->start, syntax->end);
}
static inline const char *syntax_text(const Lowering *lowering, const Syntax *syntax) {
    return lowering->source->text + syntax->start;
}
static inline uint32_t syntax_length(const Syntax *syntax) { return syntax->end - syntax->start; }

// Says whether the node's whole text is `text`.
bool syntax_is(const Lowering *lowering, const Syntax *syntax, const char *text);
// The first token child with that text, or NULL.
const Syntax *syntax_token(const Lowering *lowering, const Syntax *syntax, const char *text);
const Name *syntax_name(const Lowering *lowering, const Syntax *syntax);
// The same for the name of a member, which may be more of Python's keywords in Cython's files:
// `value.None`, `item.as`.
const Name *syntax_member_name(const Lowering *lowering, const Syntax *syntax);
// Is what only Python 2 spells so read here? Cython reads it in its files of any language level.
bool reads_python2(const Lowering *lowering);

// A new node of the AST with the place of a syntax node: LOWER_NEW(lowering, If, syntax).
#define LOWER_NEW(lowering, Type, syntax)                                                          \
    NODE_NEW((lowering)->arena, Type, syntax_span((lowering), (syntax)))

static inline void lower_push(Lowering *lowering, NodeVector *vector, Node *node) {
    if (node != NULL) {
        vector_push(lowering->scratch, vector, node);
    }
}
// Moves a list under construction to where it stays.
NodeList lower_finish_list(Lowering *lowering, const NodeVector *vector);

// --- Lowering by family --------------------------------------------------------------------------
#define SYNTAX(FAMILY, name, handler) LowerFunction handler;
#define PART(name)
#define SLOT(name)
#include "frontend/syntax/syntax.def"

// Any statement; NULL if it gives none (an error that has been reported).
Node *lower_statement(Lowering *lowering, const Syntax *syntax);
// Any expression or target; never NULL: an ErrorExpression after an error.
Node *lower_expression(Lowering *lowering, const Syntax *syntax);
// The same for a node that may be absent: NULL then.
Node *lower_optional(Lowering *lowering, const Syntax *syntax);
// Pushes the statements of a block or module.
void lower_statements(Lowering *lowering, const Syntax *block, NodeVector *vector);
NodeList lower_block(Lowering *lowering, const Syntax *block); // may be NULL
// The block in the field `body`.
NodeList lower_body(Lowering *lowering, const Syntax *syntax);
// The expressions from `first` on to the last sibling.
NodeList lower_expressions(Lowering *lowering, const Syntax *first);
// The expressions in that field of the grammar.
NodeList lower_slot_list(Lowering *lowering, const Syntax *syntax, SyntaxSlot slot);
Node *lower_error(Lowering *lowering, const Syntax *syntax);
// Reports Cython's syntax in a .py file.
void lower_report_cython(Lowering *lowering, const Syntax *syntax);
bool syntax_is_statement(const Syntax *syntax);

// lower_python2.c: the print statement that the expression of a statement is at language level 2,
// or NULL; `value` may be changed then
Node *lower_print_expression(Lowering *lowering, Node *value);
Node *lower_exec_expression(Lowering *lowering, Node *value); // the same of exec
// lower_import.c
const Name *lower_dotted_name(Lowering *lowering, const Syntax *syntax);
// lower_compound.c
void lower_for_from_bounds(Lowering *lowering, const Syntax *syntax, ForFrom *statement);
// lower_parameter.c: `empty` is the place of an absent list (of a lambda)
Node *lower_parameters(Lowering *lowering, const Syntax *syntax, Span empty);
NodeList lower_type_parameters(Lowering *lowering, const Syntax *syntax); // may be NULL
// lower_expression.c
NodeList lower_arguments(Lowering *lowering, const Syntax *syntax); // may be NULL
// lower_compile_time.c
Node *lower_sizeof(Lowering *lowering, const Syntax *syntax, Node *argument);
// lower_operator.c: `dropped` is how many characters at the end do not belong to the operator
BinaryOperator lower_binary_operator(const Lowering *lowering, const Syntax *syntax,
                                     uint32_t dropped);
CompareOperator lower_compare_operator(Lowering *lowering, const Syntax *syntax);
// lower_string.c: the decoded text of a plain string
Text lower_string_text(Lowering *lowering, const Syntax *syntax);
const Name *lower_string_name(Lowering *lowering, const Syntax *syntax);
// lower_c_type.c: a base, and a declarator around a name (which may be absent)
Node *lower_c_base(Lowering *lowering, const Syntax *syntax);
// The base of a declaration, whose type may be absent: `object` at `place`, then.
Node *lower_declared_base(Lowering *lowering, const Syntax *declaration, uint32_t place);
Node *lower_declarator(Lowering *lowering, const Syntax *syntax, Span empty);

// header.c: fills the directives and the language level
void read_header_directives(Compilation *compilation, ParsedFile *file);
// syntax_error.c: reports what is wrong in a broken tree; `errors` is how many were reported before
// the file was looked at
struct TokenVector;
void report_syntax_errors(Lowering *lowering, const Syntax *module, struct TokenVector *tokens,
                          uint32_t errors);
// lower_c_declaration.c: adds the modifiers of a declaration to the context and returns the old one
DeclarationContext lower_enter_declaration(Lowering *lowering, const Syntax *syntax);
// Reports `cpdef` and `inline` before what is no function.
void lower_refuse_modifiers(Lowering *lowering, Span span, const char *what);
// The body, with an empty context.
NodeList lower_plain_body(Lowering *lowering, const Syntax *syntax);
// Takes a string at the start of a body out of it.
Text lower_take_docstring(NodeList *body);
// parse.c: the statements of another file, for `include`; NULL after an error.
const Source *parse_included(Lowering *lowering, const char *path, Span from, NodeVector *body);

#endif
