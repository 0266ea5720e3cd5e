// Types in debug information: what debuggers are told of the types of variables.
//
// Takes: types of registers, of members and of elements. Gives: DWARF's, each made once a module.
// An instance of a cdef class is a pointer to a struct with its fields, those of its bases first;
// any other object is a `PyObject *`, which Python's own debug information describes. A struct
// whose members only a C header knows has those that the source names and that the header has told.

#include "codegen/llvm/internal.h"
#include <string.h>

// Of DWARF 4, sections 5.1 and 7.8: encodings of base types, and the tag of a struct.
enum {
    ENCODING_BOOLEAN = 2,
    ENCODING_COMPLEX = 3,
    ENCODING_FLOATING = 4,
    ENCODING_SIGNED = 5,
    ENCODING_SIGNED_CHAR = 6,
    ENCODING_UNSIGNED = 7,
    TAG_STRUCTURE = 0x13,
};

#define TEXT(text) (text), strlen(text)

static LLVMMetadataRef basic_type(Emitter *emitter, const char *name, uint64_t size,
                                  unsigned encoding) {
    return LLVMDIBuilderCreateBasicType(emitter->debug, TEXT(name), size * 8, encoding,
                                        LLVMDIFlagZero);
}

static LLVMMetadataRef pointer_type(Emitter *emitter, LLVMMetadataRef element) {
    return LLVMDIBuilderCreatePointerType(emitter->debug, element, 64, 64, 0, "", 0);
}

// --- Structs -------------------------------------------------------------------------------------

typedef VECTOR(LLVMMetadataRef) Members;

static void add_member(Emitter *emitter, Members *members, const char *name, uint64_t offset,
                       LLVMMetadataRef type, uint64_t size) {
    if (type == NULL)
        return;
    LLVMMetadataRef member = LLVMDIBuilderCreateMemberType(
        emitter->debug, emitter->debug_unit, TEXT(name), emitter->debug_file, 0, size * 8, 0,
        offset * 8, LLVMDIFlagZero, type);
    vector_push(emitter->arena, members, member);
}

static void add_c_member(Emitter *emitter, Members *members, const char *name, uint64_t offset,
                         const IrCType *type) {
    add_member(emitter, members, name, offset, debug_c_type(emitter, type),
               layout_of_type(emitter, type).size);
}

static LLVMMetadataRef struct_type(Emitter *emitter, const char *name, uint64_t size, bool is_union,
                                   const Members *members) {
    if (is_union)
        return LLVMDIBuilderCreateUnionType(emitter->debug, emitter->debug_unit, TEXT(name),
                                            emitter->debug_file, 0, size * 8, 0, LLVMDIFlagZero,
                                            members->items, members->count, 0, "", 0);
    return LLVMDIBuilderCreateStructType(emitter->debug, emitter->debug_unit, TEXT(name),
                                         emitter->debug_file, 0, size * 8, 0, LLVMDIFlagZero, NULL,
                                         members->items, members->count, 0, NULL, "", 0);
}

// While its members are looked at, the struct is known by this: they may point to it.
static LLVMMetadataRef begin_struct(Emitter *emitter, const void *entry, const char *name) {
    LLVMMetadataRef open = LLVMDIBuilderCreateReplaceableCompositeType(
        emitter->debug, TAG_STRUCTURE, TEXT(name), emitter->debug_unit, emitter->debug_file, 0, 0,
        0, 0, LLVMDIFlagFwdDecl, "", 0);
    map_put(emitter->arena, &emitter->debug_types, entry, open);
    return open;
}

static LLVMMetadataRef end_struct(Emitter *emitter, const void *entry, LLVMMetadataRef open,
                                  LLVMMetadataRef made) {
    LLVMMetadataReplaceAllUsesWith(open, made);
    map_put(emitter->arena, &emitter->debug_types, entry, made);
    return made;
}

static LLVMMetadataRef declared_struct(Emitter *emitter, const char *name) {
    return LLVMDIBuilderCreateForwardDecl(emitter->debug, TAG_STRUCTURE, TEXT(name),
                                          emitter->debug_unit, emitter->debug_file, 0, 0, 0, 0, "",
                                          0);
}

static LLVMMetadataRef type_of_struct(Emitter *emitter, const IrCType *type) {
    const IrStruct *structure = type->structure;
    LayoutOracle oracle = layout_oracle(emitter);
    LLVMMetadataRef open = begin_struct(emitter, type, structure->name);
    Members members = {0};
    for (uint32_t i = 0; i < structure->field_count; i++) {
        const IrField *field = structure->fields[i];
        uint64_t offset;
        if (layout_of_field(&oracle, field, &offset))
            add_c_member(emitter, &members, field->name, offset, field->type);
    }
    uint64_t size = layout_of_type(emitter, type).size;
    LLVMMetadataRef made = members.count == 0 ? declared_struct(emitter, structure->name)
                                              : struct_type(emitter, structure->name, size,
                                                            structure->is_union, &members);
    return end_struct(emitter, type, open, made);
}

static LLVMMetadataRef type_of_ctuple(Emitter *emitter, const IrCType *type) {
    LayoutOracle oracle = layout_oracle(emitter);
    Members members = {0};
    for (uint32_t i = 0; i < type->members.count; i++) {
        uint64_t offset;
        if (layout_of_member(&oracle, type, i, &offset))
            add_c_member(emitter, &members, arena_format(emitter->arena, "f%u", i), offset,
                         type->members.items[i]);
    }
    return struct_type(emitter, type->text, layout_of_type(emitter, type).size, false, &members);
}

// --- Objects -------------------------------------------------------------------------------------

static LLVMMetadataRef object_type(Emitter *emitter) {
    static const char key = 0;
    LLVMMetadataRef known = map_get(&emitter->debug_types, &key);
    if (known != NULL)
        return known;
    LLVMMetadataRef head = LLVMDIBuilderCreateTypedef(
        emitter->debug, declared_struct(emitter, "_object"), TEXT("PyObject"), emitter->debug_file,
        0, emitter->debug_unit, 0);
    known = pointer_type(emitter, head);
    map_put(emitter->arena, &emitter->debug_types, &key, known);
    return known;
}

static void add_fields(Emitter *emitter, Members *members, const IrClass *class_) {
    if (class_->base != NULL)
        add_fields(emitter, members, class_->base);
    for (uint32_t i = 0; i < class_->field_count; i++) {
        const IrField *field = class_->fields[i];
        add_c_member(emitter, members, field->name, offset_of_field(emitter, field), field->type);
    }
}

static LLVMMetadataRef instance_type(Emitter *emitter, const IrClass *class_) {
    LLVMMetadataRef known = map_get(&emitter->debug_types, class_);
    if (known != NULL)
        return pointer_type(emitter, known);
    // Of a header's, only what is used is known.
    if (class_->object_struct != NULL)
        return object_type(emitter);
    LLVMMetadataRef open = begin_struct(emitter, class_, class_->name);
    Members members = {0};
    LLVMMetadataRef type = pointer_type(emitter, declared_struct(emitter, "_typeobject"));
    uint64_t place = emitter->runtime_layout.object_head - 8;
    add_member(emitter, &members, "ob_type", place, type, 8);
    add_fields(emitter, &members, class_);
    uint64_t size = layout_of_class(emitter, class_)->size;
    LLVMMetadataRef made = struct_type(emitter, class_->name, size, false, &members);
    return pointer_type(emitter, end_struct(emitter, class_, open, made));
}

// An int or a float without an object, or an object, which then is the tag.
static LLVMMetadataRef dual_type(Emitter *emitter) {
    Members members = {0};
    add_member(emitter, &members, "payload", 0, basic_type(emitter, "long", 8, ENCODING_SIGNED), 8);
    add_member(emitter, &members, "tag", 8, object_type(emitter), 8);
    return struct_type(emitter, "int, float or object", 16, false, &members);
}

// --- Memoryviews, arrays, numbers ----------------------------------------------------------------

static LLVMMetadataRef array_type(Emitter *emitter, LLVMMetadataRef element, uint64_t size,
                                  uint64_t length) {
    LLVMMetadataRef range = LLVMDIBuilderGetOrCreateSubrange(emitter->debug, 0, (int64_t)length);
    return LLVMDIBuilderCreateArrayType(emitter->debug, size * length * 8, 0, element, &range, 1);
}

// As debug_variables.c keeps it.
static LLVMMetadataRef view_type(Emitter *emitter, const IrCType *type) {
    uint32_t dimensions = type->memoryview.dimensions;
    LLVMMetadataRef index = basic_type(emitter, "long", 8, ENCODING_SIGNED);
    LLVMMetadataRef numbers = array_type(emitter, index, 8, dimensions);
    LLVMMetadataRef data = pointer_type(emitter, debug_c_type(emitter, type->memoryview.element));
    Members members = {0};
    add_member(emitter, &members, "owner", 0, object_type(emitter), 8);
    add_member(emitter, &members, "data", 8, data, 8);
    add_member(emitter, &members, "shape", 16, numbers, 8 * (uint64_t)dimensions);
    add_member(emitter, &members, "strides", 16 + (8 * (uint64_t)dimensions), numbers,
               8 * (uint64_t)dimensions);
    uint64_t size = 16 + (16 * (uint64_t)dimensions);
    if (ir_view_is_indirect(type)) {
        add_member(emitter, &members, "suboffsets", size, numbers, 8 * (uint64_t)dimensions);
        size += 8 * (uint64_t)dimensions;
    }
    return struct_type(emitter, type->text, size, false, &members);
}

static LLVMMetadataRef integer_type(Emitter *emitter, const IrCType *type) {
    uint64_t size = layout_of_type(emitter, type).size;
    bool is_signed = type_is_signed(emitter, type);
    bool is_char = size == 1 && type->integer.header == NULL;
    unsigned encoding = (is_signed ? ENCODING_SIGNED : ENCODING_UNSIGNED) + (is_char ? 1 : 0);
    return basic_type(emitter, type->text, size, encoding);
}

// What holds a function is a pointer.
static LLVMMetadataRef function_type(Emitter *emitter) {
    return pointer_type(emitter, LLVMDIBuilderCreateSubroutineType(
                                     emitter->debug, emitter->debug_file, NULL, 0, LLVMDIFlagZero));
}

static LLVMMetadataRef make_c_type(Emitter *emitter, const IrCType *type) {
    switch (type->kind) {
    case IR_C_VOID:
        return NULL;
    case IR_C_BINT:
        // it keeps the number that it is given
        return basic_type(emitter, type->text, 4, ENCODING_SIGNED);
    case IR_C_ENUM:
        return basic_type(emitter, type->text, 4, ENCODING_SIGNED);
    case IR_C_INTEGER:
        return integer_type(emitter, type);
    case IR_C_FLOATING:
        return basic_type(emitter, type->text, layout_of_type(emitter, type).size,
                          ENCODING_FLOATING);
    case IR_C_COMPLEX:
        return basic_type(emitter, type->text, layout_of_type(emitter, type).size,
                          ENCODING_COMPLEX);
    case IR_C_POINTER:
        return pointer_type(emitter, debug_c_type(emitter, type->element));
    case IR_C_FUNCTION:
        return function_type(emitter);
    case IR_C_ARRAY: {
        LayoutOracle oracle = layout_oracle(emitter);
        return array_type(emitter, debug_c_type(emitter, type->array.element),
                          layout_of_type(emitter, type->array.element).size,
                          length_of_array(&oracle, type));
    }
    case IR_C_STRUCT:
        return type_of_struct(emitter, type);
    case IR_C_CTUPLE:
        return type_of_ctuple(emitter, type);
    case IR_C_MEMORYVIEW:
        return view_type(emitter, type);
    case IR_C_CLASS:
        return instance_type(emitter, type->class_);
    case IR_C_OBJECT:
    case IR_C_BUILTIN:
    case IR_C_TYPE_COUNT:
        break;
    }
    return object_type(emitter);
}

LLVMMetadataRef debug_c_type(Emitter *emitter, const IrCType *type) {
    LLVMMetadataRef known = map_get(&emitter->debug_types, type);
    if (known != NULL)
        return known;
    known = make_c_type(emitter, type);
    if (known != NULL)
        map_put(emitter->arena, &emitter->debug_types, type, known);
    return known;
}

// --- Types of registers --------------------------------------------------------------------------

// Of a kind that says all.
static LLVMMetadataRef type_of_kind_alone(Emitter *emitter, IrKind kind) {
    static const struct {
        const char *name;
        uint64_t size;
        unsigned encoding;
    } numbers[IR_KIND_COUNT] = {
        [IR_BOOL] = {"bool", 1, ENCODING_BOOLEAN},
        [IR_I8] = {"signed char", 1, ENCODING_SIGNED_CHAR},
        [IR_I16] = {"short", 2, ENCODING_SIGNED},
        [IR_I32] = {"int", 4, ENCODING_SIGNED},
        [IR_I64] = {"long", 8, ENCODING_SIGNED},
        [IR_I128] = {"__int128", 16, ENCODING_SIGNED},
        [IR_F32] = {"float", 4, ENCODING_FLOATING},
        [IR_F64] = {"double", 8, ENCODING_FLOATING},
        [IR_F80] = {"long double", 16, ENCODING_FLOATING},
    };
    if (numbers[kind].name != NULL)
        return basic_type(emitter, numbers[kind].name, numbers[kind].size, numbers[kind].encoding);
    return kind == IR_POINTER ? pointer_type(emitter, NULL)
           : kind == IR_DUAL  ? dual_type(emitter)
                              : object_type(emitter);
}

LLVMMetadataRef debug_type_of(Emitter *emitter, IrType type) {
    return type.type != NULL && type.kind != IR_DUAL ? debug_c_type(emitter, type.type)
                                                     : type_of_kind_alone(emitter, type.kind);
}
