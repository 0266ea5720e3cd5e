// Lowering of cdef, cpdef and ctypedef: variables, functions, blocks, extern blocks.
//
// What is said around a declaration (`cpdef`, `public`, `extern from`, ...) is kept in the context
// and repeated in each node. Several declarators that do not fit one node make a CdefBlock.

#include "frontend/internal.h"

// Reads a word that says who sees what is declared; reports a second one.
static bool read_visibility(Lowering *lowering, const Syntax *word, const Syntax **first) {
    static const struct {
        const char *text;
        CVisibility visibility;
    } words[] = {{"public", VISIBILITY_PUBLIC},
                 {"readonly", VISIBILITY_READONLY},
                 {"extern", VISIBILITY_EXTERN}};
    size_t i = 0;
    while (i < sizeof words / sizeof *words && !syntax_is(lowering, word, words[i].text))
        i++;
    if (i == sizeof words / sizeof *words)
        return false;
    if (*first != NULL)
        diag_report(lowering->diagnostics, DIAG_E0525, syntax_span(lowering, word), words[i].text,
                    arena_format(lowering->scratch, "beside '%.*s'", (int)syntax_length(*first),
                                 syntax_text(lowering, *first)));
    *first = word;
    lowering->context.visibility = words[i].visibility;
    lowering->context.is_extern |= words[i].visibility == VISIBILITY_EXTERN;
    return true;
}

// Adds the modifiers among the children to the context.
static void read_modifiers(Lowering *lowering, const Syntax *syntax) {
    DeclarationContext *context = &lowering->context;
    const Syntax *visibility = NULL;
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->slot != SLOT_modifier || read_visibility(lowering, child, &visibility)) {
            continue;
        }
        if (syntax_is(lowering, child, "api")) {
            context->is_api = true;
        } else if (syntax_is(lowering, child, "inline")) {
            context->is_inline = true;
        }
    }
}

DeclarationContext lower_enter_declaration(Lowering *lowering, const Syntax *syntax) {
    DeclarationContext outer = lowering->context;
    read_modifiers(lowering, syntax);
    return outer;
}

void lower_refuse_modifiers(Lowering *lowering, Span span, const char *what) {
    if (lowering->context.is_cpdef)
        diag_report(lowering->diagnostics, DIAG_E0525, span, "cpdef", what);
    if (lowering->context.is_inline)
        diag_report(lowering->diagnostics, DIAG_E0525, span, "inline", what);
}

NodeList lower_plain_body(Lowering *lowering, const Syntax *syntax) {
    DeclarationContext outer = lowering->context;
    lowering->context = (DeclarationContext){0};
    NodeList body = lower_body(lowering, syntax);
    lowering->context = outer;
    return body;
}

// cdef_statement: ('cdef' | 'cpdef') declaration
Node *lower_cdef_statement(Lowering *lowering, const Syntax *syntax) {
    DeclarationContext outer = lowering->context;
    lowering->context.is_cpdef |= syntax_is(lowering, syntax_child(syntax, SLOT_keyword), "cpdef");
    Node *declaration = lower_statement(lowering, syntax_child(syntax, SLOT_declaration));
    if (declaration != NULL) {
        declaration->span = syntax_span(lowering, syntax);
    }
    lowering->context = outer;
    return declaration;
}

// ctypedef_statement: 'ctypedef' declaration
Node *lower_ctypedef_statement(Lowering *lowering, const Syntax *syntax) {
    DeclarationContext outer = lowering->context;
    lowering->context.is_typedef = true;
    Node *declaration = lower_statement(lowering, syntax_child(syntax, SLOT_declaration));
    if (declaration != NULL) {
        declaration->span = syntax_span(lowering, syntax);
    }
    lowering->context = outer;
    return declaration;
}

// cdef_block: modifier* ['nogil'] ':' body
Node *lower_cdef_block(Lowering *lowering, const Syntax *syntax) {
    CdefBlock *block = LOWER_NEW(lowering, CdefBlock, syntax);
    DeclarationContext outer = lower_enter_declaration(lowering, syntax);
    block->is_nogil = syntax_child(syntax, SLOT_nogil) != NULL;
    if (lowering->context.is_cpdef)
        lower_refuse_modifiers(lowering, block->node.span, "on a block");
    lowering->context.is_nogil |= block->is_nogil;
    block->body = lower_body(lowering, syntax);
    lowering->context = outer;
    return (Node *)block;
}

// --- Variables and declared functions ------------------------------------------------------------
// A nogil block makes the functions in it nogil.
static void apply_nogil(const Lowering *lowering, Node *declarator) {
    if (node_is(declarator, NODE_DeclaratorFunction)) {
        DeclaratorFunction *function = NODE_AS(DeclaratorFunction, declarator);
        if (lowering->context.is_nogil && function->gil == GIL_RULE_DEFAULT) {
            function->gil = GIL_RULE_NOGIL;
        }
    }
}

static CFunctionDef *make_function(Lowering *lowering, const Syntax *syntax, Node *base,
                                   Node *declarator) {
    CFunctionDef *function = LOWER_NEW(lowering, CFunctionDef, syntax);
    const DeclarationContext *context = &lowering->context;
    function->base = base;
    function->declarator = declarator;
    function->visibility = context->visibility;
    function->is_cpdef = context->is_cpdef;
    function->is_inline = context->is_inline;
    function->is_api = context->is_api;
    function->is_extern = context->is_extern;
    apply_nogil(lowering, declarator);
    return function;
}

static Node *make_variables(Lowering *lowering, const Syntax *syntax, Node *base,
                            const NodeVector *declarators) {
    CVariableDeclaration *variables = LOWER_NEW(lowering, CVariableDeclaration, syntax);
    if (lowering->context.is_cpdef) {
        Diagnostic *message = diag_report(lowering->diagnostics, DIAG_E0525, variables->node.span,
                                          "cpdef", "on a variable");
        diag_add_help(message, "write `cdef`; in a class `cdef public` or `cdef readonly` shows an "
                               "attribute to Python");
    }
    variables->base = base;
    variables->declarators = lower_finish_list(lowering, declarators);
    variables->visibility = lowering->context.visibility;
    variables->is_inline = lowering->context.is_inline;
    variables->is_api = lowering->context.is_api;
    variables->is_extern = lowering->context.is_extern;
    return (Node *)variables;
}

static Node *make_typedef(Lowering *lowering, const Syntax *syntax, Node *base, Node *declarator) {
    CTypedef *type = LOWER_NEW(lowering, CTypedef, syntax);
    type->base = base;
    type->declarator = declarator;
    type->visibility = lowering->context.visibility;
    type->is_api = lowering->context.is_api;
    apply_nogil(lowering, declarator);
    return (Node *)type;
}

// init_declarator: declarator ['=' value]
static Node *lower_init_declarator(Lowering *lowering, const Syntax *syntax, Span empty) {
    Node *declarator = lower_declarator(lowering, syntax_child(syntax, SLOT_declarator), empty);
    const Syntax *value = syntax_child(syntax, SLOT_value);
    if (value != NULL) {
        declarator_core(declarator)->default_value = lower_expression(lowering, value);
    }
    return declarator;
}

// One node if one is enough, else a block of them.
static Node *make_group(Lowering *lowering, const Syntax *syntax, const NodeVector *statements) {
    if (statements->count == 1) {
        return statements->items[0];
    }
    CdefBlock *block = LOWER_NEW(lowering, CdefBlock, syntax);
    block->body = lower_finish_list(lowering, statements);
    return (Node *)block;
}

// c_declaration: modifier* [type] init_declarator (',' init_declarator)*
Node *lower_c_declaration(Lowering *lowering, const Syntax *syntax) {
    DeclarationContext outer = lower_enter_declaration(lowering, syntax);
    const Syntax *first = syntax_child(syntax, SLOT_declarator);
    Node *base = lower_declared_base(lowering, syntax, first->start);
    Span empty = span_of(lowering->source, first->start, first->start);
    NodeVector statements = {0};
    NodeVector variables = {0};
    for (const Syntax *child = first; child != NULL; child = syntax_next_named(child)) {
        Node *declarator = lower_init_declarator(lowering, child, empty);
        if (lowering->context.is_typedef) {
            lower_push(lowering, &statements, make_typedef(lowering, syntax, base, declarator));
        } else if (node_is(declarator, NODE_DeclaratorFunction)) {
            lower_push(lowering, &statements,
                       (Node *)make_function(lowering, syntax, base, declarator));
        } else {
            lower_push(lowering, &variables, declarator);
        }
    }
    if (variables.count > 0) {
        lower_push(lowering, &statements, make_variables(lowering, syntax, base, &variables));
    }
    lowering->context = outer;
    return make_group(lowering, syntax, &statements);
}

// c_function_definition: modifier* [type] declarator ':' body
Node *lower_c_function_definition(Lowering *lowering, const Syntax *syntax) {
    DeclarationContext outer = lower_enter_declaration(lowering, syntax);
    const Syntax *declarator = syntax_child(syntax, SLOT_declarator);
    Span empty = span_of(lowering->source, declarator->start, declarator->start);
    Node *base = lower_declared_base(lowering, syntax, declarator->start);
    CFunctionDef *function =
        make_function(lowering, syntax, base, lower_declarator(lowering, declarator, empty));
    function->has_body = true;
    function->body = lower_plain_body(lowering, syntax);
    lowering->context = outer;
    if (!node_is(function->declarator, NODE_DeclaratorFunction)) {
        diag_report(lowering->diagnostics, DIAG_E0127, function->declarator->span);
        return NULL;
    }
    return (Node *)function;
}

// --- extern --------------------------------------------------------------------------------------
// header: a string, perhaps with angle brackets inside, or '*'
static void read_header(Lowering *lowering, const Syntax *syntax, ExternBlock *block) {
    if (syntax->kind == SYNTAX_TOKEN) {
        block->any_header = true;
        return;
    }
    Text text = lower_string_text(lowering, syntax);
    if (text.length >= 2 && text.bytes[0] == '<' && text.bytes[text.length - 1] == '>') {
        block->angle_brackets = true;
        text.bytes++;
        text.length -= 2;
    }
    block->header = name_intern(lowering->compilation->names, text.bytes, text.length);
}

Text lower_take_docstring(NodeList *body) {
    Text text = {NULL, 0};
    if (body->count == 0 || !node_is(body->items[0], NODE_ExpressionStatement)) {
        return text;
    }
    Node *value = NODE_AS(ExpressionStatement, body->items[0])->value;
    if (node_is(value, NODE_StringLiteral)) {
        text = NODE_AS(StringLiteral, value)->value;
        body->items++;
        body->count--;
    }
    return text;
}

// extern_block: modifier* 'extern from' header ['namespace' namespace] ['nogil'] ':' body
Node *lower_extern(Lowering *lowering, const Syntax *syntax) {
    ExternBlock *block = LOWER_NEW(lowering, ExternBlock, syntax);
    DeclarationContext outer = lower_enter_declaration(lowering, syntax);
    read_header(lowering, syntax_child(syntax, SLOT_header), block);
    block->cpp_namespace = lower_string_name(lowering, syntax_child(syntax, SLOT_namespace));
    block->is_nogil = syntax_child(syntax, SLOT_nogil) != NULL;
    lower_refuse_modifiers(lowering, block->node.span, "on the declarations of a C header");
    lowering->context.is_nogil |= block->is_nogil;
    lowering->context.is_extern = true;
    lowering->context.visibility = VISIBILITY_EXTERN;
    block->body = lower_body(lowering, syntax);
    block->verbatim = lower_take_docstring(&block->body);
    lowering->context = outer;
    return (Node *)block;
}
