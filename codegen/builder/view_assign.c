// view[...] = value: all elements of a slice of a memoryview.
//
// Takes: an assignment whose target the typer found to be a view. Gives: a copy of another view's
// elements, whatever memory they share, or one value for all.

#include "codegen/builder/internal.h"

bool is_view_slice(const Node *target) {
    return node_is(target, NODE_Subscript) && is_view(((const Subscript *)target)->value->type) &&
           !is_view_element((const Subscript *)target);
}

IrValue add_view_address(Builder *builder, IrValue view) {
    return add_unary(builder, IR_OP_VIEW_ADDRESS, IR_POINTER, view);
}

static IrValue dimensions_of(const Type *view) {
    return ir_int(IR_I32, view->memoryview.dimensions);
}

static const Type *element_of(Builder *builder, const Type *view) {
    return type_unqualified(builder->types, view->memoryview.element);
}

void copy_view(Builder *builder, Value target, Value source) {
    const Type *element = element_of(builder, target.type);
    IrValue to = add_view_address(builder, target.ir);
    IrValue from = add_view_address(builder, source.ir);
    ADD_RUNTIME(builder, view_assign, to, from, dimensions_of(target.type),
                dimensions_of(source.type), size_of(builder, element),
                ir_int(IR_I32, type_is_object(element)));
}

static void fill_view(Builder *builder, Value target, Value value) {
    const Type *element = element_of(builder, target.type);
    IrRegisterId item = builder_new_register(builder, element, NULL);
    IrValue address = add_pointer_to(builder, item);
    store_in_memory(builder, address, element, value);
    ADD_RUNTIME(builder, view_fill, add_view_address(builder, target.ir),
                dimensions_of(target.type), address, size_of(builder, element),
                ir_int(IR_I32, type_is_object(element)));
}

// An object that has items of its own is copied as they are, any other one is the value of all.
static void assign_object(Builder *builder, Value target, Value object) {
    IrBlock *copies = builder_new_block(builder, "view_copy");
    IrBlock *fills = builder_new_block(builder, "view_fill");
    IrBlock *done = builder_new_block(builder, "view_assigned");
    add_branch(builder, ADD_RUNTIME(builder, has_items, object.ir), copies, fills);
    builder_start_block(builder, copies);
    ADD_RUNTIME(builder, set_item, to_object(builder, target),
                add_singleton(builder, SINGLETON_ELLIPSIS), object.ir);
    add_jump(builder, done);
    builder_start_block(builder, fills);
    fill_view(builder, target, object);
    add_jump(builder, done);
    builder_start_block(builder, done);
}

typedef struct ViewStore {
    Value target, value;
} ViewStore;

static void build_object_store(Builder *builder, void *context) {
    const ViewStore *store = context;
    assign_object(builder, store->target, store->value);
}

void store_view_slice(Builder *builder, Node *node, Value value) {
    Value target = build_view_slice(builder, NODE_AS(Subscript, node));
    if (is_view(value.type)) {
        copy_view(builder, target, value);
    } else if (type_is_object(value.type) && !type_is_object(target.type->memoryview.element)) {
        ViewStore store = {target, value};
        build_with_gil(builder, build_object_store, &store);
    } else {
        fill_view(builder, target, value);
    }
}
