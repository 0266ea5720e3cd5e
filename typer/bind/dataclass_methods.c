// What a dataclass gets beside what its body says: `__init__`, `__repr__`, comparisons, `__hash__`,
// and the descriptions that Python's module dataclasses reads.
//
// Takes: the class when its body has been bound. Gives: the body with the statements behind it, as
// if the source had them, bound. Which methods, and what they do, is as in Cython.

#include "typer/bind/dataclass.h"
#include <string.h>

typedef struct Maker {
    Typer *typer;
    ClassSymbol *owner;
    const Dataclass *dataclass;
    Fragment fragment;
} Maker;

#define WRITE(maker, ...) fragment_add((maker)->typer, &(maker)->fragment, __VA_ARGS__)

static const char *builtin(Maker *maker, const char *text) {
    Typer *typer = maker->typer;
    return fragment_symbol(typer, &maker->fragment,
                           scope_find(typer->builtins, intern(typer->compilation, text)));
}

// A variable of the module that all its dataclasses share.
static const char *shared_variable(Maker *maker, const char *text) {
    Typer *typer = maker->typer;
    Symbol *symbol = scope_find(typer->module->scope, intern(typer->compilation, text));
    if (symbol == NULL)
        symbol = declare_hidden_variable(typer, text, typer->common->object, maker->fragment.span);
    return fragment_symbol(typer, &maker->fragment, symbol);
}

static const char *value_of(Maker *maker, const DataclassValue *value) {
    return value->variable != NULL
               ? fragment_symbol(maker->typer, &maker->fragment, value->variable)
               : fragment_node(maker->typer, &maker->fragment, value->written);
}

static bool class_says(const Maker *maker, const char *name) {
    return scope_find(maker->owner->scope, intern(maker->typer->compilation, name)) != NULL;
}

static const char *name_of(const DataclassField *field) { return field->symbol->name->text; }

static const char *truth(bool value) { return value ? "True" : "False"; }

// --- The fields ----------------------------------------------------------------------------------
static void check_external_base(Typer *typer, const ClassSymbol *symbol) {
    for (const ClassSymbol *base = symbol->base; base != NULL; base = base->base) {
        if (base->is_defined_here)
            continue;
        report(typer, DIAG_W0122, symbol->symbol.span, symbol->symbol.name->text,
               base->symbol.name->text);
        return;
    }
}

static void collect_fields(Typer *typer, ClassSymbol *symbol) {
    Dataclass *dataclass = symbol->dataclass;
    const ClassSymbol *base = symbol->base;
    while (base != NULL && base->dataclass == NULL)
        base = base->base;
    for (uint32_t i = 0; base != NULL && i < base->dataclass->fields.count; i++)
        vector_push(typer->arena, &dataclass->fields, base->dataclass->fields.items[i]);
    for (uint32_t i = 0; i < symbol->fields.count; i++) {
        Symbol *field = symbol->fields.items[i];
        if (!is_special_field(field))
            vector_push(typer->arena, &dataclass->fields, dataclass_field(typer, dataclass, field));
    }
}

static bool is_public(const DataclassField *field) {
    return field->symbol->visibility != VISIBILITY_PRIVATE;
}

// --- __init__ ------------------------------------------------------------------------------------
static bool has_default(const DataclassField *field) {
    return field->value.written != NULL || field->factory.written != NULL;
}

// Python does not let a parameter without a default follow one that has one.
static bool check_order(const Maker *maker) {
    bool has_seen = maker->dataclass->settings.kw_only;
    bool wants_default = false;
    for (uint32_t i = 0; i < maker->dataclass->fields.count; i++) {
        const DataclassField *field = maker->dataclass->fields.items[i];
        if (!field->is_argument || has_seen)
            continue;
        if (wants_default && !has_default(field)) {
            report(maker->typer, DIAG_E0553, field->symbol->span, name_of(field));
            return false;
        }
        wants_default |= has_default(field);
    }
    return true;
}

static void write_parameter(Maker *maker, const DataclassField *field) {
    WRITE(maker, ", %s", name_of(field));
    if (field->annotation != NULL)
        WRITE(maker, ": %s", fragment_node(maker->typer, &maker->fragment, field->annotation));
    if (field->factory.written != NULL)
        WRITE(maker, " = %s", shared_variable(maker, ".no_argument"));
    else if (field->value.written != NULL)
        WRITE(maker, " = %s", value_of(maker, &field->value));
}

static void write_first_value(Maker *maker, const DataclassField *field, const char *self) {
    const char *name = name_of(field);
    if (field->is_init_variable || (!field->is_argument && !has_default(field)))
        return;
    WRITE(maker, "        %s.%s = ", self, name);
    if (field->factory.written == NULL)
        WRITE(maker, "%s\n", field->is_argument ? name : value_of(maker, &field->value));
    else if (field->is_argument)
        WRITE(maker, "%s() if %s is %s else %s\n", value_of(maker, &field->factory), name,
              shared_variable(maker, ".no_argument"), name);
    else
        WRITE(maker, "%s()\n", value_of(maker, &field->factory));
}

static void write_post_init(Maker *maker, const char *self) {
    if (class_find_member(maker->owner, intern(maker->typer->compilation, "__post_init__")) == NULL)
        return;
    WRITE(maker, "        %s.__post_init__(", self);
    for (uint32_t i = 0; i < maker->dataclass->fields.count; i++) {
        const DataclassField *field = maker->dataclass->fields.items[i];
        if (field->is_init_variable)
            WRITE(maker, "%s, ", name_of(field));
    }
    WRITE(maker, ")\n");
}

static void write_init(Maker *maker) {
    const Dataclass *dataclass = maker->dataclass;
    if (!dataclass->settings.init || class_says(maker, "__init__") || !check_order(maker))
        return;
    const char *self = "self";
    uint32_t arguments = 0;
    for (uint32_t i = 0; i < dataclass->fields.count; i++) {
        const DataclassField *field = dataclass->fields.items[i];
        if (strcmp(name_of(field), "self") == 0)
            self = "__dataclass_self__";
        arguments += field->is_argument;
    }
    WRITE(maker, "def __init__(%s%s", self,
          dataclass->settings.kw_only && arguments > 0 ? ", *" : "");
    for (uint32_t i = 0; i < dataclass->fields.count; i++)
        if (dataclass->fields.items[i]->is_argument)
            write_parameter(maker, dataclass->fields.items[i]);
    WRITE(maker, "):\n    with %s(%s):\n        pass\n",
          fragment_symbol(maker->typer, &maker->fragment, critical_section_symbol(maker->typer)),
          self);
    for (uint32_t i = 0; i < dataclass->fields.count; i++)
        write_first_value(maker, dataclass->fields.items[i], self);
    write_post_init(maker, self);
}

static void write_match_args(Maker *maker) {
    const Dataclass *dataclass = maker->dataclass;
    if (!dataclass->settings.match_args || class_says(maker, "__match_args__"))
        return;
    WRITE(maker, "__match_args__ = (");
    for (uint32_t i = 0; !dataclass->settings.kw_only && i < dataclass->fields.count; i++)
        WRITE(maker, "'%s', ", name_of(dataclass->fields.items[i]));
    WRITE(maker, ")\n");
}

// --- __repr__ ------------------------------------------------------------------------------------
// May the text of the value contain that of the object?
static bool may_contain_object(const Type *type) {
    if (type->kind == TYPE_MEMORYVIEW)
        return type_is_object(type->memoryview.element);
    if (!type_is_object(type))
        return false;
    static const BuiltinKind plain[] = {BUILTIN_INT,   BUILTIN_BOOL,    BUILTIN_FLOAT,
                                        BUILTIN_STR,   BUILTIN_BYTES,   BUILTIN_BYTEARRAY,
                                        BUILTIN_RANGE, BUILTIN_COMPLEX, BUILTIN_MEMORYVIEW};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (type_is_builtin(type, plain[i]))
            return false;
    return true;
}

static void write_shown_fields(Maker *maker) {
    bool is_first = true;
    for (uint32_t i = 0; i < maker->dataclass->fields.count; i++) {
        const DataclassField *field = maker->dataclass->fields.items[i];
        if (!field->is_shown || field->is_init_variable)
            continue;
        WRITE(maker, "%s%s={self.%s!r}", is_first ? "" : ", ", name_of(field), name_of(field));
        is_first = false;
    }
}

// As Python's: where the object contains itself, in the same thread, its text there is `...`.
static void write_repr(Maker *maker) {
    if (!maker->dataclass->settings.repr || class_says(maker, "__repr__"))
        return;
    bool is_guarded = false;
    for (uint32_t i = 0; i < maker->dataclass->fields.count; i++)
        is_guarded |= may_contain_object(maker->dataclass->fields.items[i]->symbol->type);
    const char *running = is_guarded ? shared_variable(maker, ".repr_running") : "";
    const char *thread = is_guarded ? shared_variable(maker, ".thread") : "";
    if (is_guarded)
        WRITE(maker, "%s = %s('_thread').get_ident\nif %s is None:\n    %s = %s()\n", thread,
              builtin(maker, "__import__"), running, running, builtin(maker, "set"));
    WRITE(maker, "def __repr__(self):\n");
    if (is_guarded)
        WRITE(maker,
              "    key = (%s(self), %s())\n    if key in %s:\n        return '...'\n"
              "    %s.add(key)\n",
              builtin(maker, "id"), thread, running, running);
    WRITE(maker, "    try:\n        with %s(self):\n            return f\"{%s(self).__qualname__}(",
          fragment_symbol(maker->typer, &maker->fragment, critical_section_symbol(maker->typer)),
          builtin(maker, "type"));
    write_shown_fields(maker);
    WRITE(maker, ")\"\n    finally:\n        %s%s\n", is_guarded ? running : "pass",
          is_guarded ? ".discard(key)" : "");
}

// --- Comparisons and hashes ----------------------------------------------------------------------
static void write_comparison(Maker *maker, const char *method, const char *operator,
                             bool if_equal) {
    if (class_says(maker, method))
        return;
    bool is_equality = strcmp(method, "__eq__") == 0;
    const char *class_name = maker->owner->symbol.name->text;
    WRITE(maker,
          "def %s(self, other):\n    cdef %s other_cast\n"
          "    if other.__class__ is not self.__class__:\n        return NotImplemented\n"
          "    other_cast = <%s>other\n    with %s(self, other):\n        pass\n",
          method, class_name, class_name,
          fragment_symbol(maker->typer, &maker->fragment, critical_section_symbol(maker->typer)));
    for (uint32_t i = 0; i < maker->dataclass->fields.count; i++) {
        const DataclassField *field = maker->dataclass->fields.items[i];
        const char *name = name_of(field);
        if (!field->is_compared || field->is_init_variable)
            continue;
        if (!is_equality)
            WRITE(maker, "        if self.%s %s other_cast.%s:\n            return True\n",
                  name, operator, name);
        WRITE(maker, "        if self.%s != other_cast.%s:\n            return False\n", name,
              name);
    }
    WRITE(maker, "        return %s\n", truth(if_equal));
}

static void write_comparisons(Maker *maker) {
    if (maker->dataclass->settings.eq)
        write_comparison(maker, "__eq__", "==", true);
    if (!maker->dataclass->settings.order)
        return;
    write_comparison(maker, "__lt__", "<", false);
    write_comparison(maker, "__le__", "<", true);
    write_comparison(maker, "__gt__", ">", false);
    write_comparison(maker, "__ge__", ">", true);
}

// By the table in Python's module: with a comparison and without `frozen`, objects have no hash.
static void write_hash(Maker *maker) {
    const DataclassSettings *settings = &maker->dataclass->settings;
    if (class_says(maker, "__hash__")) {
        if (settings->unsafe_hash)
            report(maker->typer, DIAG_E0554, maker->fragment.span, "__hash__");
        return;
    }
    if (!settings->unsafe_hash && !settings->eq)
        return;
    if (!settings->unsafe_hash && !settings->frozen) {
        WRITE(maker, "__hash__ = None\n");
        return;
    }
    WRITE(maker, "def __hash__(self):\n    with %s(self):\n        return %s((",
          fragment_symbol(maker->typer, &maker->fragment, critical_section_symbol(maker->typer)),
          builtin(maker, "hash"));
    for (uint32_t i = 0; i < maker->dataclass->fields.count; i++) {
        const DataclassField *field = maker->dataclass->fields.items[i];
        bool is_hashed = field->hash == FIELD_HASH_YES ||
                         (field->hash == FIELD_HASH_AS_COMPARED && field->is_compared);
        if (is_hashed && !field->is_init_variable)
            WRITE(maker, "self.%s, ", name_of(field));
    }
    WRITE(maker, "))\n");
}

// --- What Python's module reads ------------------------------------------------------------------
static void write_settings(Maker *maker, const char *module) {
    int minor = maker->typer->module->python_minor;
    WRITE(maker, "__dataclass_params__ = %s._DataclassParams(", module);
#define DATACLASS_SETTING(setting, value, since)                                                   \
    if (minor >= (since))                                                                          \
        WRITE(maker, "%s=%s, ", #setting, truth(maker->dataclass->settings.setting));
#include "typer/bind/dataclass_setting.def"
    WRITE(maker, "%s)\n", minor >= 12 ? "slots=False, weakref_slot=False" : "");
}

// Does the value become an object? That of a C function need not.
static bool value_is_object(const Maker *maker, const DataclassField *field,
                            const DataclassValue *value, bool is_factory) {
    if (value->variable != NULL)
        return becomes_object(maker->typer, value->variable->type);
    const Symbol *symbol =
        node_is(value->written, NODE_NameExpression)
            ? scope_look_up(maker->owner->scope, ((const NameExpression *)value->written)->name)
            : NULL;
    bool is_function = symbol != NULL && symbol->kind == SYMBOL_FUNCTION;
    bool is_of_c = is_function && ((const FunctionSymbol *)symbol)->kind == FUNCTION_CDEF;
    return is_of_c ? is_factory && becomes_object(maker->typer, field->symbol->type) : true;
}

// What is no object is told as it is written.
static void write_value(Maker *maker, const DataclassField *field, const char *name,
                        const DataclassValue *value, bool is_factory) {
    if (value->written == NULL)
        return;
    const char *part = value_is_object(maker, field, value, is_factory)
                           ? value_of(maker, value)
                           : fragment_text(maker->typer, &maker->fragment,
                                           unparse_expression(maker->typer->arena, value->written));
    WRITE(maker, "%s=%s, ", name, part);
}

static const char *type_text(const Maker *maker, const DataclassField *field) {
    return field->annotation != NULL ? unparse_expression(maker->typer->arena, field->annotation)
                                     : field->symbol->type->text;
}

static void write_field(Maker *maker, const DataclassField *field, const char *module) {
    const char *hash =
        field->hash == FIELD_HASH_AS_COMPARED ? "None" : truth(field->hash == FIELD_HASH_YES);
    const char *type = fragment_text(maker->typer, &maker->fragment, type_text(maker, field));
    const char *metadata = field->metadata != NULL
                               ? fragment_node(maker->typer, &maker->fragment, field->metadata)
                               : "None";
    const char *name = name_of(field);
    WRITE(maker, "__dataclass_fields__['%s'] = %s.field(init=%s, repr=%s, compare=%s, hash=%s, ",
          name, module, truth(field->is_argument), truth(field->is_shown),
          truth(field->is_compared), hash);
    write_value(maker, field, "default", &field->value, false);
    write_value(maker, field, "default_factory", &field->factory, true);
    WRITE(maker, "metadata=%s%s)\n", metadata,
          maker->typer->module->python_minor < 10 ? ""
          : maker->dataclass->settings.kw_only    ? ", kw_only=True"
                                                  : ", kw_only=False");
    WRITE(maker,
          "__dataclass_fields__['%s'].name = '%s'\n__dataclass_fields__['%s'].type = %s\n"
          "__dataclass_fields__['%s']._field_type = %s.%s\n",
          name, name, name, type, name, module,
          field->is_init_variable ? "_FIELD_INITVAR" : "_FIELD");
}

static void write_descriptions(Maker *maker) {
    const char *module = shared_variable(maker, ".dataclasses");
    WRITE(maker, "%s = %s('dataclasses')\n%s = %s._HAS_DEFAULT_FACTORY\n", module,
          builtin(maker, "__import__"), shared_variable(maker, ".no_argument"), module);
    write_settings(maker, module);
    WRITE(maker, "__dataclass_fields__ = {}\n");
    for (uint32_t i = 0; i < maker->dataclass->fields.count; i++)
        if (is_public(maker->dataclass->fields.items[i]))
            write_field(maker, maker->dataclass->fields.items[i], module);
}

// --- All of it -----------------------------------------------------------------------------------
void finish_dataclass(Typer *typer, ClassSymbol *symbol, NodeList *body) {
    collect_fields(typer, symbol);
    check_external_base(typer, symbol);
    Maker maker = {.typer = typer,
                   .owner = symbol,
                   .dataclass = symbol->dataclass,
                   .fragment = {.span = symbol->dataclass->span}};
    write_descriptions(&maker);
    write_init(&maker);
    write_match_args(&maker);
    write_repr(&maker);
    write_comparisons(&maker);
    write_hash(&maker);
    Place saved = typer->place;
    // the parameters of __init__ take what stands for no argument, too
    typer->place.directives.annotation_typing = false;
    fragment_append(typer, &maker.fragment, body);
    typer->place = saved;
}
