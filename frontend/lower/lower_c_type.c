// Lowering of C types: bases, and declarators around a name.
//
// Guarantees: a declarator read from the outside in says the type (see node.def), while the syntax
// tree nests as the source does, in reverse.

#include "frontend/internal.h"
#include "frontend/syntax/identifier.h"

// --- Names and words -----------------------------------------------------------------------------
// Is there what `complex` belongs to? Without, it is Python's type.
static bool has_number_word(const CBaseName *base) {
    return base->name != NULL || base->longs > 0 || base->is_short ||
           base->signedness != SIGNEDNESS_DEFAULT;
}

// Takes one word of `unsigned long long int`.
static void read_type_word(Lowering *lowering, CBaseName *base, const char *word, uint32_t length) {
#define WORD_IS(text) (length == sizeof(text) - 1 && memcmp(word, text, length) == 0)
    if (WORD_IS("unsigned")) {
        base->signedness = SIGNEDNESS_UNSIGNED;
    } else if (WORD_IS("signed")) {
        base->signedness = SIGNEDNESS_SIGNED;
    } else if (WORD_IS("long")) {
        base->longs++;
    } else if (WORD_IS("short")) {
        base->is_short = true;
    } else if (WORD_IS("complex") && has_number_word(base)) {
        base->is_complex = true;
    } else {
        base->name = name_intern(lowering->compilation->names, word, length);
    }
#undef WORD_IS
}

// identifier | c_integer_type: one or more words
static Node *lower_base_words(Lowering *lowering, const Syntax *syntax) {
    CBaseName *base = LOWER_NEW(lowering, CBaseName, syntax);
    const char *text = syntax_text(lowering, syntax);
    uint32_t length = syntax_length(syntax);
    for (uint32_t place = 0; place < length;) {
        uint32_t start = place;
        while (place < length && strchr(" \t\f\r\n\\", text[place]) == NULL) {
            place++;
        }
        if (place > start) {
            read_type_word(lowering, base, text + start, place - start);
        } else {
            place++;
        }
    }
    return (Node *)base;
}

// The base of what is declared without a type.
static Node *make_object_base(Lowering *lowering, Span span) {
    CBaseName *base = NODE_NEW(lowering->arena, CBaseName, span);
    base->name = intern(lowering->compilation, "object");
    return (Node *)base;
}

// attribute: object '.' name; a dotted name, or a member of a template
static Node *lower_base_attribute(Lowering *lowering, const Syntax *syntax) {
    const Syntax *object = syntax_child(syntax, SLOT_object);
    const Syntax *root = object;
    while (root->kind == SYNTAX_attribute) {
        root = syntax_child(root, SLOT_object);
    }
    if (root->kind == SYNTAX_identifier) {
        CBaseName *base = LOWER_NEW(lowering, CBaseName, syntax);
        base->name = lower_dotted_name(lowering, syntax);
        return (Node *)base;
    }
    CBaseMember *member = LOWER_NEW(lowering, CBaseMember, syntax);
    member->base = lower_c_base(lowering, object);
    member->name = syntax_name(lowering, syntax_child(syntax, SLOT_name));
    return (Node *)member;
}

// --- Subscripts ----------------------------------------------------------------------------------
static bool can_be_type(const Syntax *syntax) {
    return syntax->kind == SYNTAX_identifier || syntax->kind == SYNTAX_attribute ||
           syntax->kind == SYNTAX_subscript;
}

// An argument of a template, buffer or array.
static Node *lower_type_argument(Lowering *lowering, const Syntax *syntax) {
    if (!can_be_type(syntax) || syntax->has_error) {
        return lower_expression(lowering, syntax);
    }
    CType *type = LOWER_NEW(lowering, CType, syntax);
    type->base = lower_c_base(lowering, syntax);
    type->declarator =
        lower_declarator(lowering, NULL, span_of(lowering->source, syntax->end, syntax->end));
    return (Node *)type;
}

// Says whether the index consists of slices: `double[:, ::1]`.
static bool is_memoryview_index(const Syntax *index) {
    const Syntax *first = index->kind == SYNTAX_expression_list ? syntax_first_named(index) : index;
    return first->kind == SYNTAX_slice;
}

// subscript: value '[' [index] ']'
static Node *lower_base_subscript(Lowering *lowering, const Syntax *syntax) {
    const Syntax *index = syntax_child(syntax, SLOT_index);
    Node *base = lower_c_base(lowering, syntax_child(syntax, SLOT_value));
    NodeVector arguments = {0};
    bool is_list = index != NULL && index->kind == SYNTAX_expression_list;
    for (const Syntax *child = is_list ? syntax_first_named(index) : index; child != NULL;
         child = is_list ? syntax_next_named(child) : NULL) {
        lower_push(lowering, &arguments, lower_type_argument(lowering, child));
    }
    if (index != NULL && is_memoryview_index(index)) {
        CBaseMemoryview *view = LOWER_NEW(lowering, CBaseMemoryview, syntax);
        view->base = base;
        view->axes = lower_finish_list(lowering, &arguments);
        return (Node *)view;
    }
    CBaseTemplate *instance = LOWER_NEW(lowering, CBaseTemplate, syntax);
    instance->base = base;
    instance->arguments = lower_finish_list(lowering, &arguments);
    return (Node *)instance;
}

// --- Qualifiers ----------------------------------------------------------------------------------
typedef struct Qualifiers {
    bool is_const;
    bool is_volatile;
    bool is_restrict;
} Qualifiers;

static Qualifiers read_qualifiers(const Lowering *lowering, const Syntax *syntax) {
    Qualifiers found = {false, false, false};
    for (const Syntax *child = syntax->first; child != NULL; child = child->next) {
        if (child->slot == SLOT_qualifier) {
            found.is_const |= syntax_is(lowering, child, "const");
            found.is_volatile |= syntax_is(lowering, child, "volatile");
            found.is_restrict |= syntax_is(lowering, child, "restrict");
        }
    }
    return found;
}

static void add_qualifier(Lowering *lowering, const CBaseName *base, bool *has, bool is_added,
                          const char *text) {
    if (*has && is_added)
        diag_report(lowering->diagnostics, DIAG_E0525, base->node.span, text, "a second time");
    *has |= is_added;
}

static void qualify_pointer(DeclaratorPointer *pointer, Qualifiers qualifiers) {
    pointer->is_const |= qualifiers.is_const;
    pointer->is_volatile |= qualifiers.is_volatile;
    pointer->is_restrict |= qualifiers.is_restrict;
}

// Gives qualifiers to the innermost name: `const double[:]` is a view of const doubles. Of a type
// in parentheses they are about that: `const (int *)` is a pointer that never changes.
static void qualify_base(Lowering *lowering, Node *base, Qualifiers qualifiers) {
    for (;;) {
        switch (base->kind) {
        case NODE_CBaseTemplate:
            base = NODE_AS(CBaseTemplate, base)->base;
            break;
        case NODE_CBaseMemoryview:
            base = NODE_AS(CBaseMemoryview, base)->base;
            break;
        case NODE_CBaseMember:
            base = NODE_AS(CBaseMember, base)->base;
            break;
        case NODE_CBaseName: {
            CBaseName *name = NODE_AS(CBaseName, base);
            add_qualifier(lowering, name, &name->is_const, qualifiers.is_const, "const");
            add_qualifier(lowering, name, &name->is_volatile, qualifiers.is_volatile, "volatile");
            add_qualifier(lowering, name, &name->is_restrict, qualifiers.is_restrict, "restrict");
            return;
        }
        case NODE_CType: {
            CType *type = NODE_AS(CType, base);
            if (node_is(type->declarator, NODE_DeclaratorPointer)) {
                qualify_pointer(NODE_AS(DeclaratorPointer, type->declarator), qualifiers);
                return;
            }
            base = type->base;
            break;
        }
        default:
            return; // a tuple
        }
    }
}

// qualified_type: qualifier+ type | type qualifier
static Node *lower_qualified_base(Lowering *lowering, const Syntax *syntax) {
    Node *base = lower_c_base(lowering, syntax_child(syntax, SLOT_type));
    qualify_base(lowering, base, read_qualifiers(lowering, syntax));
    base->span = syntax_span(lowering, syntax);
    return base;
}

// c_tuple_type: '(' item (',' item)* ')'. Without a comma it is the type itself.
static Node *lower_base_tuple(Lowering *lowering, const Syntax *syntax) {
    CBaseTuple *tuple = LOWER_NEW(lowering, CBaseTuple, syntax);
    tuple->elements = lower_slot_list(lowering, syntax, SLOT_item);
    bool is_tuple = tuple->elements.count != 1 || syntax_token(lowering, syntax, ",") != NULL;
    return is_tuple ? &tuple->node : tuple->elements.items[0];
}

Node *lower_c_base(Lowering *lowering, const Syntax *syntax) {
    switch (syntax->kind) {
    case SYNTAX_attribute:
        return lower_base_attribute(lowering, syntax);
    case SYNTAX_subscript:
        return lower_base_subscript(lowering, syntax);
    case SYNTAX_qualified_type:
        return lower_qualified_base(lowering, syntax);
    case SYNTAX_c_tuple_type:
        return lower_base_tuple(lowering, syntax);
    default:
        return lower_base_words(lowering, syntax);
    }
}

Node *lower_declared_base(Lowering *lowering, const Syntax *declaration, uint32_t place) {
    const Syntax *type = syntax_child(declaration, SLOT_type);
    if (type != NULL)
        return lower_c_base(lowering, type);
    const Syntax *qualifier = syntax_child(declaration, SLOT_qualifier);
    Node *base =
        make_object_base(lowering, qualifier != NULL ? syntax_span(lowering, qualifier)
                                                     : span_of(lowering->source, place, place));
    qualify_base(lowering, base, read_qualifiers(lowering, declaration));
    return base;
}

// c_type: type [declarator]
Node *lower_c_type(Lowering *lowering, const Syntax *syntax) {
    CType *type = LOWER_NEW(lowering, CType, syntax);
    Span empty = span_of(lowering->source, syntax->end, syntax->end);
    type->base = lower_c_base(lowering, syntax_child(syntax, SLOT_type));
    type->declarator = lower_declarator(lowering, syntax_child(syntax, SLOT_declarator), empty);
    return (Node *)type;
}

// --- Declarators ---------------------------------------------------------------------------------
// identifier | operator_name | destructor_name: the text, with no more whitespace than needed
static const Name *lower_declared_name(Lowering *lowering, const Syntax *syntax) {
    if (syntax->kind == SYNTAX_identifier)
        return syntax_member_name(lowering, syntax);
    const char *text = syntax_text(lowering, syntax);
    uint32_t length = syntax_length(syntax);
    char *packed = arena_allocate(lowering->scratch, length + 1);
    uint32_t count = 0;
    bool space = false;
    for (uint32_t i = 0; i < length; i++) {
        if (strchr(" \t\f\r\n\\", text[i]) != NULL) {
            space = true;
            continue;
        }
        bool is_letter = (text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z';
        if (space && is_letter && packed[0] != '~') { // operator bool
            packed[count++] = ' ';
        }
        packed[count++] = text[i];
        space = false;
    }
    return identifier_intern(lowering->scratch, lowering->compilation->names, packed, count);
}

// quoted_name: name c_name
static Node *lower_declarator_name(Lowering *lowering, const Syntax *syntax, Span empty) {
    if (syntax == NULL) {
        return (Node *)NODE_NEW(lowering->arena, DeclaratorName, empty);
    }
    DeclaratorName *name = LOWER_NEW(lowering, DeclaratorName, syntax);
    if (syntax->kind == SYNTAX_quoted_name) {
        name->name = lower_declared_name(lowering, syntax_child(syntax, SLOT_name));
        name->c_name = lower_string_name(lowering, syntax_child(syntax, SLOT_c_name));
    } else {
        name->name = lower_declared_name(lowering, syntax);
    }
    return (Node *)name;
}

static const Syntax *find_declarator_name(const Syntax *syntax) {
    while (syntax != NULL) {
        switch (syntax->kind) {
        case SYNTAX_pointer_declarator:
        case SYNTAX_reference_declarator:
        case SYNTAX_array_declarator:
        case SYNTAX_function_declarator:
        case SYNTAX_parenthesized_declarator:
            syntax = syntax_child(syntax, SLOT_declarator);
            break;
        default:
            return syntax;
        }
    }
    return NULL;
}

// exception_clause: 'noexcept' | 'except*' | 'except+' [value] | 'except?' value | 'except' value
static Node *lower_exception_clause(Lowering *lowering, const Syntax *syntax) {
    ExceptionClause *clause = LOWER_NEW(lowering, ExceptionClause, syntax);
    const Syntax *value = syntax_child(syntax, SLOT_value);
    const char *text = syntax_text(lowering, syntax);
    uint32_t sign = 6; // after `except`
    while (strchr(" \t\f", text[sign]) != NULL && sign < syntax_length(syntax)) {
        sign++;
    }
    bool has_star_value = value != NULL && value->kind == SYNTAX_TOKEN;
    if (*text == 'n') {
        clause->rule = EXCEPTION_RULE_NEVER;
    } else if (sign < syntax_length(syntax) && text[sign] == '*') {
        clause->rule = EXCEPTION_RULE_ALWAYS;
    } else if (syntax_token(lowering, syntax, "except+") != NULL || text[sign] == '+') {
        clause->rule = has_star_value ? EXCEPTION_RULE_CPP_STAR : EXCEPTION_RULE_CPP;
    } else {
        clause->rule = text[sign] == '?' ? EXCEPTION_RULE_MAYBE_VALUE : EXCEPTION_RULE_VALUE;
    }
    clause->value = has_star_value ? NULL : lower_optional(lowering, value);
    return (Node *)clause;
}

// `void __stdcall f()`; in `int (__stdcall *f)(int)` the convention stands with the pointer.
static const Name *find_calling_convention(const Lowering *lowering, const Syntax *function) {
    const Syntax *inside = syntax_child(function, SLOT_declarator);
    while (inside != NULL && inside->kind == SYNTAX_parenthesized_declarator) {
        inside = syntax_child(inside, SLOT_declarator);
    }
    const Syntax *convention = syntax_child(function, SLOT_convention);
    if (convention == NULL && inside != NULL)
        convention = syntax_child(inside, SLOT_convention);
    return convention != NULL ? syntax_name(lowering, convention) : NULL;
}

// One clause says what an exception does.
static void refuse_second_clause(const Lowering *lowering, const Syntax *first) {
    for (const Syntax *child = first->next; child != NULL; child = child->next) {
        if (child->slot != SLOT_exception)
            continue;
        Diagnostic *message =
            diag_report(lowering->diagnostics, DIAG_E0427, syntax_span(lowering, child));
        diag_add_label(message, syntax_span(lowering, first), "the first clause");
        return;
    }
}

// function_declarator: declarator parameters (exception | 'nogil' | 'with gil' | 'const')*
static Node *wrap_function(Lowering *lowering, const Syntax *syntax, Node *inner) {
    DeclaratorFunction *function = LOWER_NEW(lowering, DeclaratorFunction, syntax);
    const Syntax *exception = syntax_child(syntax, SLOT_exception);
    function->inner = inner;
    function->parameters =
        lower_parameters(lowering, syntax_child(syntax, SLOT_parameters), inner->span);
    function->exception = exception != NULL ? lower_exception_clause(lowering, exception) : NULL;
    if (exception != NULL)
        refuse_second_clause(lowering, exception);
    if (syntax_child(syntax, SLOT_nogil) != NULL) {
        function->gil = GIL_RULE_NOGIL;
    } else if (syntax_child(syntax, SLOT_with_gil) != NULL) {
        function->gil = GIL_RULE_WITH_GIL;
    }
    function->is_const = syntax_child(syntax, SLOT_const) != NULL;
    function->calling_convention = find_calling_convention(lowering, syntax);
    return (Node *)function;
}

// pointer_declarator: [convention] '*' qualifier* declarator
static Node *wrap_pointer(Lowering *lowering, const Syntax *syntax, Node *inner) {
    DeclaratorPointer *pointer = LOWER_NEW(lowering, DeclaratorPointer, syntax);
    Qualifiers qualifiers = read_qualifiers(lowering, syntax);
    pointer->inner = inner;
    pointer->is_const = qualifiers.is_const;
    pointer->is_volatile = qualifiers.is_volatile;
    pointer->is_restrict = qualifiers.is_restrict;
    return (Node *)pointer;
}

// array_declarator: declarator '[' [size] ']'
static Node *wrap_array(Lowering *lowering, const Syntax *syntax, Node *inner) {
    DeclaratorArray *array = LOWER_NEW(lowering, DeclaratorArray, syntax);
    array->inner = inner;
    array->size = lower_optional(lowering, syntax_child(syntax, SLOT_size));
    return (Node *)array;
}

// reference_declarator: ('&' | '&&') qualifier* declarator
static Node *wrap_reference(Lowering *lowering, const Syntax *syntax, Node *inner) {
    DeclaratorReference *reference = LOWER_NEW(lowering, DeclaratorReference, syntax);
    reference->inner = inner;
    reference->is_rvalue = syntax_length(syntax) > 1 && syntax_text(lowering, syntax)[1] == '&';
    return (Node *)reference;
}

static Node *wrap_declarator(Lowering *lowering, const Syntax *syntax, Node *inner) {
    switch (syntax->kind) {
    case SYNTAX_pointer_declarator:
        return wrap_pointer(lowering, syntax, inner);
    case SYNTAX_reference_declarator:
        return wrap_reference(lowering, syntax, inner);
    case SYNTAX_array_declarator:
        return wrap_array(lowering, syntax, inner);
    case SYNTAX_function_declarator:
        return wrap_function(lowering, syntax, inner);
    default:
        return inner; // parentheses
    }
}

Node *lower_declarator(Lowering *lowering, const Syntax *syntax, Span empty) {
    const Syntax *name = find_declarator_name(syntax);
    Node *declarator = lower_declarator_name(lowering, name, empty);
    for (const Syntax *part = syntax; part != name; part = syntax_child(part, SLOT_declarator)) {
        declarator = wrap_declarator(lowering, part, declarator);
    }
    return declarator;
}
