// The module itself: its zi_module_info, and PyInit_<name>, the one symbol that a compiled module
// exports.

#include "codegen/llvm/internal.h"
#include "support/c_symbol.h"
#include "support/file.h"
#include "support/pack.h"
#include <string.h>

// --- The description -----------------------------------------------------------------------------

static LLVMValueRef table_of_classes(Emitter *emitter) {
    const IrModule *module = emitter->module;
    LLVMValueRef *items = ARENA_ARRAY(emitter->arena, LLVMValueRef, module->classes.count);
    for (uint32_t i = 0; i < module->classes.count; i++) {
        const IrClass *class_ = module->classes.items[i];
        items[i] = class_->import != NULL ? const_null(emitter) : class_info(emitter, class_);
    }
    return const_global(emitter, "zi_classes",
                        LLVMConstArray2(emitter->types.pointer, items, module->classes.count));
}

// --- What modules exchange -----------------------------------------------------------------------

static const enum zi_exchange_kind exchange_kinds[IR_EXCHANGE_KIND_COUNT] = {
#define X(NAME, text) [IR_EXCHANGE_##NAME] = ZI_EXCHANGE_##NAME,
    IR_EXCHANGE_KINDS(X)
#undef X
};

static const enum zi_size_check size_checks[SizeCheck_COUNT] = {
#define X(NAME, text) [NAME] = ZI_##NAME,
    SIZE_CHECKS(X)
#undef X
};

// What gives a class of cython.view, which the runtime has.
static LLVMValueRef own_type(Emitter *emitter, const IrImport *import) {
    if (strcmp(import->module, "cython.view") != 0)
        return const_null(emitter);
    return runtime_function(emitter, arena_format(emitter->arena, "zi_%s_type", import->name));
}

static LLVMValueRef import_info(Emitter *emitter, const IrImport *import) {
    const IrClass *class_ = import->class_;
    ImportInfoFields fields = {
        .kind = const_i32(emitter, exchange_kinds[import->kind]),
        .size_check = const_i32(emitter, size_checks[import->size_check]),
        .module = const_string(emitter, import->module),
        .name = const_string(emitter, import->name),
        .older_name = const_string(emitter, import->older_name),
        .capsule = const_string(emitter, import->capsule),
        .size = const_i64(emitter, class_ == NULL ? 0 : size_of_import(emitter, class_)),
        .class_index = const_i32(emitter, class_ == NULL ? 0 : class_->number),
        .has_vtable = const_i32(emitter, class_ != NULL && class_->has_vtable),
        .uses_views = const_i32(emitter, import->uses_views),
        .own_type = own_type(emitter, import),
    };
    return abi_const_import_info(&emitter->abi, NULL, &fields);
}

static LLVMValueRef table_of_imports(Emitter *emitter) {
    const IrModule *module = emitter->module;
    LLVMValueRef *items = ARENA_ARRAY(emitter->arena, LLVMValueRef, module->imports.count + 1);
    for (uint32_t i = 0; i < module->imports.count; i++)
        items[i] = import_info(emitter, module->imports.items[i]);
    LLVMTypeRef type = emitter->abi.structs[ABI_import_info];
    return const_global(emitter, "zi_imports", LLVMConstArray2(type, items, module->imports.count));
}

static LLVMValueRef export_info(Emitter *emitter, const IrExport *entry) {
    LLVMValueRef address;
    if (entry->kind == IR_EXCHANGE_FUNCTION) {
        address = function_value(emitter, entry->body);
    } else {
        address = global_address(emitter, entry->global);
    }
    ExportInfoFields fields = {
        .name = const_string(emitter, entry->name),
        .capsule = const_string(emitter, entry->capsule),
        .address = address,
    };
    return abi_const_export_info(&emitter->abi, NULL, &fields);
}

static LLVMValueRef table_of_exports(Emitter *emitter) {
    const IrModule *module = emitter->module;
    LLVMValueRef *items = ARENA_ARRAY(emitter->arena, LLVMValueRef, module->exports.count + 1);
    for (uint32_t i = 0; i < module->exports.count; i++)
        items[i] = export_info(emitter, &module->exports.items[i]);
    LLVMTypeRef type = emitter->abi.structs[ABI_export_info];
    return const_global(emitter, "zi_exports", LLVMConstArray2(type, items, module->exports.count));
}

// --- The module as a whole -----------------------------------------------------------------------

static LLVMValueRef table_of_interpreted(Emitter *emitter) {
    const IrModule *module = emitter->module;
    LLVMValueRef *items = ARENA_ARRAY(emitter->arena, LLVMValueRef, module->interpreted.count);
    for (uint32_t i = 0; i < module->interpreted.count; i++) {
        const IrInterpretedUnit *unit = &module->interpreted.items[i];
        bool is_indented = unit->source.length > 0 &&
                           (unit->source.bytes[0] == ' ' || unit->source.bytes[0] == '\t');
        char *source = arena_copy_bytes(emitter->arena, unit->source.bytes, unit->source.length);
        InterpretedInfoFields fields = {
            .source = const_string(emitter, source),
            .first_line = const_i32(emitter, unit->first_line),
            .is_indented = const_i32(emitter, is_indented),
            .class_name = const_string(emitter, unit->class_name),
        };
        items[i] = abi_const_interpreted_info(&emitter->abi, NULL, &fields);
    }
    LLVMTypeRef type = emitter->abi.structs[ABI_interpreted_info];
    return const_global(emitter, "zi_interpreted",
                        LLVMConstArray2(type, items, module->interpreted.count));
}

// Packed, unless that takes more room or the module is built for developing.
static PackedBytes pack_data(const Emitter *emitter) {
    const ModuleData *data = &emitter->data;
    PackedBytes plain = {data->bytes.items, data->bytes.count};
    if (emitter->options->optimization == 0 || plain.length > PACK_MOST)
        return plain;
    PackedBytes packed = pack_bytes(emitter->arena, plain.bytes, plain.length);
    return packed.length < plain.length ? packed : plain;
}

static bool some_has_levels(const Emitter *emitter, const GroupResult *groups) {
    for (uint32_t i = 0; i < emitter->input->plan->groups.count; i++)
        if (groups[i].has_levels)
            return true;
    return false;
}

static LLVMValueRef module_info(Emitter *emitter, const StateLayout *layout,
                                const GroupResult *groups) {
    const IrModule *module = emitter->module;
    bool have_levels = some_has_levels(emitter, groups);
    PackedBytes data = pack_data(emitter);
    LLVMValueRef null = const_null(emitter);
    const char *path = module->source == NULL ? "?" : module->source->path;
    bool has_body = module->module_body != NULL;
    ModuleInfoFields fields = {
        .name = const_string(emitter, module_import_name(emitter->arena, module->name)),
        .doc = const_string(emitter, module->doc),
        .path = const_string(emitter, path),
        .last_line = const_i32(emitter, plan_anchor_line(emitter->input->plan, NULL)),
        .data = const_bytes_global(emitter, data.bytes, data.length),
        .data_size = const_i32(emitter, emitter->data.bytes.count),
        .import_size = const_i32(emitter, (int64_t)emitter->data.import_length),
        .constants_size = const_i32(emitter, (int64_t)emitter->data.constants_length),
        .is_packed = const_i32(emitter, data.bytes != emitter->data.bytes.items),
        .future_features = const_i32(emitter, module->future_features),
        .is_plain_python = const_i32(emitter, module->has_python_texts),
#define STATE_ARRAY(name, c_type, count) .count = const_i32(emitter, module->state.count),
#include "abi/state.def"
        .pools_size = const_i64(emitter, (int64_t)layout->pools_size),
        .c_globals_size = const_i64(emitter, (int64_t)layout->c_globals_size),
        .classes = table_of_classes(emitter),
        .imports = table_of_imports(emitter),
        .exports = table_of_exports(emitter),
        .export_count = const_i32(emitter, module->exports.count),
        .interpreted = table_of_interpreted(emitter),
        .body = has_body ? function_value(emitter, module->module_body) : null,
        .choose_cpu_level = have_levels ? runtime_function(emitter, "zi_choose_cpu_level") : null,
        .static_state = emitter->static_state == NULL ? null : emitter->static_state,
        .state_size = const_i64(emitter, (int64_t)layout->size),
    };
    return const_global(emitter, "zi_module_info",
                        abi_const_module_info(&emitter->abi, NULL, &fields));
}

void emit_module_info(Emitter *emitter, const StateLayout *layout, const GroupResult *groups) {
    emit_traced_files(emitter);
    LLVMTypeRef storage_type =
        LLVMArrayType2(emitter->types.i64, emitter->runtime_layout.size_of_module_def / 8);
    LLVMValueRef storage = LLVMAddGlobal(emitter->llvm, storage_type, "zi_module_def");
    LLVMSetInitializer(storage, LLVMConstNull(storage_type));
    LLVMSetLinkage(storage, LLVMInternalLinkage);
    LLVMSetAlignment(storage, 16);
    LLVMTypeRef type = LLVMFunctionType(emitter->types.pointer, NULL, 0, 0);
    const char *name = init_symbol(emitter->arena, emitter->module->name);
    LLVMValueRef function = LLVMAddFunction(emitter->llvm, name, type);
    add_attribute(emitter, function, "nounwind", 0);
    add_attribute(emitter, function, "uwtable", 1);
    LLVMPositionBuilderAtEnd(emitter->builder,
                             LLVMAppendBasicBlockInContext(emitter->context, function, ""));
    LLVMSetCurrentDebugLocation2(emitter->builder, NULL);
    LLVMValueRef module =
        CALL_RUNTIME(emitter, "zi_module_init", storage, module_info(emitter, layout, groups));
    LLVMBuildRet(emitter->builder, module);
}
