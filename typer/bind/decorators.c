// Decorators and directives that Cython gives a meaning: what they say, and taking them out of the
// tree.

#include "typer/internal.h"
#include <string.h>

// --- Directives ----------------------------------------------------------------------------------
static const char *directive_text(Typer *typer, const Node *value) {
    switch (value->kind) {
    case NODE_BoolLiteral:
        return ((const BoolLiteral *)value)->value ? "True" : "False";
    case NODE_NoneLiteral:
        return "None";
    case NODE_IntLiteral:
        return ((const IntLiteral *)value)->digits.bytes;
    case NODE_StringLiteral:
        return ((const StringLiteral *)value)->value.bytes;
    default:
        (void)typer;
        return "";
    }
}

static bool is_for_modules(const char *name) {
    static const char *const names[] = {
#define DIRECTIVE_OF_MODULE(name) name,
#include "typer/bind/module_directive.def"
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void refuse_in_part(Typer *typer, Span span, const char *name, const char *text) {
    Diagnostic *message = report(typer, DIAG_E0534, span, name);
    if (message != NULL)
        diag_add_help(message, "write `# cython: %s=%s` at the head of the file", name, text);
}

bool apply_directive_call(Typer *typer, const Node *expression, Directives *directives) {
    const Node *called = expression;
    const Node *value = NULL;
    if (node_is(expression, NODE_Call)) {
        const Call *call = (const Call *)expression;
        called = call->function;
        if (call->arguments.count > 0)
            value = call->arguments.items[0];
    }
    const Symbol *symbol = find_cython_symbol(typer, called);
    if (symbol == NULL || symbol->kind != SYMBOL_CYTHON || symbol->constant != CYTHON_DIRECTIVE) {
        return false;
    }
    const char *text = value == NULL ? "True" : directive_text(typer, value);
    if (is_for_modules(symbol->name->text)) {
        refuse_in_part(typer, expression->span, symbol->name->text, text);
        return true;
    }
    directives_apply(directives, typer->diagnostics, expression->span, symbol->name->text, text,
                     DIAG_E0504);
    if (strcmp(symbol->name->text, "callspec") == 0)
        typer->place.calling_convention = text;
    return true;
}

// --- Decorators of cython ------------------------------------------------------------------------
// What is kept is never given back.
#define MAXIMUM_FREELIST 65536

static const Type *decorator_type(Typer *typer, const Call *call) {
    if (call == NULL || call->arguments.count != 1)
        return NULL;
    const Type *type = resolve_written_type(typer, call->arguments.items[0]);
    if (type == NULL)
        report(typer, DIAG_E0305, call->arguments.items[0]->span, "this");
    return type;
}

// exceptval(-1, check=True): `except? -1`; check=False: `except -1`, or noexcept without a value.
static void read_exception_value(Typer *typer, const Call *call, DecoratorEffects *effects) {
    bool checks = true;
    const Node *value = NULL;
    for (uint32_t i = 0; call != NULL && i < call->arguments.count; i++) {
        const Node *argument = call->arguments.items[i];
        if (!node_is(argument, NODE_Keyword)) {
            value = argument;
        } else if (((const Keyword *)argument)->name != NULL &&
                   strcmp(((const Keyword *)argument)->name->text, "check") == 0) {
            ConstantValue check = evaluate_constant(typer, ((const Keyword *)argument)->value);
            checks = constant_truth(&check);
        }
    }
    effects->has_exception = true;
    effects->exception_span = call != NULL ? call->node.span : NO_SPAN;
    if (value == NULL || node_is(value, NODE_NoneLiteral)) {
        effects->exception.rule = checks ? EXCEPTION_RULE_ALWAYS : EXCEPTION_RULE_NEVER;
        return;
    }
    ConstantValue constant = evaluate_constant(typer, value);
    effects->exception.rule = checks ? EXCEPTION_RULE_MAYBE_VALUE : EXCEPTION_RULE_VALUE;
    effects->exception.integer_value = (int64_t)constant.integer;
    effects->exception.real_value =
        constant.kind == CONSTANT_REAL ? constant.real : (double)constant.integer;
}

void check_exception_value(Typer *typer, const DecoratorEffects *effects, const Type *result) {
    if (!effects->has_exception || !type_is_object(result))
        return;
    ExceptionRule rule = effects->exception.rule;
    if (rule == EXCEPTION_RULE_NEVER)
        report(typer, DIAG_W0114, effects->exception_span, result->text);
    else if (rule != EXCEPTION_RULE_ALWAYS)
        report(typer, DIAG_E0525, effects->exception_span, "an exception value",
               "where no C value is returned");
}

static bool decorator_is_on(Typer *typer, const Call *call) {
    if (call == NULL || call->arguments.count == 0)
        return true;
    ConstantValue value = evaluate_constant(typer, call->arguments.items[0]);
    return value.kind == CONSTANT_NONE || constant_truth(&value);
}

// @collection_type("sequence")
static void read_collection_type(Typer *typer, const Call *call, DecoratorEffects *effects) {
    const Node *value =
        call != NULL && call->arguments.count == 1 ? call->arguments.items[0] : NULL;
    const char *text = value != NULL && node_is(value, NODE_StringLiteral)
                           ? ((const StringLiteral *)value)->value.bytes
                           : "";
    if (effects->traits.collection != COLLECTION_NONE)
        report(typer, DIAG_E0525, effects->collection_span, "a collection_type",
               "where another one follows");
    effects->collection_span = call != NULL ? call->node.span : NO_SPAN;
    if (strcmp(text, "sequence") == 0) {
        effects->traits.collection = COLLECTION_SEQUENCE;
    } else if (strcmp(text, "mapping") == 0) {
        effects->traits.collection = COLLECTION_MAPPING;
    } else {
        Span span = value != NULL ? value->span : call != NULL ? call->node.span : NO_SPAN;
        report(typer, DIAG_E0505, span, "collection_type", text);
    }
}

// @freelist(8)
static void read_freelist_size(Typer *typer, const Call *call, DecoratorEffects *effects) {
    const Node *size = call != NULL && call->arguments.count == 1 ? call->arguments.items[0] : NULL;
    int64_t number = -1;
    bool is_constant = size != NULL && constant_integer(typer, size, &number);
    effects->freelist_span = size != NULL ? size->span : call != NULL ? call->node.span : NO_SPAN;
    if (!is_constant || number < 0 || number > MAXIMUM_FREELIST) {
        report(typer, DIAG_E0505, effects->freelist_span, "freelist",
               size != NULL ? unparse_expression(typer->arena, size) : "");
        return;
    }
    effects->traits.freelist_size = (uint32_t)number;
}

static void take_ordering(const Node *decorator, DecoratorEffects *effects) {
    effects->is_totally_ordered = true;
    effects->ordering_span = decorator->span;
}

// Those of cdef classes. Returns false for what is not known to have a meaning.
static bool apply_class_decorator(Typer *typer, CythonName name, const Node *decorator,
                                  DecoratorEffects *effects) {
    const Call *call = node_is(decorator, NODE_Call) ? (const Call *)decorator : NULL;
    bool is_on = decorator_is_on(typer, call);
    switch ((unsigned)name) {
    case CYTHON_CCLASS:
        effects->is_cclass = true;
        return true;
    case CYTHON_INTERNAL:
        effects->traits.is_internal = is_on;
        return true;
    case CYTHON_FREELIST:
        read_freelist_size(typer, call, effects);
        return true;
    case CYTHON_NO_GC:
        effects->traits.no_gc = is_on;
        return true;
    case CYTHON_NO_GC_CLEAR:
        effects->traits.no_gc_clear = is_on;
        return true;
    case CYTHON_TRASHCAN:
        effects->says_trashcan = true;
        effects->traits.uses_trashcan = is_on;
        return true;
    case CYTHON_TOTAL_ORDERING:
        if (is_on)
            take_ordering(decorator, effects);
        effects->is_cclass |= is_on; // as in Cython
        return true;
    case CYTHON_DATACLASSES_DATACLASS:
        effects->dataclass = decorator;
        effects->is_cclass = true; // as in Cython
        return true;
    case CYTHON_COLLECTION_TYPE:
        read_collection_type(typer, call, effects);
        return true;
    default:
        return false;
    }
}

static void apply_gil_decorator(Typer *typer, const Symbol *symbol, const Node *decorator,
                                DecoratorEffects *effects, bool is_on) {
    bool is_nogil = symbol->constant == CYTHON_NOGIL;
    *(is_nogil ? &effects->is_nogil : &effects->with_gil) = is_on;
    effects->gil_span = decorator->span;
    if (!is_on)
        report(typer, DIAG_W0102, decorator->span, symbol->name->text, "False",
               is_nogil ? "what is not said to be nogil has the GIL"
                        : "a function takes the GIL only if it is said to");
}

// Those of functions, and of both. Returns false for what is not known to have a meaning.
static bool apply_function_decorator(Typer *typer, const Symbol *symbol, const Node *decorator,
                                     DecoratorEffects *effects) {
    Call *call = node_is(decorator, NODE_Call) ? (Call *)(uintptr_t)decorator : NULL;
    bool is_on = decorator_is_on(typer, call);
    switch ((unsigned)symbol->constant) {
    case CYTHON_CFUNC:
        effects->is_cfunc = true;
        effects->cfunc_span = decorator->span;
        return true;
    case CYTHON_CCALL:
        effects->is_ccall = true;
        effects->ccall_span = decorator->span;
        return true;
    case CYTHON_CRITICAL_SECTION:
        if (call != NULL)
            report(typer, DIAG_E0525, call->node.span, "an argument",
                   "on the decorator critical_section");
        effects->is_critical_section = true;
        effects->section_span = decorator->span;
        return true;
    case CYTHON_INLINE:
        effects->is_inline = true;
        return true;
    case CYTHON_UFUNC:
        effects->is_ufunc = !effects->is_cfunc; // else see refuse_decorator
        effects->ufunc_span = decorator->span;
        return effects->is_ufunc;
    case CYTHON_FINAL:
        effects->is_final = true;
        effects->final_span = decorator->span;
        return true;
    case CYTHON_STATICMETHOD:
        effects->is_static = true;
        return true;
    case CYTHON_NOGIL:
    case CYTHON_WITH_GIL:
        apply_gil_decorator(typer, symbol, decorator, effects, is_on);
        return true;
    case CYTHON_RETURNS:
        effects->returns = decorator_type(typer, call);
        return true;
    case CYTHON_LOCALS:
        effects->locals = call;
        return true;
    case CYTHON_EXCEPTVAL:
        read_exception_value(typer, call, effects);
        return true;
    default:
        return false;
    }
}

static void refuse_on(Typer *typer, const Node *decorator, const Symbol *symbol, const char *what) {
    report(typer, DIAG_E0525, decorator->span,
           arena_format(typer->arena, "cython.%s", symbol->name->text), what);
}

// Returns false for what is not known to have a meaning.
static bool apply_cython_decorator(Typer *typer, const Symbol *symbol, const Node *decorator,
                                   DecoratedKind kind, DecoratorEffects *effects) {
    bool is_for_both = symbol->constant == CYTHON_FINAL;
    if (apply_class_decorator(typer, (CythonName)symbol->constant, decorator, effects)) {
        if (kind != DECORATED_CLASS)
            refuse_on(typer, decorator, symbol, "on a function");
        return true;
    }
    if (!apply_function_decorator(typer, symbol, decorator, effects))
        return false;
    if (kind == DECORATED_CLASS && !is_for_both)
        refuse_on(typer, decorator, symbol, "on a class");
    return true;
}

// --- Decorators of Python on methods of cdef classes ---------------------------------------------
// `@name.setter` and its like.
static bool apply_property_part(const Node *decorator, DecoratorEffects *effects) {
    if (!node_is(decorator, NODE_Attribute))
        return false;
    const char *part = ((const Attribute *)decorator)->name->text;
    if (strcmp(part, "setter") == 0) {
        effects->property_role = PROPERTY_SET;
    } else if (strcmp(part, "deleter") == 0) {
        effects->property_role = PROPERTY_DELETE;
    } else if (strcmp(part, "getter") == 0) {
        effects->property_role = PROPERTY_GET;
    } else {
        return false;
    }
    const Node *property = ((const Attribute *)decorator)->value;
    if (node_is(property, NODE_NameExpression))
        effects->property_name = ((const NameExpression *)property)->name;
    effects->property_span = decorator->span;
    return true;
}

static bool apply_method_decorator(Typer *typer, const Node *decorator, DecoratorEffects *effects) {
    if (typer->place.scope->kind != SCOPE_C_CLASS)
        return false;
    if (!node_is(decorator, NODE_NameExpression))
        return apply_property_part(decorator, effects);
    const Name *name = ((const NameExpression *)decorator)->name;
    const Symbol *symbol = scope_look_up(typer->place.scope, name);
    if (symbol == NULL || symbol->kind != SYMBOL_BUILTIN)
        return false;
    if (strcmp(name->text, "staticmethod") == 0) {
        effects->is_static = true;
    } else if (strcmp(name->text, "classmethod") == 0) {
        effects->is_class_method = true;
    } else if (strcmp(name->text, "property") == 0) {
        effects->property_role = PROPERTY_GET;
        effects->property_span = decorator->span;
    } else {
        return false;
    }
    return true;
}

static void refuse_decorator(Typer *typer, const Symbol *symbol, const Node *decorator,
                             const DecoratorEffects *effects) {
    if (symbol->constant != CYTHON_UFUNC || !effects->is_cfunc) {
        report(typer, DIAG_E0599, decorator->span,
               arena_format(typer->arena, "the decorator cython.%s", symbol->name->text));
        return;
    }
    Diagnostic *message = report(typer, DIAG_E0525, effects->cfunc_span, "cython.cfunc",
                                 "above cython.ufunc, which gives an object of Python's");
    if (message != NULL)
        diag_add_help(message, "write it below cython.ufunc");
}

static bool take_decorator(Typer *typer, Node *decorator, DecoratedKind kind,
                           DecoratorEffects *effects) {
    Call *call = node_is(decorator, NODE_Call) ? (Call *)decorator : NULL;
    const Symbol *symbol = find_cython_symbol(typer, call != NULL ? call->function : decorator);
    if (symbol != NULL && symbol->kind == SYMBOL_CYTHON) {
        if (apply_cython_decorator(typer, symbol, decorator, kind, effects))
            return true;
        refuse_decorator(typer, symbol, decorator, effects);
        return true;
    }
    return apply_method_decorator(typer, decorator, effects);
}

// The body of a function is a critical section of the first argument. A docstring stays the first
// statement.
void lock_first_argument(Typer *typer, const DecoratorEffects *effects,
                         const Parameters *parameters, NodeList *body) {
    Span span = effects->section_span;
    if (!effects->is_critical_section)
        return;
    const Parameter *first =
        parameters->items.count > 0 ? NODE_AS(Parameter, parameters->items.items[0]) : NULL;
    if (first == NULL || first->kind > PARAMETER_NORMAL) {
        report(typer, DIAG_E0540, span, "a function without positional parameters");
        return;
    }
    NameExpression *object = NODE_NEW(typer->arena, NameExpression, first->node.span);
    WithItem *item = NODE_NEW(typer->arena, WithItem, first->node.span);
    With *section = NODE_NEW(typer->arena, With, span);
    object->name = parameter_name(first);
    item->context = (Node *)object;
    section->items = (NodeList){ARENA_ARRAY(typer->arena, Node *, 1), 1};
    section->items.items[0] = (Node *)item;
    section->rule = WITH_CRITICAL_SECTION;
    uint32_t before = docstring_literal(body) != NULL ? 1 : 0;
    section->body = (NodeList){body->items + before, body->count - before};
    if (section->body.count == 0)
        return;
    NodeList whole = {ARENA_ARRAY(typer->arena, Node *, 2), 0};
    if (before > 0)
        whole.items[whole.count++] = body->items[0];
    whole.items[whole.count++] = (Node *)section;
    *body = whole;
}

// --- with ----------------------------------------------------------------------------------------
bool is_definition_decorator(Typer *typer, const Node *expression) {
    const Symbol *symbol = find_cython_symbol(typer, expression);
    return symbol != NULL && symbol->kind == SYMBOL_CYTHON &&
           (symbol->constant == CYTHON_CFUNC || symbol->constant == CYTHON_CCALL ||
            symbol->constant == CYTHON_CCLASS);
}

static void add_decorator(Typer *typer, NodeList *decorators, Node *decorator) {
    NodeList longer = {ARENA_ARRAY(typer->arena, Node *, decorators->count + 1), 0};
    longer.items[longer.count++] = node_copy(typer->arena, decorator);
    for (uint32_t i = 0; i < decorators->count; i++)
        longer.items[longer.count++] = decorators->items[i];
    *decorators = longer;
}

void decorate_definitions(Typer *typer, const NodeList *body, Node *decorator) {
    bool is_for_classes = is_cython_name(typer, decorator, CYTHON_CCLASS);
    for (uint32_t i = 0; i < body->count; i++) {
        Node *statement = body->items[i];
        if (node_is(statement, NODE_ClassDef) && is_for_classes)
            add_decorator(typer, &((ClassDef *)statement)->decorators, decorator);
        if (node_is(statement, NODE_FunctionDef) && !is_for_classes)
            add_decorator(typer, &((FunctionDef *)statement)->decorators, decorator);
    }
}

// A function is a C function alone, or one of Python's too.
static void check_function_decorators(Typer *typer, const DecoratorEffects *effects) {
    Span cfunc = effects->cfunc_span, ccall = effects->ccall_span;
    if (!effects->is_cfunc || !effects->is_ccall)
        return;
    bool cfunc_is_first = cfunc.start < ccall.start;
    Diagnostic *message = report(typer, DIAG_E0525, cfunc_is_first ? cfunc : ccall,
                                 cfunc_is_first ? "cython.cfunc" : "cython.ccall",
                                 cfunc_is_first ? "beside cython.ccall" : "beside cython.cfunc");
    if (message == NULL)
        return;
    diag_add_label(message, cfunc_is_first ? ccall : cfunc, "the other one");
    diag_add_help(message, "cython.cfunc makes what `cdef` does, cython.ccall what `cpdef` does: "
                           "keep one of them");
}

// Applies directives to the place, which the caller restores: as decorators, the first one last.
DecoratorEffects take_decorators(Typer *typer, NodeList *decorators, DecoratedKind kind) {
    DecoratorEffects effects = {0};
    NodeList kept = {ARENA_ARRAY(typer->arena, Node *, decorators->count + 1), 0};
    bool *is_directive = ARENA_ARRAY(typer->arena, bool, decorators->count + 1);
    for (uint32_t i = decorators->count; i-- > 0;)
        is_directive[i] =
            apply_directive_call(typer, decorators->items[i], &typer->place.directives);
    for (uint32_t i = 0; i < decorators->count; i++) {
        if (!is_directive[i] && !take_decorator(typer, decorators->items[i], kind, &effects)) {
            kept.items[kept.count++] = decorators->items[i];
        }
    }
    *decorators = kept;
    check_function_decorators(typer, &effects);
    return effects;
}

void take_library_decorators(Typer *typer, NodeList *decorators, DecoratorEffects *effects) {
    uint32_t left = 0;
    for (uint32_t i = 0; i < decorators->count; i++) {
        Node *decorator = decorators->items[i];
        bool is_call = node_is(decorator, NODE_Call);
        const char *name =
            imported_name(typer, is_call ? ((Call *)decorator)->function : decorator);
        if (strcmp(name, "dataclasses.dataclass") == 0)
            effects->dataclass = decorator;
        else if (strcmp(name, "functools.total_ordering") == 0 && !is_call)
            take_ordering(decorator, effects);
        else
            decorators->items[left++] = decorator;
    }
    decorators->count = left;
}

void check_property(Typer *typer, const DecoratorEffects *effects, const Name *method,
                    const NodeList *decorators) {
    if (effects->property_role == PROPERTY_NONE)
        return;
    if (effects->property_name != NULL && effects->property_name != method)
        report(typer, DIAG_E0533, effects->property_span, effects->property_name->text,
               method->text);
    report_decorators(typer, DIAG_E0521, decorators, "a property of a cdef class");
}

void report_decorators(Typer *typer, DiagCode code, const NodeList *decorators, const char *what) {
    for (uint32_t i = 0; i < decorators->count; i++)
        report(typer, code, decorators->items[i]->span, what);
}

// --- In the body of a cdef class -----------------------------------------------------------------

// `name = classmethod(name)` or staticmethod: gives the call, NULL for other statements.
static const Call *wrapping_call(const Node *statement, const Name **name) {
    if (!node_is(statement, NODE_Assign))
        return NULL;
    const Assign *assign = (const Assign *)statement;
    const Call *call = node_is(assign->value, NODE_Call) ? (const Call *)assign->value : NULL;
    if (call == NULL || assign->targets.count != 1 || call->arguments.count != 1 ||
        !node_is(assign->targets.items[0], NODE_NameExpression) ||
        !node_is(call->arguments.items[0], NODE_NameExpression) ||
        !node_is(call->function, NODE_NameExpression))
        return NULL;
    *name = ((const NameExpression *)assign->targets.items[0])->name;
    const char *wrapper = ((const NameExpression *)call->function)->name->text;
    bool is_wrapper = strcmp(wrapper, "classmethod") == 0 || strcmp(wrapper, "staticmethod") == 0;
    bool is_same = ((const NameExpression *)call->arguments.items[0])->name == *name;
    return is_wrapper && is_same ? call : NULL;
}

static FunctionDef *find_method(const NodeList *body, uint32_t before, const Name *name) {
    while (before-- > 0) {
        FunctionDef *method = (FunctionDef *)body->items[before];
        if (node_is(body->items[before], NODE_FunctionDef) && method->name == name)
            return method;
    }
    return NULL;
}

void take_wrapped_methods(Typer *typer, NodeList *body) {
    for (uint32_t i = 0; i < body->count; i++) {
        const Name *name;
        const Call *call = wrapping_call(body->items[i], &name);
        FunctionDef *method = call != NULL ? find_method(body, i, name) : NULL;
        if (method == NULL)
            continue;
        NodeList decorators = {ARENA_ARRAY(typer->arena, Node *, method->decorators.count + 1), 1};
        decorators.items[0] = call->function;
        for (uint32_t k = 0; k < method->decorators.count; k++)
            decorators.items[decorators.count++] = method->decorators.items[k];
        method->decorators = decorators;
        body->items[i] = (Node *)NODE_NEW(typer->arena, Pass, body->items[i]->span);
    }
}
