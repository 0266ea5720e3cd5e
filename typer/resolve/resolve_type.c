// C types as written in declarations -> Type: base names, C tuples, declarators.
//
// Reports what it cannot resolve and gives the poison type then.

#include "typer/internal.h"
#include <string.h>

// --- Names ---------------------------------------------------------------------------------------
static bool is_exception_name(const char *name) {
    size_t length = strlen(name);
    return (length > 5 && strcmp(name + length - 5, "Error") == 0) ||
           (length > 7 && strcmp(name + length - 7, "Warning") == 0) ||
           strcmp(name, "Exception") == 0 || strcmp(name, "StopIteration") == 0 ||
           strcmp(name, "KeyboardInterrupt") == 0 || strcmp(name, "SystemExit") == 0 ||
           strcmp(name, "GeneratorExit") == 0;
}

// Is it a variable that an import of this module or name alone binds?
static const char *name_of_import(const Symbol *symbol) {
    bool is_sure = symbol != NULL && symbol->kind == SYMBOL_GLOBAL && symbol->imported != NULL &&
                   symbol->binding_count == 1;
    return is_sure ? symbol->imported->text : "";
}

const char *imported_name(Typer *typer, const Node *expression) {
    if (node_is(expression, NODE_NameExpression))
        return name_of_import(
            scope_look_up(typer->place.scope, ((const NameExpression *)expression)->name));
    if (!node_is(expression, NODE_Attribute))
        return "";
    const Attribute *attribute = (const Attribute *)expression;
    const char *owner = imported_name(typer, attribute->value);
    return *owner == '\0' ? "" : arena_format(typer->arena, "%s.%s", owner, attribute->name->text);
}

// The builtin type that a generic of the module `typing` is a name of, or NULL.
static const Type *type_of_typing_name(const Typer *typer, const char *name) {
    static const struct {
        const char *name;
        BuiltinKind kind;
    } names[] = {{"Dict", BUILTIN_DICT}, {"FrozenSet", BUILTIN_FROZENSET}, {"List", BUILTIN_LIST},
                 {"Set", BUILTIN_SET},   {"Tuple", BUILTIN_TUPLE},         {"Type", BUILTIN_TYPE}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i].name) == 0)
            return typer->common->builtin[names[i].kind];
    return NULL;
}

const Type *type_in_typing(const Typer *typer, const Symbol *module, const Name *name) {
    return strcmp(name_of_import(module), "typing") == 0 ? type_of_typing_name(typer, name->text)
                                                         : NULL;
}

// The header may have another width of a floating-point typedef than the declaration says.
static void note_header_float(Typer *typer, const Symbol *symbol) {
    bool is_typedef = symbol->kind == SYMBOL_TYPE && symbol->header != NULL &&
                      symbol->declaration != NULL && node_is(symbol->declaration, NODE_CTypedef);
    if (!is_typedef || typer->in_declarations || symbol->type->kind != TYPE_FLOATING)
        return;
    for (uint32_t i = 0; i < typer->module->header_floats.count; i++)
        if (typer->module->header_floats.items[i] == symbol)
            return;
    vector_push(typer->arena, &typer->module->header_floats, symbol);
}

// The type that a symbol stands for where a type is expected, or NULL.
const Type *type_of_symbol_as_type(Typer *typer, Symbol *symbol) {
    switch (symbol->kind) {
    case SYMBOL_TYPE:
        resolve_pending_type(typer, symbol);
        note_header_float(typer, symbol);
        return type_specialize(typer->types, symbol->type, typer->place.specialization);
    case SYMBOL_CLASS:
        return ((ClassSymbol *)symbol)->symbol.type;
    case SYMBOL_BUILTIN: {
        const Type *type = builtin_type_of_name(typer, symbol->name);
        if (type == NULL && is_exception_name(symbol->name->text))
            return typer->common->object;
        return type;
    }
    case SYMBOL_GLOBAL:
        return strncmp(name_of_import(symbol), "typing.", strlen("typing.")) == 0
                   ? type_of_typing_name(typer, symbol->imported->text + strlen("typing."))
                   : NULL;
    case SYMBOL_LOCAL:
    case SYMBOL_C_GLOBAL:
    case SYMBOL_FUNCTION:
    case SYMBOL_PYTHON_CLASS:
    case SYMBOL_CLASS_ATTRIBUTE:
    case SYMBOL_FIELD:
    case SYMBOL_CONSTANT:
    case SYMBOL_C_VARIABLE:
    case SYMBOL_MODULE:
    case SYMBOL_PROPERTY:
    case SYMBOL_CYTHON:
        break;
    }
    return NULL;
}

// What a builtin type means where a C type is declared: the name `complex`, unless the module has
// another meaning for it, is that of C's type.
const Type *declared_type(const Typer *typer, const Type *type) {
    return type_is_builtin(type, BUILTIN_COMPLEX) ? typer->common->double_complex : type;
}

// What the name means where a type is expected: the members of a class hide no type.
static Symbol *look_up_type(const Typer *typer, const Name *name) {
    Symbol *symbol = scope_look_up(typer->place.scope, name);
    while (symbol != NULL && symbol_is_of_cdef_class(symbol) && symbol->kind != SYMBOL_TYPE)
        symbol = scope_look_up(symbol->scope->parent, name);
    return symbol;
}

// Follows a dotted name through cimported modules, which all know what needs no cimport. Returns
// NULL if a part is not there.
Symbol *find_dotted_symbol(Typer *typer, const Name *dotted) {
    const char *text = dotted->text;
    const Scope *scope = NULL;
    for (;;) {
        size_t length = strcspn(text, ".");
        const Name *part = name_intern(typer->compilation->names, text, length);
        Symbol *symbol = scope == NULL ? look_up_type(typer, part) : scope_find(scope, part);
        if (symbol == NULL && text[length] == '\0')
            return find_known_type(typer, part);
        if (symbol == NULL || text[length] == '\0')
            return symbol;
        if (symbol->kind != SYMBOL_MODULE)
            return NULL;
        scope = ((ModuleSymbol *)symbol)->scope;
        text += length + 1;
    }
}

// `typing.Dict` in a declaration, where `typing` is imported.
static const Type *find_in_typing(Typer *typer, const Name *dotted) {
    size_t length = strcspn(dotted->text, ".");
    if (dotted->text[length] == '\0')
        return NULL;
    const Name *module = name_intern(typer->compilation->names, dotted->text, length);
    const Name *name = intern(typer->compilation, dotted->text + length + 1);
    return type_in_typing(typer, scope_look_up(typer->place.scope, module), name);
}

static const Type *report_unknown_type(Typer *typer, const Name *name, Span span) {
    Diagnostic *diagnostic = report(typer, DIAG_E0501, span, name->text);
    const char *suggestion = scope_suggest(typer, typer->place.scope, name);
    if (diagnostic != NULL && suggestion != NULL) {
        diag_add_help(diagnostic, "did you mean '%s'?", suggestion);
    }
    suggest_cimport(typer, diagnostic, name);
    return typer->common->error;
}

static const Type *resolve_symbol_name(Typer *typer, const CBaseName *node) {
    Symbol *symbol = find_dotted_symbol(typer, node->name);
    const Type *generic = symbol == NULL ? find_in_typing(typer, node->name) : NULL;
    if (generic != NULL)
        return generic;
    if (symbol == NULL) {
        const Type *known = type_known_integer(typer->types, node->name);
        if (known != NULL && typer->in_declarations)
            return known;
        return report_unknown_type(typer, node->name, node->node.span);
    }
    const Type *type = type_of_symbol_as_type(typer, symbol);
    if (type != NULL)
        return type;
    report(typer, DIAG_E0305, node->node.span, node->name->text);
    return typer->common->error;
}

// What is const for all of a fused type's choices may be an object: a view that only reads.
static bool names_fused_type(Typer *typer, const CBaseName *node) {
    const Symbol *symbol = find_dotted_symbol(typer, node->name);
    return symbol != NULL && symbol->type != NULL && symbol->type->kind == TYPE_FUSED;
}

static const Type *resolve_base_name(Typer *typer, const CBaseName *node) {
    const Type *type =
        type_integer_words(typer->types, node->name, node->signedness, node->is_short, node->longs);
    bool has_words = node->signedness != SIGNEDNESS_DEFAULT || node->is_short || node->longs > 0;
    if (type == NULL && has_words)
        return report_unknown_type(typer, node->name, node->node.span);
    if (type == NULL)
        type = declared_type(typer, resolve_symbol_name(typer, node));
    bool is_number = type->kind == TYPE_FLOATING || type->kind == TYPE_INTEGER;
    if (node->is_complex && is_number)
        type = type_complex(typer->types, type);
    else if (node->is_complex)
        return report_unknown_type(typer, node->name, node->node.span);
    const char *qualifier = node->is_const      ? "const"
                            : node->is_volatile ? "volatile"
                            : node->is_restrict ? "restrict"
                                                : NULL;
    if (qualifier != NULL && type_is_object(type) && !names_fused_type(typer, node)) {
        report(typer, DIAG_E0537, node->node.span, qualifier, type->text);
        return typer->common->error;
    }
    if (node->is_volatile)
        type = type_volatile(typer->types, type);
    return node->is_const ? type_const(typer->types, type) : type;
}

// --- Other bases ---------------------------------------------------------------------------------
static const Type *resolve_ctuple(Typer *typer, const CBaseTuple *node) {
    const Type **items = ARENA_ARRAY(typer->arena, const Type *, node->elements.count);
    for (uint32_t i = 0; i < node->elements.count; i++) {
        items[i] = resolve_c_type(typer, NODE_AS(CType, node->elements.items[i]));
        if (type_is_error(items[i]))
            return items[i];
    }
    return type_ctuple(typer->types, items, node->elements.count);
}

// An array of no elements yet, with the length of `double[3]` or `double[LENGTH]`, where the name
// looks like a type. NULL: that is no length.
static const Type *read_array_length(Typer *typer, const Node *argument) {
    const Type *element = typer->common->char_;
    NameExpression name = {.node = {.kind = NODE_NameExpression, .span = argument->span}};
    if (node_is(argument, NODE_CType)) {
        const CType *type = (const CType *)argument;
        if (!node_is(type->base, NODE_CBaseName) || ((CBaseName *)type->base)->name == NULL)
            return NULL;
        name.name = ((const CBaseName *)type->base)->name;
        name.symbol = find_dotted_symbol(typer, name.name);
        if (name.symbol == NULL)
            return NULL;
        argument = &name.node;
    }
    const Symbol *header = header_length(typer, argument);
    if (header != NULL)
        return type_header_array(typer->types, element, header);
    int64_t length;
    bool is_known = constant_integer(typer, argument, &length) && length > 0;
    return is_known ? type_array(typer->types, element, (uint64_t)length) : NULL;
}

// An array as long as that one.
static const Type *array_like(Typer *typer, const Type *element, const Type *array) {
    return array->array.header_length != NULL
               ? type_header_array(typer->types, element, array->array.header_length)
               : type_array(typer->types, element, array->array.length);
}

// `double[2][3]` holds two of `double[3]`: the last length belongs to the innermost.
static const Type *add_length(Typer *typer, const Node *base, const Type *type,
                              const Type *length) {
    if (type->kind != TYPE_ARRAY || !node_is(base, NODE_CBaseTemplate))
        return array_like(typer, type, length);
    const Node *inner = ((const CBaseTemplate *)base)->base;
    return array_like(typer, add_length(typer, inner, type->array.element, length), type);
}

// The T of `InitVar[T]`.
static const Type *resolve_modified(Typer *typer, Node *argument) {
    if (node_is(argument, NODE_CType))
        return resolve_c_type(typer, (CType *)argument);
    const Type *type = resolve_written_type(typer, argument);
    return type != NULL ? type : typer->common->object;
}

// `list[int]`, `tuple[str, ...]`. A name that could be a variable's was read as a type already.
static const Type *resolve_c_content(Typer *typer, const Type *container,
                                     const CBaseTemplate *node) {
    uint32_t count = node->arguments.count;
    bool is_uniform = count > 1 && node_is(node->arguments.items[count - 1], NODE_EllipsisLiteral);
    const Type **items = ARENA_ARRAY(typer->arena, const Type *, count + 1);
    TypeList content = {items, count - is_uniform};
    for (uint32_t i = 0; i < content.count; i++) {
        items[i] = resolve_modified(typer, node->arguments.items[i]);
        if (type_is_error(items[i]))
            return items[i];
        if (!becomes_object(typer, items[i])) {
            report(typer, DIAG_E0401, node->arguments.items[i]->span, items[i]->text, "object");
            return container;
        }
    }
    return resolve_container(typer, container, &content, is_uniform, node->node.span);
}

// Which argument is the T of `Optional[T]` and `Union[T, None]` of typing; their number: none.
static uint32_t find_optional_type(Typer *typer, const CBaseTemplate *node) {
    const NodeList *arguments = &node->arguments;
    const char *name = imported_generic(typer, &node->node);
    if (strcmp(name, "typing.Optional") == 0)
        return arguments->count == 1 ? 0 : arguments->count;
    if (strcmp(name, "typing.Union") != 0 || arguments->count != 2)
        return arguments->count;
    return node_is(arguments->items[1], NODE_NoneLiteral)   ? 0
           : node_is(arguments->items[0], NODE_NoneLiteral) ? 1
                                                            : arguments->count;
}

// What is an object or a view may be None as it is.
static const Type *resolve_optional_type(Typer *typer, Node *inner) {
    const Type *type = resolve_modified(typer, inner);
    if (type_is_object(type) || type->kind == TYPE_MEMORYVIEW || type_is_error(type))
        return type;
    report_none_in_c(typer, inner->span, type);
    return typer->common->error;
}

// `double[3]` is an array, `list[int]` a list; templates of C++ are not known yet.
static const Type *resolve_template(Typer *typer, const CBaseTemplate *node) {
    if (modifier_of_declaration(typer, &node->node) != MODIFIER_NONE && node->arguments.count == 1)
        return resolve_modified(typer, node->arguments.items[0]);
    uint32_t optional = find_optional_type(typer, node);
    if (optional < node->arguments.count)
        return resolve_optional_type(typer, node->arguments.items[optional]);
    const Type *type = resolve_base_type(typer, node->base);
    if (type_is_error(type))
        return type;
    if (type->kind == TYPE_BUILTIN)
        return resolve_c_content(typer, type, node);
    if (type->kind == TYPE_OBJECT || type->kind == TYPE_EXTENSION)
        return resolve_buffer(typer, type, &node->arguments, node->node.span);
    // `int[]`, of a parameter without a name
    if (node->arguments.count == 0 && !type_is_object(type))
        return type_array(typer->types, type, 0);
    const Type *length = !type_is_object(type) && node->arguments.count == 1
                             ? read_array_length(typer, node->arguments.items[0])
                             : NULL;
    if (length != NULL)
        return add_length(typer, node->base, type, length);
    report(typer, DIAG_E0599, node->node.span, "a template");
    return typer->common->error;
}

static const Type *resolve_base(Typer *typer, Node *base) {
    switch (base->kind) {
    case NODE_CBaseName:
        return resolve_base_name(typer, (CBaseName *)base);
    case NODE_CBaseTemplate:
        return resolve_template(typer, (CBaseTemplate *)base);
    case NODE_CBaseMemoryview: {
        CBaseMemoryview *node = (CBaseMemoryview *)base;
        return resolve_memoryview(typer, resolve_base_type(typer, node->base), &node->axes,
                                  base->span);
    }
    case NODE_CBaseTuple:
        return resolve_ctuple(typer, (CBaseTuple *)base);
    case NODE_CType:
        return resolve_c_type(typer, (CType *)base);
    case NODE_CBaseMember:
        report(typer, DIAG_E0599, base->span, "a member type of a template");
        return typer->common->error;
    default:
        internal_error("%s is not a C type", node_kind_name(base->kind));
    }
}

const Type *resolve_variable_type(Typer *typer, Node *base) {
    if (!depth_enter(&typer->depth, typer->diagnostics, base->span))
        return typer->common->error;
    const Type *type = resolve_base(typer, base);
    depth_leave(&typer->depth);
    return type;
}

const Type *resolve_base_type(Typer *typer, Node *base) {
    return type_without_buffer(resolve_variable_type(typer, base));
}

const Type *resolve_c_type(Typer *typer, CType *node) {
    if (node->resolved != NULL) // made by the typer
        return node->resolved;
    const Type *type =
        resolve_declarator(typer, resolve_base_type(typer, node->base), node->declarator).type;
    if (typer->quiet == 0 || !type_is_error(type)) // else it has to be reported yet
        node->resolved = type;
    return type;
}

// --- Parameters ----------------------------------------------------------------------------------
const Name *declared_name(const Node *declarator) {
    const DeclaratorName *core = declarator_core(declarator);
    return core != NULL ? core->name : NULL;
}

const Name *parameter_name(const Parameter *parameter) {
    if (parameter->name != NULL || parameter->declarator == NULL)
        return parameter->name;
    return declared_name(parameter->declarator);
}

// `f(foo)` in a declaration: a lone name that is a type is the type of a parameter without a name.
bool parameter_is_type(Typer *typer, const Parameter *parameter) {
    if (parameter->declared_type != NULL || parameter->name == NULL ||
        parameter->annotation != NULL) {
        return false;
    }
    if (type_integer_words(typer->types, parameter->name, SIGNEDNESS_DEFAULT, false, 0) != NULL) {
        return true;
    }
    Symbol *symbol = find_dotted_symbol(typer, parameter->name);
    return symbol != NULL && type_of_symbol_as_type(typer, symbol) != NULL;
}

static const Type *resolve_lone_type(Typer *typer, const Parameter *parameter) {
    CBaseName *base = NODE_NEW(typer->arena, CBaseName, parameter->node.span);
    base->name = parameter->name;
    return resolve_base_name(typer, base);
}

// The type of Python's that holds the values of a C type, and None; or the type itself.
static const Type *type_beside_none(const Typer *typer, const Type *type) {
    const CommonTypes *common = typer->common;
    return type == common->double_          ? common->builtin[BUILTIN_FLOAT]
           : type == common->double_complex ? common->builtin[BUILTIN_COMPLEX]
           : type == common->bint           ? common->builtin[BUILTIN_BOOL]
                                            : type;
}

const Type *resolve_parameter_type(Typer *typer, Parameter *parameter, bool use_annotation,
                                   bool *not_none) {
    const Type *type = typer->common->object;
    bool rejects_none = parameter->none_rule == NONE_RULE_NOT_NONE;
    if (parameter->declared_type != NULL) {
        type = resolve_variable_type(typer, parameter->declared_type);
        if (parameter->declarator != NULL) {
            type = resolve_declarator(typer, type, parameter->declarator).type;
        }
        if (type->kind == TYPE_ARRAY)
            type = type_pointer(typer->types, type->array.element);
        bool may_be_none = type_is_object(type) || type->kind == TYPE_MEMORYVIEW ||
                           type->kind == TYPE_FUSED || type_is_error(type);
        if (parameter->none_rule != NONE_RULE_DEFAULT && !may_be_none)
            report(typer, DIAG_E0525, parameter->node.span, "what is said of None", "on a C type");
    } else if (use_annotation && parameter->annotation != NULL && annotations_are_types(typer)) {
        bool allows_none = false;
        const Type *annotated = resolve_annotation(typer, parameter->annotation, &allows_none);
        if (annotated != NULL && annotated->kind != TYPE_VOID) {
            bool defaults_to_none = node_is(parameter->default_value, NODE_NoneLiteral);
            type = defaults_to_none ? type_beside_none(typer, annotated) : annotated;
            bool has_none = (type_is_object(type) && type->kind != TYPE_OBJECT) ||
                            type->kind == TYPE_MEMORYVIEW;
            rejects_none = has_none && !allows_none && !defaults_to_none;
        }
    }
    if (not_none != NULL)
        *not_none = rejects_none;
    return type;
}

// --- What has no size ----------------------------------------------------------------------------
bool declares_complete(const Node *declarator, const Type *type) {
    bool is_open = node_is(declarator, NODE_DeclaratorArray) &&
                   ((const DeclaratorArray *)declarator)->size == NULL;
    return !is_open && type_is_complete(type);
}

void report_incomplete(Typer *typer, Span span, const char *what, const Type *type) {
    Diagnostic *message = report(typer, DIAG_E0507, span, what, type->text);
    if (message != NULL && type->kind == TYPE_STRUCT)
        diag_add_label(message, type->struct_symbol->symbol.span, "declared without its members");
}

void report_object_inside(Typer *typer, Span span, const char *what, const Type *type) {
    Diagnostic *message = report(typer, DIAG_E0538, span, what, type->text);
    if (message != NULL)
        diag_add_note(message, "nobody would count the references there");
}

// --- Declarators ---------------------------------------------------------------------------------
static void report_void_argument(Typer *typer, Span span, const Type *type) {
    Diagnostic *message = report(typer, DIAG_E0507, span, "an argument", type->text);
    if (message != NULL)
        diag_add_help(message, "a function without arguments is `f()` here");
}

// All conventions are the target's own, but a function has one.
static void check_calling_convention(Typer *typer, const DeclaratorFunction *node) {
    const char *around = typer->place.calling_convention;
    const Name *own = node->calling_convention;
    if (around != NULL && *around != '\0' && own != NULL && strcmp(around, own->text) != 0)
        report(typer, DIAG_E0560, declarator_core(&node->node)->node.span, own->text, around);
}

// `T &x` of a function that is written in C where it is declared: it takes the variable's address.
static bool is_place_declarator(const Typer *typer, const Node *declarator) {
    const ExternHeader *header = typer->place.header;
    return declarator != NULL && node_is(declarator, NODE_DeclaratorReference) && header != NULL &&
           header->name == NULL && header->verbatim.bytes != NULL;
}

static const Type *resolve_signature(Typer *typer, const Type *result, DeclaratorFunction *node,
                                     bool is_pointed) {
    check_calling_convention(typer, node);
    bool is_prototype = typer->place.is_prototype;
    typer->place.is_prototype = false;
    NodeList *items = &((Parameters *)node->parameters)->items;
    Type signature = {.kind = TYPE_FUNCTION};
    signature.function.result = result;
    signature.function.parameters = ARENA_ARRAY(typer->arena, SignatureParameter, items->count + 1);
    signature.function.is_variadic = ((Parameters *)node->parameters)->has_ellipsis;
    for (uint32_t i = 0; i < items->count; i++) {
        Parameter *parameter = NODE_AS(Parameter, items->items[i]);
        SignatureParameter *entry = &signature.function.parameters[signature.function.count];
        bool is_type = parameter_is_type(typer, parameter);
        entry->name = is_type ? NULL : parameter_name(parameter);
        entry->type = is_type ? resolve_lone_type(typer, parameter)
                              : resolve_parameter_type(typer, parameter, false, &entry->not_none);
        if (type_is_error(entry->type))
            return entry->type;
        entry->is_place = is_place_declarator(typer, parameter->declarator);
        if (!type_has_fused(typer->types, entry->type)) // whose versions are declared anew
            entry->type = type_without_buffer(entry->type);
        if (parameter->none_rule != NONE_RULE_DEFAULT)
            report(typer, DIAG_E0525, parameter->node.span, "what is said of None",
                   "in a C function, whose arguments may always be None");
        if (entry->type->kind == TYPE_VOID) {
            report_void_argument(typer, parameter->node.span, entry->type);
            return typer->common->error;
        }
        signature.function.optional_count += parameter_is_optional(parameter);
        signature.function.count++;
    }
    typer->place.is_prototype = is_prototype;
    signature.function.nogil = node->gil == GIL_RULE_NOGIL || typer->place.is_nogil_block;
    signature.function.with_gil = node->gil == GIL_RULE_WITH_GIL;
    if (signature.function.with_gil)
        signature.function.nogil = true;
    signature.function.exception =
        node->exception != NULL
            ? resolve_exception(typer, NODE_AS(ExceptionClause, node->exception), result,
                                is_pointed)
            : default_exception(typer, result, is_pointed);
    return type_function(typer->types, &signature);
}

static const Type *resolve_array(Typer *typer, const Type *element, const DeclaratorArray *node) {
    if (type_is_error(element))
        return element;
    if (type_is_object(element) || element->kind == TYPE_MEMORYVIEW) {
        report_object_inside(typer, declarator_core(&node->node)->node.span, "a C array", element);
        return typer->common->error;
    }
    // `f[T](x)` is a template
    bool is_function =
        node_is(node->inner, NODE_DeclaratorFunction) && node_is(node->size, NODE_IntLiteral);
    if (!declares_complete(node->inner, element) || is_function) {
        report_incomplete(typer, declarator_core(&node->node)->node.span, "an array's element",
                          element);
        return typer->common->error;
    }
    if (node->size == NULL)
        return type_array(typer->types, element, 0);
    int64_t length;
    const Symbol *header = header_length(typer, node->size);
    if (header != NULL)
        return type_header_array(typer->types, element, header);
    if (!constant_integer(typer, node->size, &length) || length < 0) {
        report(typer, DIAG_E0512, node->size->span);
        return typer->common->error;
    }
    return type_array(typer->types, element, (uint64_t)length);
}

static const Type *apply_declarator(Typer *typer, const Type *base, Node *node,
                                    DeclaratorName **name);

// `is_pointed`: a pointer to it is declared.
static const Type *apply_function(Typer *typer, const Type *base, DeclaratorFunction *function,
                                  DeclaratorName **name, bool is_pointed) {
    const Type *result = type_without_buffer(apply_declarator(typer, base, function->inner, name));
    if (result->kind == TYPE_ARRAY || node_is(function->inner, NODE_DeclaratorFunction)) {
        report_incomplete(typer, declarator_core(&function->node)->node.span,
                          "the result of a function", result);
        return typer->common->error;
    }
    if (node_is(function->inner, NODE_DeclaratorPointer) &&
        ((DeclaratorPointer *)function->inner)->is_restrict)
        report(typer, DIAG_E0525, declarator_core(&function->node)->node.span, "restrict",
               "on the result of a function");
    return type_is_error(result) ? result : resolve_signature(typer, result, function, is_pointed);
}

// Declarators are read from the outside in: an array of pointers is
// DeclaratorArray(DeclaratorPointer). So what is inside is made first.
static const Type *apply_declarator(Typer *typer, const Type *base, Node *node,
                                    DeclaratorName **name) {
    switch (node->kind) {
    case NODE_DeclaratorName:
        *name = (DeclaratorName *)node;
        return base;
    case NODE_DeclaratorPointer: {
        DeclaratorPointer *pointer = (DeclaratorPointer *)node;
        // `int (*f)(int)`: what a function's name stands for is a pointer already
        bool is_function = node_is(pointer->inner, NODE_DeclaratorFunction);
        const Type *inner =
            is_function
                ? apply_function(typer, base, (DeclaratorFunction *)pointer->inner, name, true)
                : apply_declarator(typer, base, pointer->inner, name);
        if (type_is_object(inner)) {
            Span span = declarator_core(node)->node.span;
            report_object_inside(typer, span.end > span.start ? span : node->span, "a pointer",
                                 inner);
            return typer->common->error;
        }
        const Type *type = is_function ? inner : type_pointer(typer->types, inner);
        if (pointer->is_volatile)
            type = type_volatile(typer->types, type);
        return pointer->is_const ? type_const(typer->types, type) : type;
    }
    case NODE_DeclaratorReference:
        if (is_place_declarator(typer, node))
            return type_pointer(
                typer->types,
                apply_declarator(typer, base, ((DeclaratorReference *)node)->inner, name));
        apply_declarator(typer, base, ((DeclaratorReference *)node)->inner, name);
        report(typer, DIAG_E0599, node->span, "a C++ reference");
        return typer->common->error;
    case NODE_DeclaratorArray: {
        DeclaratorArray *array = (DeclaratorArray *)node;
        return resolve_array(typer, apply_declarator(typer, base, array->inner, name), array);
    }
    case NODE_DeclaratorFunction:
        return apply_function(typer, base, (DeclaratorFunction *)node, name, false);
    default:
        internal_error("%s is not a declarator", node_kind_name(node->kind));
    }
}

const Parameters *pointed_parameters(const Typer *typer, const Node *base, const Node *declarator) {
    while (declarator != NULL && node_is(declarator, NODE_DeclaratorPointer))
        declarator = ((const DeclaratorPointer *)declarator)->inner;
    if (declarator != NULL && node_is(declarator, NODE_DeclaratorFunction))
        return (const Parameters *)((const DeclaratorFunction *)declarator)->parameters;
    bool is_named = base != NULL && node_is(base, NODE_CBaseName) &&
                    (declarator == NULL || node_is(declarator, NODE_DeclaratorName));
    const Name *name = is_named ? ((const CBaseName *)base)->name : NULL;
    const Symbol *type = name != NULL ? scope_look_up(typer->place.scope, name) : NULL;
    return type != NULL && type->kind == SYMBOL_TYPE ? type->pointed : NULL;
}

Declared resolve_declarator(Typer *typer, const Type *base, Node *declarator) {
    DeclaratorName *name = NULL;
    Declared declared = {.type = apply_declarator(typer, base, declarator, &name)};
    declared.name_node = name;
    declared.declarator = declarator;
    declared.name = name->name;
    declared.c_name = name->c_name != NULL ? name->c_name->text : NULL;
    if (node_is(declarator, NODE_DeclaratorFunction)) {
        declared.function = (DeclaratorFunction *)declarator;
        declared.parameters = (Parameters *)declared.function->parameters;
    }
    return declared;
}
