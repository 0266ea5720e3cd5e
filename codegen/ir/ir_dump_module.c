// The text form of a module: its entries first, in an order in which each refers to names that the
// reader knows or will know, then the bodies.
//
//     module 'spam'
//     source 'spam.pyx'
//     constant #0 name 'x'
//     type <double *> pointer <double>
//     struct Point complete { 'x' <double> ... }
//     function ...
//
// ir_read.c reads what this writes: nothing of a module may be left out that emission asks for.

#include "abi/abi.h"
#include "codegen/ir/internal.h"
#include "codegen/ir/ir_dump.h"
#include <string.h>

static void dump_string(FILE *stream, const char *text) {
    dump_text(stream, (Text){text, (uint32_t)strlen(text)});
}

static void dump_doc(FILE *stream, const char *doc) {
    if (doc == NULL)
        return;
    fputs(" doc ", stream);
    dump_string(stream, doc);
}

static void dump_flag(FILE *stream, bool is_set, const char *word) {
    if (is_set)
        fprintf(stream, " %s", word);
}

// --- Constants -----------------------------------------------------------------------------------

static void dump_constant(FILE *stream, const IrConstant *constant, uint32_t number) {
    fprintf(stream, "constant #%u %s", number, ir_constant_kind_texts[constant->kind]);
    switch (constant->kind) {
    case IR_CONSTANT_INT:
    case IR_CONSTANT_STR:
    case IR_CONSTANT_NAME:
    case IR_CONSTANT_BYTES:
        fputc(' ', stream);
        dump_text(stream, constant->text);
        break;
    case IR_CONSTANT_FLOAT:
    case IR_CONSTANT_COMPLEX:
        fputc(' ', stream);
        dump_real(stream, constant->real);
        fputc(' ', stream);
        dump_real(stream, constant->imaginary);
        break;
    case IR_CONSTANT_TUPLE:
    case IR_CONSTANT_FROZENSET:
        for (uint32_t i = 0; i < constant->item_count; i++)
            fprintf(stream, " #%u", constant->items[i]);
        break;
    case IR_CONSTANT_NONE:
    case IR_CONSTANT_TRUE:
    case IR_CONSTANT_FALSE:
    case IR_CONSTANT_ELLIPSIS:
        break;
    }
    fputc('\n', stream);
}

// --- Types and signatures ------------------------------------------------------------------------

static void dump_signature(FILE *stream, const IrSignature *signature) {
    fprintf(stream, " %s %s (", ir_convention_texts[signature->convention],
            ir_error_convention_texts[signature->error]);
    for (uint32_t i = 0; i < signature->parameter_count; i++) {
        fputs(i > 0 ? ", " : "", stream);
        dump_type(stream, signature->parameters[i]);
    }
    fputs(") -> ", stream);
    dump_type(stream, signature->result);
    dump_flag(stream, signature->has_closure, "closure");
    dump_flag(stream, signature->is_variadic, "variadic");
    dump_flag(stream, signature->has_skip_dispatch, "skip_dispatch");
    if (signature->optional_count > 0)
        fprintf(stream, " optional=%u", signature->optional_count);
    dump_exception(stream, &signature->exception);
}

static void dump_integer(FILE *stream, const IrCType *type) {
    fprintf(stream, " %u %s", type->integer.bits, type->integer.is_signed ? "signed" : "unsigned");
    dump_flag(stream, type->integer.is_plain_char, "char");
    dump_flag(stream, type->integer.is_index, "index");
    if (type->integer.header != NULL)
        fprintf(stream, " extern %s", type->integer.header->name);
}

static void dump_axes(FILE *stream, const IrCType *type) {
    fprintf(stream, " <%s>", type->memoryview.element->text);
    if (type->memoryview.item_name != NULL) {
        fputs(" named ", stream);
        dump_string(stream, type->memoryview.item_name);
    }
    for (uint32_t i = 0; i < type->memoryview.dimensions; i++)
        fprintf(stream, " %s %s", ir_access_texts[type->memoryview.access[i]],
                ir_packing_texts[type->memoryview.packing[i]]);
}

static void dump_type_contents(FILE *stream, const IrCType *type) {
    switch (type->kind) {
    case IR_C_INTEGER:
        dump_integer(stream, type);
        break;
    case IR_C_FLOATING:
        fprintf(stream, " %u", type->floating_bits);
        break;
    case IR_C_COMPLEX:
    case IR_C_POINTER:
        fprintf(stream, " <%s>", type->element->text);
        break;
    case IR_C_FUNCTION:
        dump_signature(stream, type->signature);
        break;
    case IR_C_ARRAY:
        fprintf(stream, " <%s> %llu", type->array.element->text,
                (unsigned long long)type->array.length);
        if (type->array.header != NULL)
            fprintf(stream, " extern %s", type->array.header->name);
        break;
    case IR_C_STRUCT:
        fprintf(stream, " %s", type->structure->name);
        break;
    case IR_C_CTUPLE:
        for (uint32_t i = 0; i < type->members.count; i++)
            fprintf(stream, " <%s>", type->members.items[i]->text);
        break;
    case IR_C_MEMORYVIEW:
        dump_axes(stream, type);
        break;
    case IR_C_BUILTIN:
        fprintf(stream, " %s", ir_builtin_texts[type->builtin]);
        break;
    case IR_C_CLASS:
        fprintf(stream, " %s", type->class_->name);
        break;
    case IR_C_VOID:
    case IR_C_BINT:
    case IR_C_ENUM:
    case IR_C_OBJECT:
    case IR_C_TYPE_COUNT:
        break;
    }
}

static void dump_c_type(FILE *stream, const IrCType *type) {
    fprintf(stream, "type <%s> %s", type->text, ir_c_type_texts[type->kind]);
    dump_flag(stream, type->is_const, "const");
    dump_flag(stream, type->is_volatile, "volatile");
    dump_type_contents(stream, type);
    fputc('\n', stream);
}

// --- Headers, structs, variables -----------------------------------------------------------------

// Lines of other sources would be taken for the module's own.
static void dump_own_line(FILE *stream, const IrModule *module, Span span) {
    if (source_of_span(module->compilation->sources, span) == module->source)
        dump_line(stream, module, span);
}

static void dump_header(const IrModule *module, const IrHeader *header, FILE *stream) {
    fputs("header", stream);
    if (header->name != NULL) {
        fputs(header->angle_brackets ? " angle " : " quoted ", stream);
        dump_string(stream, header->name);
    }
    dump_flag(stream, header->is_own, "own");
    if (header->verbatim.length > 0) {
        fputs(" verbatim ", stream);
        dump_text(stream, header->verbatim);
    }
    dump_own_line(stream, module, header->span);
    fputc('\n', stream);
}

// It may be an expression.
static void dump_c_name(FILE *stream, const char *name) {
    fputs(" c_name=", stream);
    dump_string(stream, name);
}

static void dump_header_number(FILE *stream, const IrHeader *header) {
    if (header != NULL)
        fprintf(stream, " header=%u", header->number);
}

static void dump_fields(const IrModule *module, IrField *const *fields, uint32_t count,
                        FILE *stream) {
    for (uint32_t i = 0; i < count; i++) {
        const IrField *field = fields[i];
        fprintf(stream, "    field %s <%s> %s", field->name, field->type->text,
                ir_visibility_texts[field->visibility]);
        if (strcmp(field->name, field->c_name) != 0)
            dump_c_name(stream, field->c_name);
        if (field->getter != NULL)
            fprintf(stream, " getter=%s", field->getter->link_name);
        if (field->setter != NULL)
            fprintf(stream, " setter=%s", field->setter->link_name);
        dump_doc(stream, field->doc);
        dump_own_line(stream, module, field->span);
        fputc('\n', stream);
    }
}

static void dump_struct(const IrModule *module, const IrStruct *structure, FILE *stream) {
    fprintf(stream, "struct %s", structure->name);
    if (strcmp(structure->name, structure->c_name) != 0)
        dump_c_name(stream, structure->c_name);
    dump_flag(stream, structure->is_union, "union");
    dump_flag(stream, structure->is_packed, "packed");
    dump_flag(stream, structure->is_complete, "complete");
    dump_flag(stream, structure->is_typedef, "typedef");
    dump_flag(stream, structure->is_extern, "extern");
    dump_header_number(stream, structure->header);
    dump_own_line(stream, module, structure->span);
    fputc('\n', stream);
    dump_fields(module, structure->fields, structure->field_count, stream);
}

static void dump_extern(const IrModule *module, const IrExtern *external, FILE *stream) {
    fprintf(stream, "extern %s", external->name);
    if (strcmp(external->name, external->c_name) != 0)
        dump_c_name(stream, external->c_name);
    if (external->type != NULL)
        fprintf(stream, " <%s>", external->type->text);
    dump_flag(stream, external->is_floating_typedef, "typedef");
    dump_header_number(stream, external->header);
    dump_own_line(stream, module, external->span);
    fputc('\n', stream);
}

// --- Classes and callables -----------------------------------------------------------------------

static void dump_vtable(FILE *stream, const IrClass *class_) {
    for (uint32_t i = 0; i < class_->slot_count; i++) {
        const IrMethod *method = &class_->vtable[i];
        fprintf(stream, "    slot %s", method->name);
        if (method->body != NULL)
            fprintf(stream, " body=%s", method->body->link_name);
        dump_signature(stream, method->signature);
        fputc('\n', stream);
    }
}

static void dump_type_slots(FILE *stream, const IrClass *class_) {
    for (uint32_t i = 0; i < class_->type_slots.count; i++) {
        const IrTypeSlot *slot = &class_->type_slots.items[i];
        fprintf(stream, "    type_slot %s body=%s\n", ir_type_slot_texts[slot->slot],
                slot->body->link_name);
    }
}

static void dump_properties(FILE *stream, const IrClass *class_) {
    for (uint32_t i = 0; i < class_->properties.count; i++) {
        const IrProperty *property = &class_->properties.items[i];
        fprintf(stream, "    property %s", property->name);
        if (property->getter != NULL)
            fprintf(stream, " getter=%s", property->getter->link_name);
        if (property->setter != NULL)
            fprintf(stream, " setter=%s", property->setter->link_name);
        dump_doc(stream, property->doc);
        fputc('\n', stream);
    }
}

static void dump_class(const IrModule *module, const IrClass *class_, FILE *stream) {
    fprintf(stream, "class %s", class_->name);
    if (class_->import != NULL)
        fprintf(stream, " import=%s", class_->import->link_name);
    if (class_->object_struct != NULL)
        fprintf(stream, " struct=%s", class_->object_struct->name);
    if (class_->base != NULL)
        fprintf(stream, " base=%s", class_->base->name);
    if (class_->builtin_base != NULL)
        fprintf(stream, " builtin=<%s>", class_->builtin_base->text);
    dump_flag(stream, class_->has_vtable, "vtable");
    if (class_->freelist_size > 0)
        fprintf(stream, " freelist=%u", class_->freelist_size);
#define X(NAME, text, bit) dump_flag(stream, (class_->flags & (bit)) != 0, text);
    IR_CLASS_FLAGS(X)
#undef X
    if (class_->cinit != NULL)
        fprintf(stream, " cinit=%s", class_->cinit->link_name);
    if (class_->dealloc != NULL)
        fprintf(stream, " dealloc=%s", class_->dealloc->link_name);
    dump_doc(stream, class_->doc);
    if (class_->pickle_refusal != NULL) {
        fputs(" refuses_pickle ", stream);
        dump_string(stream, class_->pickle_refusal);
    }
    dump_own_line(stream, module, class_->span);
    fputc('\n', stream);
    dump_fields(module, class_->fields, class_->field_count, stream);
    dump_vtable(stream, class_);
    dump_type_slots(stream, class_);
    dump_properties(stream, class_);
}

static void dump_constants(FILE *stream, const char *what, const IrConstantVector *constants) {
    if (constants->count == 0)
        return;
    fprintf(stream, "    %s", what);
    for (uint32_t i = 0; i < constants->count; i++)
        fprintf(stream, " #%u", constants->items[i]);
    fputc('\n', stream);
}

static void dump_callable(const IrModule *module, const IrCallable *callable, FILE *stream) {
    static const char *const flags[] = {
#define X(NAME, text, bit) text,
        IR_CALLABLE_FLAGS(X)
#undef X
    };
    fprintf(stream, "callable %s name ", callable->link_name);
    dump_string(stream, callable->name);
    fputs(" qualified ", stream);
    dump_string(stream, callable->qualified_name);
    for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++)
        dump_flag(stream, callable->flags >> i & 1, flags[i]);
    if (callable->entry != NULL)
        fprintf(stream, " entry=%s", callable->entry->link_name);
    dump_doc(stream, callable->doc);
    dump_line(stream, module, callable->span);
    fputc('\n', stream);
    for (uint32_t i = 0; i < callable->parameter_count; i++)
        fprintf(stream, "    parameter #%u %s\n", callable->parameters[i].name,
                ir_parameter_kind_texts[callable->parameters[i].kind]);
    dump_constants(stream, "captures", &callable->captures);
    dump_constants(stream, "locals", &callable->locals);
    dump_constants(stream, "cells", &callable->cells);
    dump_constants(stream, "names", &callable->names);
    if (callable->file != IR_NO_CONSTANT)
        fprintf(stream, "    file #%u\n", callable->file);
    for (uint32_t i = 0; i < callable->traced_lines.count; i++)
        fprintf(stream, "    traced @%u\n", callable->traced_lines.items[i]);
}

// --- What modules exchange -----------------------------------------------------------------------

static void dump_import(const IrModule *module, const IrImport *import, FILE *stream) {
    fprintf(stream, "import %s %s module ", import->link_name,
            ir_exchange_kind_texts[import->kind]);
    dump_string(stream, import->module);
    fputs(" name ", stream);
    dump_string(stream, import->name);
    if (import->older_name != NULL) {
        fputs(" older=", stream);
        dump_string(stream, import->older_name);
    }
    if (import->kind == IR_EXCHANGE_TYPE) {
        fprintf(stream, " class=%s check=%s", import->class_->name,
                SizeCheck_text(import->size_check));
        dump_flag(stream, import->uses_views, "views");
    } else {
        fputs(" capsule ", stream);
        dump_string(stream, import->capsule);
    }
    if (import->kind == IR_EXCHANGE_VARIABLE)
        fprintf(stream, " <%s>", import->type->text);
    dump_own_line(stream, module, import->span);
    if (import->kind == IR_EXCHANGE_FUNCTION)
        dump_signature(stream, import->signature);
    fputc('\n', stream);
}

static void dump_global(FILE *stream, const IrGlobal *global) {
    fprintf(stream, "global %s <%s>", global->name, global->type->text);
    if (global->c_symbol != NULL) {
        fputs(" symbol ", stream);
        dump_string(stream, global->c_symbol);
    }
    fputc('\n', stream);
}

static void dump_export(FILE *stream, const IrExport *export_) {
    fprintf(stream, "export %s name ", ir_exchange_kind_texts[export_->kind]);
    dump_string(stream, export_->name);
    fputs(" capsule ", stream);
    dump_string(stream, export_->capsule);
    if (export_->body != NULL)
        fprintf(stream, " body=%s", export_->body->link_name);
    if (export_->global != NULL)
        fprintf(stream, " global=%s", export_->global->name);
    fputc('\n', stream);
}

// --- The module ----------------------------------------------------------------------------------

static void dump_interpreted(FILE *stream, const IrInterpretedUnit *unit) {
    fprintf(stream, "interpreted @%u ", unit->first_line);
    dump_string(stream, unit->what);
    fputc(' ', stream);
    dump_string(stream, unit->name);
    fputc(' ', stream);
    dump_string(stream, unit->reason);
    fputc(' ', stream);
    dump_text(stream, unit->source);
    if (unit->class_name != NULL) {
        fputs(" of ", stream);
        dump_string(stream, unit->class_name);
    }
    fputc('\n', stream);
}

static void dump_module_head(const IrModule *module, FILE *stream) {
    fputs("module ", stream);
    dump_string(stream, module->name);
    dump_flag(stream, module->has_python_texts, "python_texts");
    dump_flag(stream, module->shows_variables, "shows_variables");
    if (module->future_features != ZI_FUTURE_NONE)
        fprintf(stream, " future=%u", module->future_features);
    if (module->source != NULL) {
        fputs(" source ", stream);
        dump_string(stream, module->source->path);
    }
    dump_doc(stream, module->doc);
    fputc('\n', stream);
}

// The counts once they are final.
static void dump_state(FILE *stream, const IrState *state) {
    if (!state->is_static && !state->is_complete)
        return;
    fputs("state", stream);
    dump_flag(stream, state->is_static, "static");
    if (state->is_complete) {
#define STATE_ARRAY(name, c_type, count) fprintf(stream, " " #count "=%u", state->count);
#include "abi/state.def"
    }
    fputc('\n', stream);
}

static void dump_inner_code(const IrModule *module, const IrInnerCode *code, FILE *stream) {
    fputs("inner ", stream);
    dump_string(stream, code->name);
    fputc(' ', stream);
    dump_string(stream, code->qualified_name);
    dump_flag(stream, code->is_class, "class");
    if (code->inlined != NULL)
        fprintf(stream, " inlined=%s", code->inlined->link_name);
    dump_line(stream, module, code->span);
    fputc('\n', stream);
}

static void dump_likely_attribute(FILE *stream, const IrLikelyAttribute *attribute) {
    fprintf(stream, "likely #%u %s\n", attribute->name, attribute->is_float ? "float" : "int");
}

static void dump_link_setting(FILE *stream, const IrLinkSetting *setting) {
    fputs("link ", stream);
    dump_string(stream, setting->name);
    fputc(' ', stream);
    dump_string(stream, setting->value);
    fputc('\n', stream);
}

static void dump_traced_file(FILE *stream, const IrTracedFile *file) {
    fputs("traced ", stream);
    dump_string(stream, file->path);
    for (uint32_t i = 0; i < file->lines.count; i++)
        fprintf(stream, " @%u", file->lines.items[i]);
    fputc('\n', stream);
}

// Constants first, since operations and callables refer to them by number.
static void dump_data(const IrModule *module, FILE *stream) {
    for (uint32_t i = 0; i < module->constants.count; i++)
        dump_constant(stream, &module->constants.items[i], i);
    for (uint32_t i = 0; i < module->headers.count; i++)
        dump_header(module, module->headers.items[i], stream);
    for (uint32_t i = 0; i < module->types.count; i++)
        dump_c_type(stream, module->types.items[i]);
    for (uint32_t i = 0; i < module->structs.count; i++)
        dump_struct(module, module->structs.items[i], stream);
    for (uint32_t i = 0; i < module->externs.count; i++)
        dump_extern(module, module->externs.items[i], stream);
    for (uint32_t i = 0; i < module->globals.count; i++)
        dump_global(stream, module->globals.items[i]);
    for (uint32_t i = 0; i < module->imports.count; i++)
        dump_import(module, module->imports.items[i], stream);
}

static void dump_code(const IrModule *module, FILE *stream) {
    for (uint32_t i = 0; i < module->callables.count; i++)
        dump_callable(module, module->callables.items[i], stream);
    for (uint32_t i = 0; i < module->classes.count; i++)
        dump_class(module, module->classes.items[i], stream);
    for (uint32_t i = 0; i < module->exports.count; i++)
        dump_export(stream, &module->exports.items[i]);
    for (uint32_t i = 0; i < module->interpreted.count; i++)
        dump_interpreted(stream, &module->interpreted.items[i]);
    for (uint32_t i = 0; i < module->inner_codes.count; i++)
        dump_inner_code(module, &module->inner_codes.items[i], stream);
    for (uint32_t i = 0; i < module->likely_attributes.count; i++)
        dump_likely_attribute(stream, &module->likely_attributes.items[i]);
    for (uint32_t i = 0; i < module->link_settings.count; i++)
        dump_link_setting(stream, &module->link_settings.items[i]);
    for (uint32_t i = 0; i < module->traced_files.count; i++)
        dump_traced_file(stream, &module->traced_files.items[i]);
}

void ir_dump_module(const IrModule *module, FILE *stream) {
    dump_module_head(module, stream);
    dump_state(stream, &module->state);
    dump_data(module, stream);
    dump_code(module, stream);
    ir_dump_bodies(module, stream);
}

void ir_dump_bodies(const IrModule *module, FILE *stream) {
    for (uint32_t i = 0; i < module->bodies.count; i++) {
        fputc('\n', stream);
        ir_dump_body(module, module->bodies.items[i], stream);
    }
}
