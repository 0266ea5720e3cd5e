// Binding of cdef and cpdef functions, and of functions that C headers or .pxd files declare.

#include "typer/internal.h"
#include <string.h>

// --- Two declarations of one function ------------------------------------------------------------
// Views are alike that differ in whether their items may be set.
static bool views_agree(Typer *typer, const Type *first, const Type *second) {
    Type plain = *first, other = *second;
    plain.memoryview.element = type_unqualified(typer->types, first->memoryview.element);
    other.memoryview.element = type_unqualified(typer->types, second->memoryview.element);
    return type_memoryview(typer->types, &plain) == type_memoryview(typer->types, &other);
}

// Are the types of two parameters or results those of one declaration? C code may promise more of
// what it points to.
static bool types_agree(Typer *typer, const Type *first, const Type *second) {
    if (type_is_error(first) || type_is_error(second) || same_declared_type(first, second))
        return true;
    if (first->kind == TYPE_MEMORYVIEW && second->kind == TYPE_MEMORYVIEW)
        return views_agree(typer, first, second);
    return first->kind == TYPE_POINTER && second->kind == TYPE_POINTER &&
           same_declared_type(first->element, second->element);
}

// Callers go by the first declaration: the body may raise less than that says. What is called
// through a vtable has to be called alike.
static bool exceptions_agree(const Type *first, const Type *second, bool is_method) {
    const ExceptionSpec *declared = &first->function.exception;
    const ExceptionSpec *given = &second->function.exception;
    bool fits = exception_fits(given, declared);
    return is_method ? fits && exception_fits(declared, given) : fits;
}

// A definition may take more than its declaration says, if that may be left out.
static bool adds_optional(const Type *first, const Type *second) {
    uint32_t count = first->function.count, other_count = second->function.count;
    return count < other_count &&
           count - first->function.optional_count == other_count - second->function.optional_count;
}

// Says what differs between the declaration of a function and its definition; NULL: nothing. Names
// of parameters may differ.
static const char *find_difference(Typer *typer, const Type *first, const Type *second,
                                   bool is_method) {
    Arena *arena = typer->arena;
    if (first->kind != TYPE_FUNCTION || second->kind != TYPE_FUNCTION)
        return types_agree(typer, first, second) ? NULL : "one is a function, the other is not";
    uint32_t count = first->function.count, other_count = second->function.count;
    if (!types_agree(typer, first->function.result, second->function.result))
        return arena_format(arena, "the result is '%s' there and '%s' here",
                            first->function.result->text, second->function.result->text);
    bool adds = !is_method && adds_optional(first, second);
    if ((count != other_count && !adds) ||
        first->function.is_variadic != second->function.is_variadic)
        return arena_format(arena, "%u arguments%s there and %u%s here", count,
                            first->function.is_variadic ? " and '...'" : "", other_count,
                            second->function.is_variadic ? " and '...'" : "");
    for (uint32_t i = 0; i < count; i++) {
        const Type *there = first->function.parameters[i].type;
        const Type *here = second->function.parameters[i].type;
        if (!types_agree(typer, there, here))
            return arena_format(arena, "argument %u is '%s' there and '%s' here", i + 1,
                                there->text, here->text);
    }
    if (first->function.optional_count != second->function.optional_count && !adds)
        return arena_format(arena, "%u arguments are optional there and %u here",
                            first->function.optional_count, second->function.optional_count);
    if (first->function.nogil != second->function.nogil)
        return first->function.nogil ? "it is nogil there and not here"
                                     : "it is nogil here and not there";
    if (!exceptions_agree(first, second, is_method))
        return arena_format(arena,
                            "exceptions are told by other means: it is '%s' there and '%s' here",
                            first->text, second->text);
    return NULL;
}

// Where one declaration of a function or variable stands, which the next has to agree with.
typedef struct Earlier {
    const Type *type; // NULL: there is none
    Span span;
    FunctionKind kind;
} Earlier;

static Earlier find_earlier_declaration(const Typer *typer, const Name *name) {
    const Symbol *symbol = scope_find(typer->place.scope, name);
    if (symbol == NULL || symbol->kind != SYMBOL_FUNCTION || symbol->scope != typer->place.scope)
        return (Earlier){0};
    return (Earlier){symbol->type, symbol->span, ((const FunctionSymbol *)symbol)->kind};
}

void report_difference(Typer *typer, const Name *name, Span span, Span other,
                       const char *difference) {
    Diagnostic *diagnostic = report(typer, DIAG_E0509, span, name->text);
    if (diagnostic == NULL)
        return;
    diag_add_label(diagnostic, other, "the other declaration");
    diag_add_note(diagnostic, "%s", difference);
}

static void check_agreement(Typer *typer, const FunctionSymbol *function, FunctionKind kind,
                            const Earlier *earlier, Span span) {
    if (earlier->type == NULL || type_is_error(earlier->type) || function->symbol.type == NULL ||
        type_is_error(function->symbol.type))
        return;
    bool is_method = function->owner != NULL;
    const char *difference =
        find_difference(typer, earlier->type, function->symbol.type, is_method);
    if (earlier->kind != kind && (is_method || earlier->kind == FUNCTION_CPDEF))
        difference = earlier->kind == FUNCTION_CPDEF ? "it is cpdef there and cdef here"
                                                     : "it is cdef there and cpdef here";
    if (difference != NULL)
        report_difference(typer, function->symbol.name, span, earlier->span, difference);
}

// Makes the symbol, or takes the one that an earlier declaration without a body made.
static FunctionSymbol *find_or_create(Typer *typer, const Declared *declared, Node *node,
                                      bool has_body, Span span, FunctionKind kind) {
    Symbol *existing = find_earlier_symbol(typer->place.scope, declared->name);
    if (existing != NULL) {
        FunctionSymbol *function = (FunctionSymbol *)existing;
        bool is_declaration = existing->kind == SYMBOL_FUNCTION && !function->c.has_body;
        if (!is_declaration) {
            report_earlier(typer, existing, declared->name, span);
            return NULL;
        }
        if (has_body)
            function->symbol.span = span;
        return function;
    }
    FunctionSymbol *function =
        SYMBOL_NEW(typer, FunctionSymbol, SYMBOL_FUNCTION, declared->name, span);
    function->kind = kind;
    function->symbol.declaration = node;
    function->symbol.type = NULL;
    scope_declare(typer, typer->place.scope, &function->symbol);
    return function;
}

// The declared signature with the type of `self` put in.
static const Type *signature_of_method(Typer *typer, const Declared *declared,
                                       const ClassSymbol *owner) {
    const Type *type = declared->type;
    if (type->kind != TYPE_FUNCTION || owner == NULL || type->function.count == 0)
        return type;
    const Parameter *first = NODE_AS(Parameter, declared->parameters->items.items[0]);
    if (first->declared_type != NULL)
        return type;
    Type signature = *type;
    signature.function.parameters =
        ARENA_ARRAY(typer->arena, SignatureParameter, type->function.count);
    for (uint32_t i = 0; i < type->function.count; i++) {
        signature.function.parameters[i] = type->function.parameters[i];
    }
    signature.function.parameters[0].type = owner->symbol.type;
    signature.function.parameters[0].not_none = true;
    return type_function(typer->types, &signature);
}

// A def whose .pxd file says that it is a C function has the types that the file gives it.
static void adopt_declared_types(Typer *typer, FunctionSymbol *function, const Type *declared) {
    for (uint32_t i = 0; i < function->parameter_symbols.count && i < declared->function.count;
         i++) {
        Symbol *symbol = function->parameter_symbols.items[i];
        symbol->type = declared->function.parameters[i].type;
        symbol->not_none = declared->function.parameters[i].not_none;
    }
    function->c.nogil = declared->function.nogil;
    function->c.with_gil = declared->function.with_gil;
    set_signature(typer, function, declared->function.result, declared->function.exception);
}

// What callers look at after a call is what the first declaration says, even if the body says `*`,
// which is `except? -1` where nothing else is said.
static ExceptionSpec exception_of_body(const Type *type, const Type *earlier) {
    enum { DEFAULT_VALUE = -1 };
    bool is_told_by_value = earlier != NULL && earlier->kind == TYPE_FUNCTION &&
                            earlier->function.result == type->function.result &&
                            earlier->function.exception.rule == EXCEPTION_RULE_MAYBE_VALUE &&
                            earlier->function.exception.integer_value == DEFAULT_VALUE &&
                            type->function.exception.rule == EXCEPTION_RULE_ALWAYS;
    return is_told_by_value ? earlier->function.exception : type->function.exception;
}

static void fill_body(Typer *typer, FunctionSymbol *function, const Declared *declared,
                      CFunctionDef *node, const Earlier *earlier) {
    function->c.has_body = true;
    function->symbol.from_pxd = typer->in_declarations;
    fill_function(typer, function, function->kind, (Node *)node);
    declare_parameters(typer, function, declared->parameters, true);
    if (declared->is_def && earlier->type != NULL && earlier->type->kind == TYPE_FUNCTION) {
        adopt_declared_types(typer, function, earlier->type);
    } else if (type_is_error(declared->type)) {
        function->symbol.type = declared->type;
        function->c.result_type = declared->type;
    } else {
        set_signature(typer, function, declared->type->function.result,
                      exception_of_body(declared->type, earlier->type));
    }
    check_agreement(typer, function, node->is_cpdef ? FUNCTION_CPDEF : FUNCTION_CDEF, earlier,
                    declared->name_node->node.span);
    vector_push(typer->arena, &typer->module->functions, function);
    PendingBody pending = {function, (Node *)node, typer->place};
    pending.place.scope = function->scope;
    pending.place.function = function;
    pending.place.class_symbol = NULL;
    pending.place.header = NULL;
    vector_push(typer->arena, &typer->pending, pending);
}

void check_self(Typer *typer, const Name *method, const Parameters *parameters, Span span) {
    const NodeList *items = &parameters->items;
    bool takes_object = parameters->has_ellipsis;
    for (uint32_t i = 0; i < items->count && !takes_object; i++) {
        ParameterKind kind = NODE_AS(Parameter, items->items[i])->kind;
        takes_object =
            kind == PARAMETER_NORMAL || kind == PARAMETER_POSITIONAL_ONLY || kind == PARAMETER_STAR;
    }
    if (!takes_object)
        report(typer, DIAG_E0519, span, method->text);
}

// The object's type may be told, as that of the class or of one below it.
static void check_declared_self(Typer *typer, const Declared *declared, const ClassSymbol *owner,
                                Span span) {
    const Type *type = declared->type;
    if (type->kind != TYPE_FUNCTION || type->function.count == 0 ||
        NODE_AS(Parameter, declared->parameters->items.items[0])->declared_type == NULL)
        return;
    const Type *self = type->function.parameters[0].type;
    bool fits = type_is_error(self) ||
                (self->kind == TYPE_EXTENSION && class_is_subclass(self->class_symbol, owner));
    if (!fits)
        report(typer, DIAG_E0524, span, declared->name->text, owner->symbol.type->text, self->text);
}

// Does nobody else call the versions, who would have to know how errors are told? Each tells them
// as other functions of its result then, so that pointers may lead to it.
static bool is_private_version(const Typer *typer, const Declared *declared,
                               const FusedVersion *version) {
    return typer->place.scope->kind == SCOPE_MODULE && !typer->in_declarations &&
           !version->fused->symbol.from_pxd && declared->function != NULL &&
           declared->function->exception == NULL;
}

// Errors are told in one way by all versions whose result is of a fused type, but for objects.
static void share_exception(Typer *typer, Declared *declared, const FusedVersion *version) {
    bool is_fused = version != NULL && declared->type->kind == TYPE_FUNCTION &&
                    version->declared->kind == TYPE_FUNCTION &&
                    type_has_fused(typer->types, version->declared->function.result);
    if (!is_fused || is_private_version(typer, declared, version) ||
        declared->type->function.exception.rule == EXCEPTION_RULE_VALUE)
        return;
    Type signature = *declared->type;
    signature.function.exception = version->declared->function.exception;
    declared->type = type_function(typer->types, &signature);
}

// A version of a fused function has got its arguments' types by now, which have to say what its
// result is. Gives the declaration without what they do not say.
static Declared known_result(Typer *typer, const Declared *declared, const CFunctionDef *node,
                             Span span) {
    Declared known = *declared;
    TypeVector found = {0};
    if (declared->type->kind == TYPE_FUNCTION)
        type_collect_fused(typer->types, declared->type->function.result, &found);
    if (found.count == 0)
        return known;
    bool is_version = node != NULL && node->version != NULL;
    const Name *name = is_version ? node->version->fused->symbol.name : declared->name;
    report(typer, DIAG_E0571, span, name->text, found.items[0]->text);
    Type signature = *declared->type;
    signature.function.result = typer->common->error;
    known.type = type_function(typer->types, &signature);
    return known;
}

void declare_c_function(Typer *typer, const Declared *written, CFunctionDef *node, Span span) {
    const Declared known = known_result(typer, written, node, span), *declared = &known;
    bool has_body = node != NULL && node->has_body;
    FunctionKind kind = node != NULL && node->is_cpdef ? FUNCTION_CPDEF : FUNCTION_CDEF;
    const Earlier earlier = find_earlier_declaration(typer, declared->name);
    FunctionSymbol *function = find_or_create(typer, declared, (Node *)node, has_body, span, kind);
    if (node != NULL)
        node->function = function;
    if (function == NULL)
        return;
    if (kind == FUNCTION_CPDEF)
        function->kind = kind;
    function->version = node != NULL ? node->version : NULL;
    function->specialization = typer->place.specialization;
    bool is_new = function->symbol.type == NULL;
    ClassSymbol *owner =
        typer->place.scope->kind == SCOPE_C_CLASS ? typer->place.class_symbol : NULL;
    function->owner = owner;
    function->python.is_method = owner != NULL && !function->python.is_static;
    if (owner != NULL && typer->place.header == NULL && is_special_method(declared->name))
        report(typer, DIAG_E0527, span, declared->name->text);
    if (function->python.is_method) {
        check_self(typer, declared->name, declared->parameters, span);
        check_declared_self(typer, declared, owner, span);
    }
    if (node != NULL) {
        function->c.is_inline |= node->is_inline;
        function->symbol.visibility = node->visibility;
    }
    function->symbol.c_name = declared->c_name;
    // An inline function among a header's declarations is the module's own.
    function->symbol.header = has_body ? NULL : typer->place.header;
    function->symbol.is_extern = function->symbol.header != NULL;
    const Type *type = declared->type;
    function->c.nogil = type->kind == TYPE_FUNCTION && type->function.nogil;
    function->c.with_gil = type->kind == TYPE_FUNCTION && type->function.with_gil;
    if (owner != NULL && is_new) {
        vector_push(typer->arena, &owner->methods, function);
        check_member_is_declared(typer, owner, declared->name, span);
    }
    if (!function->symbol.is_extern && type->kind == TYPE_FUNCTION &&
        exception_is_cpp(&type->function.exception))
        report(typer, DIAG_E0518, span, declared->name->text);
    if (has_body) {
        fill_body(typer, function, declared, node, &earlier);
        return;
    }
    function->parameters = declared->parameters;
    const ClassSymbol *self = function->python.is_method ? owner : NULL;
    const Type *signature = signature_of_method(typer, declared, self);
    function->symbol.type = signature;
    check_agreement(typer, function, kind, &earlier, span);
    function->c.result_type =
        signature->kind == TYPE_FUNCTION ? signature->function.result : typer->common->error;
}

// The effects of decorators on a cdef function, into what was declared.
static void apply_effects(Typer *typer, Declared *declared, const DecoratorEffects *effects) {
    if (declared->type->kind != TYPE_FUNCTION)
        return;
    Type signature = *declared->type;
    if (effects->is_nogil)
        signature.function.nogil = true;
    check_exception_value(typer, effects, signature.function.result);
    if (effects->has_exception && !type_is_object(signature.function.result)) {
        signature.function.exception = effects->exception;
    }
    declared->type = type_function(typer->types, &signature);
}

// A static method needs to be known as such before its first parameter gets a type.
static void mark_static(Typer *typer, const Declared *declared, CFunctionDef *node) {
    FunctionSymbol *function =
        SYMBOL_NEW(typer, FunctionSymbol, SYMBOL_FUNCTION, declared->name, node->node.span);
    function->kind = FUNCTION_CDEF;
    function->symbol.type = NULL;
    function->python.is_static = true;
    scope_declare(typer, typer->place.scope, &function->symbol);
}

const Name *c_setter_name(Typer *typer, const Name *property) {
    return intern(typer->compilation, arena_format(typer->arena, "%s.set", property->text));
}

// `@name.setter` behind the getter of that name: it has a name of its own, which no source can say.
static bool is_c_setter(const Typer *typer, const Name *name, const DecoratorEffects *effects) {
    const Symbol *getter = scope_find(typer->place.scope, name);
    return effects->property_role == PROPERTY_SET && effects->property_name == name &&
           typer->place.header != NULL && getter != NULL && function_is_c_property(getter);
}

// `@property cdef inline` in a class of a C header: C code that asks for the name calls the
// function, and C code that sets it the one with `@name.setter`.
static void bind_c_property(Typer *typer, const CFunctionDef *node,
                            const DecoratorEffects *effects) {
    const FunctionSymbol *function = node->function;
    bool is_setter = effects->property_role == PROPERTY_SET && effects->property_name != NULL &&
                     function != NULL &&
                     function->symbol.name == c_setter_name(typer, effects->property_name);
    bool is_possible = (effects->property_role == PROPERTY_GET || is_setter) &&
                       typer->place.header != NULL && node->has_body && node->is_inline;
    bool fits = function != NULL && function->parameters->items.count == (is_setter ? 2 : 1) &&
                (is_setter || function->c.result_type->kind != TYPE_VOID);
    if (function != NULL)
        node->function->python.property_span = effects->property_span;
    if (!is_possible)
        report(typer, DIAG_E0525, effects->property_span, "a property",
               "on a C function, but for an inline getter or setter in a class of a C header");
    else if (function != NULL && !fits)
        report(typer, DIAG_E0525, effects->property_span, "a property",
               is_setter ? "on a C function that does not take its object and a value"
                         : "on a C function that does not take its object alone and give a value");
    else if (function != NULL)
        node->function->python.property_role = effects->property_role;
}

// Is the property declared before? Reports that.
static bool repeats_property(Typer *typer, const Name *name, const DecoratorEffects *effects) {
    const Symbol *known = scope_find(typer->place.scope, name);
    if (effects->property_role == PROPERTY_NONE || known == NULL ||
        known->scope != typer->place.scope)
        return false;
    Span span = known->kind == SYMBOL_FUNCTION
                    ? ((const FunctionSymbol *)known)->python.property_span
                    : known->span;
    if (effects->property_name != NULL)
        name = effects->property_name; // as the source says it
    Diagnostic *message = report(typer, DIAG_E0302, effects->property_span, name->text);
    if (message != NULL)
        diag_add_label(message, span.end != 0 ? span : known->span, "first declared here");
    return true;
}

// Nothing below the class may override it; Python code could, if the class has subclasses of its
// own.
static void make_final(Typer *typer, FunctionSymbol *function, Span span) {
    function->is_final = true;
    if (function->kind == FUNCTION_CPDEF && function->owner != NULL && !function->owner->is_final)
        report(typer, DIAG_E0525, span, "@final", "on a method that Python code can override");
}

// Do other modules get the function? Those that a .pxd declares without a body, and `cdef api`.
static bool is_exchanged(const Typer *typer, const CFunctionDef *node) {
    bool is_declared = typer->in_declarations && !node->has_body;
    return typer->place.header == NULL && node->function->owner == NULL &&
           (is_declared || node->is_api);
}

static void expose_function(Typer *typer, const CFunctionDef *node) {
    bool is_public = node->visibility == VISIBILITY_PUBLIC;
    CDeclaration declaration = {node->base, node->declarator};
    if (node->function->owner == NULL)
        expose_declaration(typer, &node->function->symbol, declaration, node->visibility,
                           node->is_api);
    else if (is_public || node->is_api)
        report(typer, DIAG_W0104, node->node.span, is_public ? "public" : "api", "a method");
}

// @cython.locals before a declaration without a body: what it says of parameters belongs to the
// signature by which the function is called.
static const Type *signature_with_locals(Typer *typer, const FunctionSymbol *function,
                                         const Parameters *parameters) {
    Type signature = *function->symbol.type;
    uint32_t count = signature.function.count;
    const SignatureParameter *declared = signature.function.parameters;
    signature.function.parameters = ARENA_ARRAY(typer->arena, SignatureParameter, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        signature.function.parameters[i] = declared[i];
        const Name *name = i < parameters->items.count
                               ? NODE_AS(Parameter, parameters->items.items[i])->name
                               : NULL;
        for (uint32_t j = 0; j < function->declared_locals.count; j++)
            if (function->declared_locals.items[j]->name == name)
                signature.function.parameters[i].type = function->declared_locals.items[j]->type;
    }
    return type_function(typer->types, &signature);
}

// `cdef extern int f(int)` without a header: C code that is linked with the module has the
// function, which is declared here as C would, by the type of pointers to it. NULL: C has no such
// type.
static ExternHeader *header_of_function(Typer *typer, const Declared *declared) {
    const char *name = declared->c_name != NULL ? declared->c_name : declared->name->text;
    const char *pointer = spell_c_type(typer, declared->type, "");
    if (pointer == NULL)
        return NULL;
    ExternHeader *header = ARENA_NEW(typer->arena, ExternHeader);
    const char *text = arena_format(typer->arena, "extern __typeof__(*(%s)0) %s;\n", pointer, name);
    header->verbatim = (Text){text, (uint32_t)strlen(text)};
    header->span = declared->name_node->node.span;
    vector_push(typer->arena, &typer->module->headers, header);
    return header;
}

// What @cython.locals says, here or before the declaration in a .pxd file.
static void bind_locals(Typer *typer, const CFunctionDef *node, const Declared *declared,
                        const Call *locals) {
    FunctionSymbol *function = node->function;
    if (function == NULL || (locals == NULL && function->declared_locals.count == 0))
        return;
    apply_locals(typer, function, locals);
    // (What is declared alone has no symbols of its parameters.)
    if (function->scope != NULL)
        set_signature(typer, function, function->c.result_type, declared->type->function.exception);
    else if (function->symbol.type->kind == TYPE_FUNCTION)
        function->symbol.type = signature_with_locals(typer, function, declared->parameters);
}

// The versions of a fused function become one (bind_fused.c).
static void finish_ufunc(Typer *typer, Node **slot, const CFunctionDef *node,
                         const DecoratorEffects *effects) {
    FunctionSymbol *function = node->function;
    if (node->version == NULL && becomes_ufunc(typer, effects, function))
        make_ufunc(typer, slot, &function, 1, function->symbol.name);
}

void bind_c_function_def(Typer *typer, Node **slot) {
    CFunctionDef *node = NODE_AS(CFunctionDef, *slot);
    if (node->version == NULL && bind_fused_function(typer, slot))
        return;
    Place saved = typer->place;
    DecoratorEffects effects = take_decorators(typer, &node->decorators, DECORATED_FUNCTION);
    if (!node->is_cpdef)
        report_decorators(typer, DIAG_E0521, &node->decorators, "a cdef function");
    const Type *base = resolve_base_type(typer, node->base);
    // what is written here raises as our functions do, not as a header's
    typer->place.header = node->has_body ? NULL : saved.header;
    typer->place.is_prototype = typer->in_declarations && !node->has_body;
    Declared declared = resolve_declarator(typer, base, node->declarator);
    typer->place.is_prototype = false;
    typer->place.header = saved.header;
    share_exception(typer, &declared, node->version);
    if (declared.name != NULL && is_c_setter(typer, declared.name, &effects)) {
        declared.name = c_setter_name(typer, declared.name);
        typer->has_c_setters = true;
    }
    if (declared.name == NULL || declared.parameters == NULL) {
        report(typer, DIAG_E0510, node->node.span);
    } else if (!repeats_property(typer, declared.name, &effects)) {
        apply_effects(typer, &declared, &effects);
        if (effects.is_class_method)
            report(typer, DIAG_E0525, node->node.span, "@classmethod", "on a C function");
        Symbol *known = scope_find(typer->place.scope, declared.name);
        if (effects.is_static && known == NULL)
            mark_static(typer, &declared, node);
        node->is_inline |= effects.is_inline;
        lock_first_argument(typer, &effects, declared.parameters, &node->body);
        bool is_linked = node->is_extern && !node->has_body && !typer->in_declarations &&
                         typer->place.header == NULL && !type_is_error(declared.type);
        if (is_linked)
            typer->place.header = header_of_function(typer, &declared);
        declare_c_function(typer, &declared, node, declared.name_node->node.span);
        bind_locals(typer, node, &declared, effects.locals);
        if (effects.property_role != PROPERTY_NONE)
            bind_c_property(typer, node, &effects);
        if (effects.is_final && node->function != NULL)
            make_final(typer, node->function, effects.final_span);
        if (node->function != NULL)
            expose_function(typer, node);
        if (node->function != NULL && is_exchanged(typer, node)) {
            node->function->symbol.capsule_name =
                spell_c_function(typer, node->base, node->declarator, "", node->function);
            note_foreign(typer);
        }
    }
    typer->place = saved;
    finish_ufunc(typer, slot, node, &effects);
}
