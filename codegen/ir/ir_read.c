// Reads a module from its text form, as ir_dump_module writes it or a person does.
//
// Entries refer to one another, so the text is gone through several times: entries get their names,
// then their contents; bodies get their heads, then their operations. Every mistake is reported as
// E0615 at its place; the first one ends the reading. Bodies are as they were written: whether they
// are well-formed is the verifier's business.

#include "codegen/ir/ir_read.h"
#include <stdlib.h>
#include <string.h>

// The longest source that a text may speak of.
enum { MAX_LINES = 50000000 };

// --- Names of entries ----------------------------------------------------------------------------

void *read_find(Reader *reader, const Map *map, const Name *name, const char *what) {
    void *entry = map_get(map, name);
    if (entry == NULL)
        take_fail(reader, arena_format(reader->arena, "%s: '%s'", what, name->text));
    return entry;
}

void *read_entry(Reader *reader, const Map *map, const char *what) {
    return read_find(reader, map, take_name(reader), what);
}

static const Name *read_angle_name(Reader *reader) {
    expect(reader, "<");
    const char *end = reader->at;
    while (*end != '>' && *end != '\n' && *end != '\0')
        end++;
    const char *text = arena_copy_bytes(reader->arena, reader->at, (size_t)(end - reader->at));
    reader->at = end;
    expect(reader, ">");
    return intern(reader->module->compilation, text);
}

const IrCType *read_type_name(Reader *reader) {
    const Name *name = read_angle_name(reader);
    return read_find(reader, &reader->types, name, "there is no such type");
}

IrType read_type(Reader *reader) {
    IrType type = {.kind = IR_VOID};
    const char *start = reader->at;
    if (!ir_kind_from_text(take_word(reader), &type.kind)) {
        reader->at = start;
        take_fail(reader, "there is no such kind of value");
    }
    if (*reader->at == '<')
        type.type = read_type_name(reader);
    if (type.type == NULL && (type.kind == IR_AGGREGATE || type.kind == IR_VIEW))
        take_fail(reader, "an aggregate or view needs its type");
    return type;
}

IrExceptionClause read_exception(Reader *reader) {
    IrExceptionClause clause;
    clause.rule = (ExceptionRule)take_choice(reader, ir_exception_rule_texts, ExceptionRule_COUNT,
                                             "there is no such rule for exceptions");
    expect(reader, ":");
    clause.integer = take_integer(reader);
    expect(reader, ":");
    clause.real = take_real(reader);
    return clause;
}

static void note(Reader *reader, Map *map, const Name *name, void *entry) {
    if (map_has(map, name))
        take_fail(reader, "something has this name already");
    map_put(reader->arena, map, name, entry);
    ir_unique_name(reader->module, name->text);
}

static void name_type(Reader *reader) {
    const Name *name = read_angle_name(reader);
    IrCType *type = ir_c_type_create(reader->module, IR_C_VOID, name->text);
    if (map_has(&reader->types, name))
        take_fail(reader, "a type has this name already");
    map_put(reader->arena, &reader->types, name, type);
}

#define NAME_ENTRY(body, EntryType, vector, map)                                                   \
    static void body(Reader *reader) {                                                             \
        const Name *name = take_name(reader);                                                      \
        EntryType *entry = ARENA_NEW(reader->arena, EntryType);                                    \
        entry->name = name->text;                                                                  \
        note(reader, &reader->map, name, entry);                                                   \
        vector_push(reader->arena, &reader->module->vector, entry);                                \
    }
NAME_ENTRY(name_struct, IrStruct, structs, structs)
NAME_ENTRY(name_extern, IrExtern, externs, externs)
NAME_ENTRY(name_global, IrGlobal, globals, globals)
NAME_ENTRY(name_class, IrClass, classes, classes)
#undef NAME_ENTRY

static void name_import(Reader *reader) {
    const Name *name = take_name(reader);
    IrImport *import = ARENA_NEW(reader->arena, IrImport);
    import->number = reader->module->imports.count;
    import->link_name = name->text;
    note(reader, &reader->imports, name, import);
    vector_push(reader->arena, &reader->module->imports, import);
}

static void name_callable(Reader *reader) {
    const Name *name = take_name(reader);
    note(reader, &reader->callables, name,
         ir_callable_create(reader->module, name->text, name->text));
}

// --- Contents: the module, constants, headers ----------------------------------------------------

static void fill_module(Reader *reader) {
    IrModule *module = reader->module;
    module->name = take_string(reader);
    while (!at_line_end(reader)) {
        if (accept_word(reader, "python_texts"))
            module->has_python_texts = true;
        else if (accept_word(reader, "shows_variables"))
            module->shows_variables = true;
        else if (accept(reader, "future="))
            module->future_features = (unsigned)take_number(reader);
        else if (accept_word(reader, "doc"))
            module->doc = take_string(reader);
        else if (accept_word(reader, "source"))
            take_string(reader); // see make_lines
        else
            take_fail(reader, "this is no property of a module");
    }
}

// The counts only say what the entries say: they have to agree.
static void fill_state(Reader *reader) {
    IrState counted = ir_state_count(reader->module);
    reader->module->state.is_static = accept_word(reader, "static");
#define STATE_ARRAY(name, c_type, count)                                                           \
    if (accept(reader, #count "=") && take_number(reader) != counted.count)                        \
        take_fail(reader, "the module has another number of " #name);
#include "abi/state.def"
}

static void fill_constant(Reader *reader) {
    uint32_t number = take_constant_number(reader);
    IrConstant constant = {0};
    constant.kind = (IrConstantKind)take_choice(
        reader, ir_constant_kind_texts, IR_CONSTANT_KIND_COUNT, "there is no such constant");
    VECTOR(uint32_t) items = {0};
    switch (constant.kind) {
    case IR_CONSTANT_INT:
    case IR_CONSTANT_STR:
    case IR_CONSTANT_NAME:
    case IR_CONSTANT_BYTES:
        constant.text = take_text(reader);
        break;
    case IR_CONSTANT_FLOAT:
    case IR_CONSTANT_COMPLEX:
        constant.real = take_real(reader);
        constant.imaginary = take_real(reader);
        break;
    case IR_CONSTANT_TUPLE:
    case IR_CONSTANT_FROZENSET:
        while (!at_line_end(reader)) {
            uint32_t item = take_constant_number(reader);
            if (item >= reader->module->constants.count)
                take_fail(reader, "an item stands before the constant that it is");
            vector_push(reader->arena, &items, item);
        }
        constant.items = items.items;
        constant.item_count = items.count;
        break;
    case IR_CONSTANT_NONE:
    case IR_CONSTANT_TRUE:
    case IR_CONSTANT_FALSE:
    case IR_CONSTANT_ELLIPSIS:
        break;
    }
    if (ir_constant_add(reader->module, &constant) != number)
        take_fail(reader, "constants are numbered in order, and each stands once");
}

static void fill_header(Reader *reader) {
    IrHeader *header = ARENA_NEW(reader->arena, IrHeader);
    header->number = reader->module->headers.count;
    while (!at_line_end(reader) && *reader->at != '@') {
        if (accept_word(reader, "own")) {
            header->is_own = true;
        } else if (accept_word(reader, "verbatim")) {
            header->verbatim = take_text(reader);
        } else {
            header->angle_brackets = accept_word(reader, "angle");
            if (!header->angle_brackets)
                expect(reader, "quoted ");
            header->name = take_string(reader);
        }
    }
    header->span = take_line(reader);
    vector_push(reader->arena, &reader->module->headers, header);
}

static const IrHeader *read_header_number(Reader *reader) {
    uint32_t number = take_number(reader);
    if (number >= reader->module->headers.count)
        take_fail(reader, "there is no such header");
    return reader->module->headers.items[number];
}

// --- Contents: types -----------------------------------------------------------------------------

static void read_signature_options(Reader *reader, IrSignature *signature) {
    while (!at_line_end(reader)) {
        if (accept_word(reader, "closure"))
            signature->has_closure = true;
        else if (accept_word(reader, "variadic"))
            signature->is_variadic = true;
        else if (accept_word(reader, "skip_dispatch"))
            signature->has_skip_dispatch = true;
        else if (accept(reader, "optional="))
            signature->optional_count = take_number(reader);
        else if (accept(reader, "exception="))
            signature->exception = read_exception(reader);
        else
            take_fail(reader, "this is no property of a signature");
    }
}

static const IrSignature *read_signature(Reader *reader) {
    IrSignature *signature = ARENA_NEW(reader->arena, IrSignature);
    signature->convention = (IrConvention)take_choice(
        reader, ir_convention_texts, IR_CONVENTION_COUNT, "there is no such calling convention");
    signature->error =
        (IrErrorConvention)take_choice(reader, ir_error_convention_texts, IR_ERROR_CONVENTION_COUNT,
                                       "there is no such convention for errors");
    VECTOR(IrType) parameters = {0};
    expect(reader, "(");
    while (!accept(reader, ")")) {
        vector_push(reader->arena, &parameters, read_type(reader));
        accept(reader, ",");
    }
    signature->parameters = parameters.items;
    signature->parameter_count = parameters.count;
    expect(reader, "->");
    signature->result = read_type(reader);
    read_signature_options(reader, signature);
    return signature;
}

static bool is_integer_width(uint32_t bits) {
    return bits == 8 || bits == 16 || bits == 32 || bits == 64 || bits == 128;
}

static void read_integer_type(Reader *reader, IrCType *type) {
    uint32_t bits = take_number(reader);
    if (!is_integer_width(bits))
        take_fail(reader, "no integer has this width");
    type->integer.bits = (uint8_t)bits;
    type->integer.is_signed = accept_word(reader, "signed");
    if (!type->integer.is_signed)
        expect(reader, "unsigned");
    type->integer.is_plain_char = accept_word(reader, "char");
    type->integer.is_index = accept_word(reader, "index");
    if (accept_word(reader, "extern"))
        type->integer.header = read_entry(reader, &reader->externs, "no header declares this");
}

static void read_floating_type(Reader *reader, IrCType *type) {
    uint32_t bits = take_number(reader);
    if (bits != 32 && bits != 64 && bits != 80)
        take_fail(reader, "no float has this width");
    type->floating_bits = (uint8_t)bits;
}

static void read_axes(Reader *reader, IrCType *type) {
    type->memoryview.element = read_type_name(reader);
    if (accept_word(reader, "named"))
        type->memoryview.item_name = take_string(reader);
    while (!at_line_end(reader)) {
        uint32_t axis = type->memoryview.dimensions;
        if (axis == MEMORYVIEW_MAX_DIMENSIONS)
            take_fail(reader, "a memoryview has no more axes");
        type->memoryview.access[axis] =
            (uint8_t)take_choice(reader, ir_access_texts, 3, "an axis has no such access");
        type->memoryview.packing[axis] =
            (uint8_t)take_choice(reader, ir_packing_texts, 3, "an axis has no such packing");
        type->memoryview.dimensions++;
    }
    if (type->memoryview.dimensions == 0)
        take_fail(reader, "a memoryview has an axis");
}

static void read_members(Reader *reader, IrCType *type) {
    VECTOR(const IrCType *) items = {0};
    while (!at_line_end(reader))
        vector_push(reader->arena, &items, read_type_name(reader));
    type->members.items = items.items;
    type->members.count = items.count;
}

static void fill_type(Reader *reader) {
    IrCType *type = map_get(&reader->types, read_angle_name(reader));
    type->kind = (IrCTypeKind)take_choice(reader, ir_c_type_texts, IR_C_TYPE_COUNT,
                                          "there is no such kind of type");
    type->is_const = accept_word(reader, "const");
    type->is_volatile = accept_word(reader, "volatile");
    switch (type->kind) {
    case IR_C_INTEGER:
        read_integer_type(reader, type);
        break;
    case IR_C_FLOATING:
        read_floating_type(reader, type);
        break;
    case IR_C_COMPLEX:
    case IR_C_POINTER:
        type->element = read_type_name(reader);
        break;
    case IR_C_FUNCTION:
        type->signature = read_signature(reader);
        break;
    case IR_C_ARRAY:
        type->array.element = read_type_name(reader);
        type->array.length = (uint64_t)take_integer(reader);
        if (accept_word(reader, "extern"))
            type->array.header = read_entry(reader, &reader->externs, "no header declares this");
        break;
    case IR_C_STRUCT:
        type->structure = read_entry(reader, &reader->structs, "there is no such struct");
        break;
    case IR_C_CTUPLE:
        read_members(reader, type);
        break;
    case IR_C_MEMORYVIEW:
        read_axes(reader, type);
        break;
    case IR_C_BUILTIN:
        type->builtin = (IrBuiltin)take_choice(reader, ir_builtin_texts, IR_BUILTIN_COUNT,
                                               "there is no such builtin type");
        break;
    case IR_C_CLASS:
        type->class_ = read_entry(reader, &reader->classes, "there is no such class");
        break;
    case IR_C_VOID:
    case IR_C_BINT:
    case IR_C_ENUM:
    case IR_C_OBJECT:
    case IR_C_TYPE_COUNT:
        break;
    }
}

// --- Contents: structs, variables ----------------------------------------------------------------

// Does another line of this entry follow?
static bool read_inner(Reader *reader, const char *word) {
    const char *start = reader->at;
    end_line(reader);
    if (reader->at[-1] == ' ' && accept_word(reader, word))
        return true;
    reader->at = start;
    return false;
}

typedef VECTOR(IrField *) FieldVector;

static FieldVector read_fields(Reader *reader, const IrStruct *structure, const IrClass *class_) {
    FieldVector fields = {0};
    while (read_inner(reader, "field")) {
        IrField *field = ARENA_NEW(reader->arena, IrField);
        field->name = field->c_name = take_name(reader)->text;
        field->type = read_type_name(reader);
        field->visibility = (CVisibility)take_choice(reader, ir_visibility_texts, CVisibility_COUNT,
                                                     "there is no such visibility");
        if (accept(reader, "c_name="))
            field->c_name = take_string(reader);
        if (accept(reader, "getter="))
            field->getter = read_entry(reader, &reader->bodies, "there is no such body");
        if (accept(reader, "setter="))
            field->setter = read_entry(reader, &reader->bodies, "there is no such body");
        if (accept_word(reader, "doc"))
            field->doc = take_string(reader);
        field->index = fields.count;
        field->structure = structure;
        field->class_ = class_;
        field->span = take_line(reader);
        vector_push(reader->arena, &fields, field);
    }
    return fields;
}

static void fill_struct(Reader *reader) {
    IrStruct *structure = map_get(&reader->structs, take_name(reader));
    const struct {
        const char *word;
        bool *target;
    } words[] = {{"union", &structure->is_union},
                 {"packed", &structure->is_packed},
                 {"complete", &structure->is_complete},
                 {"typedef", &structure->is_typedef},
                 {"extern", &structure->is_extern}};
    structure->c_name = structure->name;
    if (accept(reader, "c_name="))
        structure->c_name = take_string(reader);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        *words[i].target = accept_word(reader, words[i].word);
    if (accept(reader, "header="))
        structure->header = read_header_number(reader);
    structure->span = take_line(reader);
    FieldVector fields = read_fields(reader, structure, NULL);
    structure->fields = fields.items;
    structure->field_count = fields.count;
}

static void fill_extern(Reader *reader) {
    IrExtern *external = map_get(&reader->externs, take_name(reader));
    external->c_name = external->name;
    if (accept(reader, "c_name="))
        external->c_name = take_string(reader);
    if (accept(reader, "<")) {
        reader->at--;
        external->type = read_type_name(reader);
    }
    external->is_floating_typedef = accept_word(reader, "typedef");
    if (accept(reader, "header="))
        external->header = read_header_number(reader);
    external->span = take_line(reader);
}

static void fill_global(Reader *reader) {
    IrGlobal *global = map_get(&reader->globals, take_name(reader));
    global->type = read_type_name(reader);
    if (accept_word(reader, "symbol"))
        global->c_symbol = take_string(reader);
}

// --- Contents: callables and classes -------------------------------------------------------------

static unsigned read_callable_flags(Reader *reader) {
    unsigned flags = 0;
#define X(NAME, text, bit) flags |= accept_word(reader, text) ? (bit) : 0U;
    IR_CALLABLE_FLAGS(X)
#undef X
    return flags;
}

static void read_constants(Reader *reader, const char *what, IrConstantVector *constants) {
    if (read_inner(reader, what))
        while (!at_line_end(reader))
            vector_push(reader->arena, constants, take_constant_number(reader));
}

static void read_variables(Reader *reader, IrCallable *callable) {
    VECTOR(IrParameter) parameters = {0};
    while (read_inner(reader, "parameter")) {
        IrParameter parameter = {.name = take_constant_number(reader)};
        parameter.kind =
            (ParameterKind)take_choice(reader, ir_parameter_kind_texts, ParameterKind_COUNT,
                                       "there is no such kind of parameter");
        vector_push(reader->arena, &parameters, parameter);
    }
    read_constants(reader, "captures", &callable->captures);
    read_constants(reader, "locals", &callable->locals);
    read_constants(reader, "cells", &callable->cells);
    read_constants(reader, "names", &callable->names);
    if (read_inner(reader, "file"))
        callable->file = take_constant_number(reader);
    while (read_inner(reader, "traced")) {
        expect(reader, "@");
        vector_push(reader->arena, &callable->traced_lines, take_number(reader));
    }
    callable->parameters = parameters.items;
    callable->parameter_count = parameters.count;
}

static void fill_callable(Reader *reader) {
    IrCallable *callable = map_get(&reader->callables, take_name(reader));
    expect(reader, "name ");
    callable->name = take_string(reader);
    expect(reader, "qualified ");
    callable->qualified_name = take_string(reader);
    callable->flags = read_callable_flags(reader);
    if (accept(reader, "entry="))
        callable->entry = read_entry(reader, &reader->bodies, "there is no such body");
    if (accept_word(reader, "doc"))
        callable->doc = take_string(reader);
    callable->span = take_line(reader);
    read_variables(reader, callable);
}

static void read_vtable(Reader *reader, IrClass *class_) {
    VECTOR(IrMethod) slots = {0};
    while (read_inner(reader, "slot")) {
        IrMethod method = {.name = take_name(reader)->text};
        if (accept(reader, "body="))
            method.body = read_entry(reader, &reader->bodies, "there is no such body");
        method.signature = read_signature(reader);
        vector_push(reader->arena, &slots, method);
    }
    class_->vtable = slots.items;
    class_->slot_count = slots.count;
}

static void read_type_slots(Reader *reader, IrClass *class_) {
    while (read_inner(reader, "type_slot")) {
        IrTypeSlot slot = {.slot = (enum zi_type_slot)take_choice(reader, ir_type_slot_texts,
                                                                  ZI_SLOT_COUNT,
                                                                  "types have no such slot")};
        expect(reader, "body=");
        slot.body = read_entry(reader, &reader->bodies, "there is no such body");
        vector_push(reader->arena, &class_->type_slots, slot);
    }
}

static void read_properties(Reader *reader, IrClass *class_) {
    while (read_inner(reader, "property")) {
        IrProperty property = {.name = take_name(reader)->text};
        if (accept(reader, "getter="))
            property.getter = read_entry(reader, &reader->bodies, "there is no such body");
        if (accept(reader, "setter="))
            property.setter = read_entry(reader, &reader->bodies, "there is no such body");
        if (accept_word(reader, "doc"))
            property.doc = take_string(reader);
        vector_push(reader->arena, &class_->properties, property);
    }
}

static void fill_class(Reader *reader) {
    IrClass *class_ = map_get(&reader->classes, take_name(reader));
    if (accept(reader, "import="))
        class_->import = read_entry(reader, &reader->imports, "nothing of this name is imported");
    if (accept(reader, "struct="))
        class_->object_struct = read_entry(reader, &reader->structs, "there is no such struct");
    if (accept(reader, "base="))
        class_->base = read_entry(reader, &reader->classes, "there is no such class");
    if (accept(reader, "builtin="))
        class_->builtin_base = read_type_name(reader);
    class_->has_vtable = accept_word(reader, "vtable");
    if (accept(reader, "freelist="))
        class_->freelist_size = take_number(reader);
#define X(NAME, text, bit) class_->flags |= accept_word(reader, text) ? (bit) : 0U;
    IR_CLASS_FLAGS(X)
#undef X
    if (accept(reader, "cinit="))
        class_->cinit = read_entry(reader, &reader->callables, "there is no such callable");
    if (accept(reader, "dealloc="))
        class_->dealloc = read_entry(reader, &reader->callables, "there is no such callable");
    if (accept_word(reader, "doc"))
        class_->doc = take_string(reader);
    if (accept_word(reader, "refuses_pickle"))
        class_->pickle_refusal = take_string(reader);
    class_->span = take_line(reader);
    FieldVector fields = read_fields(reader, NULL, class_);
    class_->fields = fields.items;
    class_->field_count = fields.count;
    read_vtable(reader, class_);
    read_type_slots(reader, class_);
    read_properties(reader, class_);
}

// --- Contents: what modules exchange -------------------------------------------------------------

static void fill_import(Reader *reader) {
    IrImport *import = map_get(&reader->imports, take_name(reader));
    import->kind =
        (IrExchangeKind)take_choice(reader, ir_exchange_kind_texts, IR_EXCHANGE_KIND_COUNT,
                                    "modules exchange nothing like this");
    expect(reader, "module ");
    import->module = take_string(reader);
    expect(reader, "name ");
    import->name = take_string(reader);
    if (accept(reader, "older="))
        import->older_name = take_string(reader);
    if (import->kind == IR_EXCHANGE_TYPE) {
        expect(reader, "class=");
        import->class_ = read_entry(reader, &reader->classes, "there is no such class");
        expect(reader, "check=");
        import->size_check = (SizeCheck)take_choice(reader, SizeCheck_texts, SizeCheck_COUNT,
                                                    "there is no such check of sizes");
        import->uses_views = accept_word(reader, "views");
    } else {
        expect(reader, "capsule ");
        import->capsule = take_string(reader);
    }
    if (import->kind == IR_EXCHANGE_VARIABLE)
        import->type = read_type_name(reader);
    import->span = take_line(reader);
    if (import->kind == IR_EXCHANGE_FUNCTION)
        import->signature = read_signature(reader);
}

static void fill_export(Reader *reader) {
    IrExport export_ = {0};
    export_.kind =
        (IrExchangeKind)take_choice(reader, ir_exchange_kind_texts, IR_EXCHANGE_KIND_COUNT,
                                    "modules exchange nothing like this");
    expect(reader, "name ");
    export_.name = take_string(reader);
    expect(reader, "capsule ");
    export_.capsule = take_string(reader);
    if (export_.kind == IR_EXCHANGE_FUNCTION) {
        expect(reader, "body=");
        export_.body = read_entry(reader, &reader->bodies, "there is no such body");
    } else if (export_.kind == IR_EXCHANGE_VARIABLE) {
        expect(reader, "global=");
        export_.global = read_entry(reader, &reader->globals, "there is no such variable");
    } else {
        take_fail(reader, "a class needs no export");
    }
    vector_push(reader->arena, &reader->module->exports, export_);
}

// --- Contents: the rest --------------------------------------------------------------------------

static void fill_interpreted(Reader *reader) {
    IrInterpretedUnit unit = {0};
    expect(reader, "@");
    unit.first_line = take_number(reader);
    unit.what = take_string(reader);
    unit.name = take_string(reader);
    unit.reason = take_string(reader);
    unit.source = take_text(reader);
    unit.class_name = accept_word(reader, "of") ? take_string(reader) : NULL;
    vector_push(reader->arena, &reader->module->interpreted, unit);
}

static void fill_inner_code(Reader *reader) {
    IrInnerCode code = {.name = take_string(reader)};
    code.qualified_name = take_string(reader);
    code.is_class = accept_word(reader, "class");
    if (accept(reader, "inlined="))
        code.inlined = read_entry(reader, &reader->callables, "there is no such callable");
    code.span = take_line(reader);
    vector_push(reader->arena, &reader->module->inner_codes, code);
}

static void fill_likely_attribute(Reader *reader) {
    IrLikelyAttribute attribute = {.name = take_constant_number(reader)};
    attribute.is_float = accept_word(reader, "float");
    if (!attribute.is_float)
        expect(reader, "int");
    vector_push(reader->arena, &reader->module->likely_attributes, attribute);
}

static void fill_link_setting(Reader *reader) {
    IrLinkSetting setting = {.name = take_string(reader)};
    setting.value = take_string(reader);
    vector_push(reader->arena, &reader->module->link_settings, setting);
}

static void fill_traced_file(Reader *reader) {
    IrTracedFile file = {.path = take_string(reader)};
    while (accept(reader, "@"))
        vector_push(reader->arena, &file.lines, take_number(reader));
    vector_push(reader->arena, &reader->module->traced_files, file);
}

// --- The text as a whole -------------------------------------------------------------------------

typedef void LineReader(Reader *reader);

// What a line that begins with the word is read by, and when: entries by their names, contents that
// refer to entries only, contents that refer to bodies too.
typedef struct LineKind {
    const char *word;
    LineReader *name, *fill, *fill_late;
} LineKind;

static const LineKind line_kinds[] = {
    {"module", NULL, fill_module, NULL},           {"constant", NULL, fill_constant, NULL},
    {"header", NULL, fill_header, NULL},           {"type", name_type, fill_type, NULL},
    {"struct", name_struct, fill_struct, NULL},    {"extern", name_extern, fill_extern, NULL},
    {"global", name_global, fill_global, NULL},    {"callable", name_callable, NULL, fill_callable},
    {"class", name_class, NULL, fill_class},       {"import", name_import, fill_import, NULL},
    {"export", NULL, NULL, fill_export},           {"interpreted", NULL, NULL, fill_interpreted},
    {"inner", NULL, NULL, fill_inner_code},        {"link", NULL, NULL, fill_link_setting},
    {"likely", NULL, NULL, fill_likely_attribute}, {"state", NULL, NULL, fill_state},
    {"traced", NULL, NULL, fill_traced_file},
};

static void skip_line(Reader *reader) {
    reader->at += strcspn(reader->at, "\n");
    reader->at += *reader->at == '\n';
}

static const LineKind *find_line_kind(Reader *reader) {
    for (size_t i = 0; i < sizeof line_kinds / sizeof *line_kinds; i++)
        if (*reader->at != ' ' && accept_word(reader, line_kinds[i].word))
            return &line_kinds[i];
    return NULL;
}

enum Round { ROUND_NAMES, ROUND_FILL, ROUND_LATE };

static void read_entries(Reader *reader, enum Round round) {
    for (reader->at = reader->source->text; *reader->at != '\0'; skip_line(reader)) {
        const LineKind *kind = find_line_kind(reader);
        if (kind == NULL)
            continue;
        LineReader *read = round == ROUND_NAMES  ? kind->name
                           : round == ROUND_FILL ? kind->fill
                                                 : kind->fill_late;
        if (read == NULL)
            continue;
        read(reader);
        if (round != ROUND_NAMES && !at_line_end(reader))
            take_fail(reader, "the line should end here");
    }
}

static bool at_function(const Reader *reader) {
    return strncmp(reader->at, "function ", strlen("function ")) == 0;
}

// Heads first, since bodies call one another. The registers that a head names are its body's.
static NumberMap *read_heads(Reader *reader) {
    VECTOR(NumberMap) registers = {0};
    for (reader->at = reader->source->text; *reader->at != '\0';) {
        if (at_function(reader)) {
            read_head(reader);
            vector_push(reader->arena, &registers, reader->registers);
        } else {
            skip_line(reader);
        }
    }
    return registers.items;
}

static void link_resume(Reader *reader, IrBody *body) {
    const char *end = strchr(reader->at, '\n');
    const char *found = strstr(reader->at, " resume=");
    if (found == NULL || (end != NULL && found > end))
        return;
    reader->at = found + strlen(" resume=");
    body->resume = read_entry(reader, &reader->bodies, "there is no such body");
}

static void read_bodies(Reader *reader, const NumberMap *registers) {
    uint32_t number = 0;
    for (reader->at = reader->source->text; *reader->at != '\0';) {
        if (!at_function(reader)) {
            if (number == 0 && strncmp(reader->at, "bb", 2) == 0)
                take_fail(reader, "a block stands before the first body");
            skip_line(reader);
            continue;
        }
        reader->body = reader->module->bodies.items[number];
        reader->registers = registers[number++];
        link_resume(reader, reader->body);
        reader->at += strcspn(reader->at, "\n");
        end_line(reader);
        read_body(reader);
        if (reader->body->kind == IR_BODY_MODULE)
            reader->module->module_body = reader->body;
    }
}

static void number_classes(Reader *reader) {
    for (uint32_t i = 0; i < reader->module->classes.count; i++)
        reader->module->classes.items[i]->number = i;
}

// A source of as many empty lines as the text speaks of, so that spans can say which line.
static const Source *make_lines(Reader *reader) {
    uint64_t count = 1;
    for (const char *at = strchr(reader->source->text, '@'); at != NULL; at = strchr(at + 1, '@')) {
        uint64_t line = strtoull(at + 1, NULL, 10);
        count = line > count && line < MAX_LINES ? line : count;
    }
    char *lines = arena_allocate(reader->arena, count);
    memset(lines, '\n', count);
    const char *path = reader->source->path;
    const char *named = strstr(reader->source->text, " source '");
    const char *end = strchr(reader->source->text, '\n');
    if (named != NULL && (end == NULL || named < end)) {
        reader->at = named + strlen(" source ");
        path = take_string(reader);
    }
    return source_add_text(reader->module->compilation->sources, path, SOURCE_VIRTUAL, lines,
                           count);
}

static void read_everything(Reader *reader) {
    reader->lines = make_lines(reader);
    reader->module->source = reader->lines;
    read_entries(reader, ROUND_NAMES);
    number_classes(reader);
    read_entries(reader, ROUND_FILL);
    const NumberMap *registers = read_heads(reader);
    read_entries(reader, ROUND_LATE);
    read_bodies(reader, registers);
}

IrModule *ir_read_module(Compilation *compilation, const Source *source) {
    IrModule *module = ir_module_create(compilation, "module");
    Reader reader = {
        .module = module, .arena = module->arena, .source = source, .at = source->text};
    if (setjmp(reader.escape) != 0)
        return NULL; // reported
    read_everything(&reader);
    return module;
}
