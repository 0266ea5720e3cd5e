// The builder: typed AST -> IR. This header is for the files of codegen/builder only.
//
// Builders add ops at the builder's current block and ignore reference counts and error branches.
// After a jump or return there is no current block (`block` is NULL) until the next
// builder_start_block: ops added then go nowhere, so builders need not ask whether code is
// reachable.
//
// Names: build_ makes the IR of a node, add_ adds one op (or one small group) to the current block.
#ifndef ZILANT_CODEGEN_BUILDER_INTERNAL_H
#define ZILANT_CODEGEN_BUILDER_INTERNAL_H

#include "codegen/builder/builder.h"
#include "codegen/units/units.h"

// An IR value and the typer's type that it has. A C array's value is the pointer to its first
// element.
typedef struct Value {
    IrValue ir;
    const Type *type;
} Value;

// What a `break`, `continue` or `return` must run on exit, innermost first.
typedef enum CleanupKind {
    // a loop: the target of break and continue
    CLEANUP_LOOP,
    // a finally body, built again for this exit
    CLEANUP_FINALLY,
    // leaving a handler: exception_pop of `saved`
    CLEANUP_EXCEPT,
    // __exit__(None, None, None); `saved` is the bound __exit__
    CLEANUP_WITH,
    // leaving a named except clause: unbinds `target`
    CLEANUP_TARGET,
    // `with nogil` or `with gil`: take or give back
    CLEANUP_GIL,
    // leaving a critical section, which `saved` holds, of `objects`
    CLEANUP_CRITICAL_SECTION,
    // leaving a parallel loop, whose other rounds are given up
    CLEANUP_ROUNDS
} CleanupKind;

typedef struct Cleanup {
    CleanupKind kind;
    struct Cleanup *outer;
    IrBlock *break_target, *continue_target; // LOOP
    const NodeList *finally_body;            // FINALLY
    IrBlock *handler;                        // the handler in force outside of it
    IrRegisterId saved;                      // EXCEPT, WITH, GIL, CRITICAL_SECTION
    Symbol *target;                          // TARGET
    bool releases;                           // GIL: true for `with nogil`
    // GIL: it was held or not when it was given up
    bool is_conditional;
    bool is_async; // WITH
    // WITH: the line of __exit__'s call, or NULL
    const Node *place;
    // CRITICAL_SECTION: the second one may be null
    IrValue objects[2];
    const struct Rounds *rounds; // ROUNDS
} Cleanup;

// What all builders of one module share.
typedef struct ModuleBuilder {
    IrModule *module;
    TypedModule *typed;
    // the entries that were made: the typer's type, symbol or header, the declared name of a view
    // and its type -> the module's
    Map types, structs, classes, globals, externs, headers, named_views;
    // const Symbol * of another module -> IrImport *
    Map imports;
    // const FunctionSymbol * -> IrCallable *, IrBody *, and the C entries of a body
    Map callables, bodies, c_entries;
    VECTOR(struct CEntry *) c_entry_order;
    Units units; // what runs interpreted
} ModuleBuilder;

typedef struct Builder {
    ModuleBuilder *owner;
    IrModule *module;
    TypedModule *typed;
    TypeTable *types;
    const CommonTypes *common;
    Arena *arena; // the function's
    IrBody *function;
    FunctionSymbol *symbol; // NULL in the module body
    Directives directives;
    IrBlock *block;    // where ops go; NULL: unreachable
    IrBlock *handler;  // the exception handler in force
    Cleanup *cleanups; // innermost first
    // of the statement or expression being built
    Span span;
    // const Symbol * -> its register
    NumberMap locals;
    // captured const Symbol * -> register of its cell
    NumberMap cells;
    // of a class body being built: its namespace object, or IR_NO_REGISTER
    IrRegisterId namespace;
    Scope *class_scope;      // of a class body being built, or NULL
    IrRegisterId class_cell; // of its `__class__`, or none
    // of comprehensions around, built in this function
    uint32_t comprehension_depth;
    const Scope *comprehension_scope; // of the innermost of them, or NULL
    // the dict of variables that all calls of locals() give, or IR_NO_REGISTER
    IrRegisterId names;
    // of try statements around, built in this function
    uint32_t try_depth;
    // const Comprehension * -> Filling *
    Map comprehensions;
    // const PatternSubject * -> register of its value
    NumberMap subjects;
    uint32_t inner_code; // see IrBlock
    // of the comprehension whose first loop comes next: its iterable belongs outside; or NULL
    const struct EnteredComprehension *entering;
    bool without_gil;
    // the call being built shows a frame of the function
    bool shows_frame, shows_variables;
    struct Trace *trace; // see trace.h; or NULL
    // of the body of a parallel section: what it has of the function around it; else NULL
    struct Outlined *outlined;
} Builder;

// --- entry.c, callable.c: the module's entries for what the typer knows ---
// How a value of a typer's type is held in a register.
IrType ir_type_of(ModuleBuilder *owner, const Type *type);
const IrCType *c_type_of(ModuleBuilder *owner, const Type *type);
const IrCType *view_type_of(ModuleBuilder *owner, const Symbol *variable); // as it is declared
// Of a FUNCTION type or a pointer to one.
const IrSignature *signature_of(ModuleBuilder *owner, const Type *type, IrConvention convention);
// How a register of a signature is described: with the C type, even where the kind says all.
IrType full_type_of(ModuleBuilder *owner, const Type *type);
IrExceptionClause exception_clause_of(const Type *type);
IrErrorConvention error_convention_of(const Type *type, IrConvention convention);
const IrExtern *extern_of(ModuleBuilder *owner, const Symbol *symbol);
// The same called as if it had that type.
const IrExtern *extern_with_type(ModuleBuilder *owner, const Symbol *symbol, const Type *type);
IrStruct *struct_of(ModuleBuilder *owner, const StructSymbol *symbol);
IrClass *class_of(ModuleBuilder *owner, const ClassSymbol *symbol);
const IrGlobal *global_of(ModuleBuilder *owner, const Symbol *symbol);
// A new variable through which C code finds the type object of a `public` class.
const IrGlobal *type_pointer_of(ModuleBuilder *owner, const ClassSymbol *symbol);
// The name under which C code is linked with a function or variable, or NULL.
const char *exported_name(const Symbol *symbol);
// A field of the struct or class `type`, of what `type` points to, or of a base class.
const IrField *field_of(ModuleBuilder *owner, const Type *type, const Symbol *symbol);
IrCallable *callable_of(const ModuleBuilder *owner, const FunctionSymbol *symbol);
// Makes the entries of all headers, classes and C variables of the module; classes after bodies.
void declare_headers(ModuleBuilder *owner);
void declare_header_floats(ModuleBuilder *owner);
void declare_classes(ModuleBuilder *owner);
void declare_globals(ModuleBuilder *owner);
IrCallable *declare_callable(ModuleBuilder *owner, const FunctionSymbol *symbol,
                             const char *link_name);
ParameterKind kind_of_parameter(const FunctionSymbol *symbol, uint32_t index);
const char *docstring_of(const NodeList *body); // or NULL
const char *docstring_of_function(const FunctionSymbol *symbol);
// Special methods of a cdef class that have no docstring for Python.
bool method_hides_doc(const FunctionSymbol *method);
// At the end of the module's body: what `autotestdict` asks for.
void build_test_dict(Builder *builder);
// The docstring as `embedsignature` wants it; of a class that of `__init__` counts.
const char *embed_signature(ModuleBuilder *owner, const FunctionSymbol *symbol, const char *doc);
const char *embed_class_signature(ModuleBuilder *owner, const ClassSymbol *symbol, const char *doc);
const char *embed_property_signature(ModuleBuilder *owner, const FunctionSymbol *getter,
                                     const char *doc);
// What Python sees of an attribute of a cdef class, or NULL.
const char *doc_of_attribute(ModuleBuilder *owner, const ClassSymbol *symbol, const Symbol *field);
// Is the signature that its docstring begins with `__text_signature__`?
bool has_text_signature(const FunctionSymbol *symbol);

// --- builder.c: adding ops -----------------------------------------------------------------------
Builder builder_create(ModuleBuilder *owner, IrBody *body, FunctionSymbol *symbol);
IrBlock *builder_new_block(Builder *builder, const char *label); // with the handler in force
void builder_start_block(Builder *builder, IrBlock *block);
// Goes on in a new block, where a new handler is in force.
void builder_set_handler(Builder *builder, IrBlock *handler, const char *label);
// A part of the function with traceback entries of its own: see IrInnerCode. An exception that
// leaves it gets an entry of the code around, of the line where builder->span was at the entry.
typedef struct InnerCode {
    uint32_t number, outer;
    IrBlock *handler, *left;
    Span span;
    bool is_generator; // PEP 479 holds
} InnerCode;
InnerCode enter_inner_code(Builder *builder, const Scope *scope, Span span);
void leave_inner_code(Builder *builder, const InnerCode *place);
// In between: something that belongs to the code around.
void suspend_inner_code(Builder *builder, const InnerCode *place);
void resume_inner_code(Builder *builder, const InnerCode *place);
IrRegisterId builder_new_register(Builder *builder, const Type *type, const Name *name);
IrRegisterId builder_new_ir_register(Builder *builder, IrKind kind);
IrType builder_value_type(const Builder *builder, IrValue value);
// Adds an op; `result` may be IR_NO_REGISTER. The caller sets what its aux needs.
IrOp *add_op(Builder *builder, IrOpcode code, IrRegisterId result, const IrValue *operands,
             uint32_t count);
// Adds an op with a new register of that kind as its result.
IrOp *add_op_giving(Builder *builder, IrOpcode code, IrType result, const IrValue *operands,
                    uint32_t count);
IrValue add_unary(Builder *builder, IrOpcode code, IrKind result, IrValue operand);
IrValue add_binary(Builder *builder, IrOpcode code, IrKind result, IrValue left, IrValue right);
IrValue add_compare(Builder *builder, CompareOperator operator, IrValue left, IrValue right,
                    bool compare_unsigned); // BOOL
Value compare_numbers(Builder *builder, CompareOperator operator, Value left, Value right);
void add_copy(Builder *builder, IrRegisterId target, IrValue value);
// A copy in a register of its own, which later assignments do not change.
Value add_saved_copy(Builder *builder, Value value);
void add_jump(Builder *builder, IrBlock *target);
void add_branch(Builder *builder, IrValue condition, IrBlock *if_true, IrBlock *if_false);
void add_unreachable(Builder *builder);
void add_propagate(Builder *builder);
// Calls a runtime function; operands as its signature wants them. The result is a new register, or
// ir_null(IR_VOID). A function that always raises ends the block.
IrValue add_runtime_list(Builder *builder, RuntimeId id, const IrValue *operands, uint32_t count);
#define ADD_RUNTIME(builder, name, ...)                                                            \
    add_runtime_list((builder), RUNTIME_##name, (IrValue[]){__VA_ARGS__},                          \
                     sizeof((IrValue[]){__VA_ARGS__}) / sizeof(IrValue))
IrValue add_pointer_to(Builder *builder, IrRegisterId reg); // ADDRESS
IrValue add_load(Builder *builder, IrValue pointer, const Type *type);
// Stores a value of `type`; an old object there is released.
void add_store(Builder *builder, IrValue pointer, IrValue value, const Type *type);
IrValue add_singleton(Builder *builder, IrSingleton singleton);
IrValue add_string_address(Builder *builder, Text text);   // of the text and a zero behind it
IrValue add_constant(Builder *builder, uint32_t constant); // object
uint32_t constant_name(const Builder *builder, const Name *name);   // an interned str
uint32_t constant_string(const Builder *builder, const char *text); // the same, from C
uint32_t constant_tuple(const Builder *builder, const uint32_t *items, uint32_t count);
// the immediate operand of a `k` argument
IrValue constant_operand(uint32_t constant);
static inline IrValue name_operand(const Builder *builder, const Name *name) {
    return constant_operand(constant_name(builder, name));
}
static inline Value value_of(IrValue ir, const Type *type) { return (Value){ir, type}; }
static inline Value object_value(const Builder *builder, IrValue ir) {
    return (Value){ir, builder->common->object};
}
Text text_of_name(const Name *name);

// --- Where the builder is ------------------------------------------------------------------------
// Is it a .py file, for a Python before or from 3.minor on?
static inline bool is_python_before(const Builder *builder, int minor) {
    return builder->typed->is_pure_python && builder->typed->python_minor < minor;
}
static inline bool is_python_since(const Builder *builder, int minor) {
    return builder->typed->is_pure_python && builder->typed->python_minor >= minor;
}
// In a class body itself, not in a comprehension there?
static inline bool is_in_class_body(const Builder *builder) {
    return builder->namespace != IR_NO_REGISTER && builder->comprehension_depth == 0;
}
// The namespace of the class body, or null: the module's.
static inline IrValue namespace_operand(const Builder *builder) {
    return builder->namespace == IR_NO_REGISTER ? ir_null(IR_OBJECT) : ir_reg(builder->namespace);
}

// --- expression*.c -------------------------------------------------------------------------------
// Gives the value as node->type says.
Value build_expression(Builder *builder, Node *node);
// Gives an integer in the type that C computes it in (operator.c), all else as node->type says.
Value build_in_c(Builder *builder, Node *node);
// Gives the value converted to `type`.
IrValue build_as(Builder *builder, Node *node, const Type *type);
IrValue build_object(Builder *builder, Node *node); // converted to object
// Goes on in one of the two blocks; `and`, `or`, `not` and comparisons become branches.
void build_branch(Builder *builder, Node *node, IrBlock *if_true, IrBlock *if_false);
IrValue build_condition(Builder *builder, Node *node); // BOOL
void build_discarded(Builder *builder, Node *node);    // for its effects
void branch_on_comparison(Builder *builder, Node *node, IrBlock *if_true, IrBlock *if_false);
IrValue build_comparison_truth(Builder *builder, Node *node); // BOOL, of a single comparison
// The type in which C computes the integer, which is not always what the typer says.
const Type *type_in_c(Builder *builder, const Node *node);
// The value of `left operator right`, by C's rules if `type` and both operands are C's.
Value build_binary_values(Builder *builder, BinaryOperator operator, Value left, Value right,
                          const Type *type, bool in_place);
// divmod() of two C numbers, as a C tuple of that type.
Value build_quotient_and_rest(Builder *builder, IrValue left, IrValue right, const Type *pair);
// The value of `target operator= value`.
Value build_augmented(Builder *builder, const AugmentedAssign *node, Value target);

// One for each line of native.def.
#define STATEMENT(Kind, name, LINE) void build_##name(Builder *builder, Node *node);
#define EXPRESSION(Kind, name) Value build_##name(Builder *builder, Node *node);
#include "codegen/units/native.def"
#undef STATEMENT
#undef EXPRESSION

// --- literal.c -----------------------------------------------------------------------------------
// Is the expression one whose value cannot change?
bool is_constant(const Node *node);
bool are_constants(const NodeList *elements, uint32_t count); // the first so many
// A constant frozenset of elements that are constants.
uint32_t constant_frozenset(Builder *builder, const NodeList *elements);
// The constant that it is, if it is one.
bool find_constant(Builder *builder, const Node *node, uint32_t *constant);
// The first elements, which are constants, as a tuple.
uint32_t tuple_of_constants(Builder *builder, const NodeList *elements, uint32_t count);
// What does for a list or set of constants that nobody sees, as in `x in {1, 2}`: a tuple or a
// frozenset, made once.
bool find_constant_container(Builder *builder, const Node *node, uint32_t *constant,
                             BuiltinKind *kind);
// Is the expression a literal that is a value of the C type without a conversion when the program
// runs? Then build_literal_as gives it.
bool is_literal_of(const Node *node, const Type *type);
IrValue build_literal_as(Builder *builder, const Node *node, const Type *type);

// --- convert.c -----------------------------------------------------------------------------------
IrValue build_conversion(Builder *builder, Value value, const Type *target);
// Raises TypeError if the object is no instance of the type, as the flags of CHECK_TYPE say.
void add_type_check(Builder *builder, IrValue object, const Type *target, unsigned flags);
IrValue build_truth(Builder *builder, Value value); // BOOL
IrValue to_object(Builder *builder, Value value);
// A view that was just made of an object is called as the variable (or NULL) declares it.
void describe_declared_view(Builder *builder, IrValue value, const Symbol *variable);
// Converts to the variable's type, and does that.
IrValue build_conversion_for(Builder *builder, Value value, const Symbol *variable);
// A value of a C number type as I64, and back.
IrValue to_index(Builder *builder, Value value);
// The number as the C type holds it.
IrValue number_of_type(Builder *builder, const Type *type, int64_t number);
IrValue build_cast_value(Builder *builder, Value value, const Type *target); // <T>x
bool is_unsigned(const Type *type);
// The characters between two offsets as bytes, a bytearray or a str.
IrValue box_c_text(Builder *builder, IrValue start, IrValue from, IrValue to, BuiltinKind kind);

// --- buffer.c: variables that are declared as buffers --------------------------------------------
IrValue acquire_buffer(Builder *builder, const Symbol *view, IrValue object); // for the view
IrValue add_buffer_info(Builder *builder, const Symbol *view);                // a zi_view_info
void store_buffer(Builder *builder, Symbol *variable, Value value);

// --- name.c: variables, globals, cells -----------------------------------------------------------
Value load_symbol(Builder *builder, Symbol *symbol);
// What the name or attribute stands for; of a cpdef function the address, if that is its type.
Value load_named(Builder *builder, const Node *node, Symbol *symbol);
IrValue load_builtin(Builder *builder, const char *name); // of Python's
Value load_function_address(Builder *builder, Symbol *symbol);
IrValue add_body_address(Builder *builder, IrBody *body);
void store_symbol(Builder *builder, Symbol *symbol, Value value);
void delete_symbol(Builder *builder, Symbol *symbol);
// The register of a local variable that is in no cell.
IrRegisterId local_register(Builder *builder, Symbol *symbol);
IrRegisterId cell_register(Builder *builder, Symbol *symbol);
IrValue build_iterable(Builder *builder, Node *node); // the object of a loop
bool is_in_cell(const Symbol *symbol);
// Is it a C variable there, in memory that the functions share? A memoryview is an object.
bool is_in_c_cell(const Symbol *symbol);
// Null: the variable is unbound.
void store_in_cell(Builder *builder, Symbol *symbol, IrValue object);
IrValue c_cell_new(Builder *builder, const Symbol *symbol);
IrValue c_cell_address(Builder *builder, Symbol *symbol);
// Has the body a register for the variable? In a parallel section a thread's own comes before what
// all share.
bool has_register(const Builder *builder, const Symbol *symbol);
// Does the variable lie in C memory, in its cell or in what a parallel section shares?
bool local_lies_in_memory(Builder *builder, Symbol *symbol, IrValue *address);
// A name of the class's namespace, if there is a class and `in_class`, or a global.
IrValue load_by_name(Builder *builder, IrValue name, bool in_class);
// the cell that a method made here needs
IrValue class_cell_for(Builder *builder);
IrValue add_class_object(Builder *builder, ClassSymbol *symbol);
// What the body of a cdef class has set, or the module: never what the metaclass says of the name.
IrValue load_class_attribute(Builder *builder, ClassSymbol *symbol, const Name *name);
IrValue c_global_address(Builder *builder, Symbol *symbol);
IrValue add_extern_address(Builder *builder, const Symbol *symbol);
// Builds a name of a C header that is a statement: a macro may do something there. False: it is no
// such name.
bool build_extern_statement(Builder *builder, const Node *node);
// Reports what belongs to another module and cannot be reached: "a C function".
void report_foreign(Builder *builder, const char *what);

// A loop over the numbers from 0 to `count`: what is built between start and end is its body.
typedef struct ElementLoop {
    IrValue index;
    IrBlock *header, *after;
} ElementLoop;
ElementLoop start_element_loop(Builder *builder, IrValue count);
void end_element_loop(Builder *builder, const ElementLoop *loop);
// What stands at the address; a C array is its address.
Value load_from_memory(Builder *builder, IrValue address, const Type *type);
// Stores a value of any type there; an array is filled from another one or from an iterable.
void store_in_memory(Builder *builder, IrValue address, const Type *type, Value value);

void build_python_enums(Builder *builder); // enum.c, at the head of the module

// --- assign.c: targets ---------------------------------------------------------------------------
// The parts of a tuple or list target or display; NULL for other nodes.
const NodeList *elements_of(const Node *node);
void assign_target(Builder *builder, Node *target, Value value);
// A flag for runtime functions: errors are told in CPython's words, not in Cython's.
IrValue python_words(const Builder *builder);
// The items as a tuple; the one at `star`, if it is below `count`, is a list of all that are left.
IrValue unpack_object(Builder *builder, IrValue object, uint32_t count, uint32_t star);
// A module's or class's body begins: it gets __annotations__ if a variable in it is annotated and
// its annotations are evaluated where they stand.
void start_annotations(Builder *builder, const Scope *scope);

// --- access.c, pointer.c, view.c: attributes, subscripts, memory ---------------------------------
IrValue load_attribute(Builder *builder, IrValue object, const Name *name);
// `z.real` (0) and `z.imag` (1) of a C complex number
bool is_complex_part(const Attribute *node);
uint32_t complex_part_number(const Attribute *node);
// Where Python says that the attribute is looked up: in its name's line; before 3.10 in the line
// where the expression starts.
Span span_of_attribute(const Builder *builder, const Node *attribute);
// A target whose parts have been evaluated, so that it can be loaded and stored.
typedef struct EvaluatedTarget {
    Node *target;
    Value container; // of Python attributes and subscripts
    // of Python subscripts: an object, or a Py_ssize_t
    Value index;
    IrValue address; // of C memory, else ir_null(IR_VOID)
} EvaluatedTarget;
EvaluatedTarget build_place(Builder *builder, Node *target);
Value load_place(Builder *builder, const EvaluatedTarget *place);
void store_place(Builder *builder, const EvaluatedTarget *place, Value value);
void store_target(Builder *builder, Node *target, Value value); // evaluates its parts first
void delete_place(Builder *builder, Node *target);
// Does it stand for a C variable, field or element? Then build_address gives its address.
bool has_address(Builder *builder, const Node *node);
IrValue build_address(Builder *builder, Node *node);
bool is_view(const Type *type);
bool is_view_element(const Subscript *node); // of a view: an element, not a slice
IrValue build_view_address(Builder *builder, Subscript *node);
Value build_view_subscript(Builder *builder, Subscript *node); // element or slice
bool is_view_axis(const Node *node);                           // `view.shape[0]`
Value build_view_axis(Builder *builder, Node *node);
Value build_view_slice(Builder *builder, Subscript *node);
IrValue view_number(Builder *builder, IrOpcode code, IrValue view, uint32_t axis);
IrValue add_view_info(Builder *builder, const Type *view); // zi_view_info *
// view_assign.c
IrValue add_view_address(Builder *builder, IrValue view);     // zi_view *
void copy_view(Builder *builder, Value target, Value source); // the items
bool is_view_slice(const Node *target);
void store_view_slice(Builder *builder, Node *node, Value value); // view[...] = value
bool is_view_attribute(const Node *node); // of primitives/view_attribute.def
Value build_view_call(Builder *builder, Call *call);
Value build_view_attribute(Builder *builder, Node *node);

// The address of a field of a struct or class, or of what a pointer to one points to.
IrValue add_field(Builder *builder, IrValue base, const Type *type, Symbol *field);
Value load_element(Builder *builder, IrValue base, IrValue index, const Type *element);
IrValue add_element(Builder *builder, IrValue base, IrValue index, const Type *element);
// pair[0] of a C tuple with a known index; its value, also of a tuple that is in no memory.
bool is_tuple_member(Builder *builder, const Subscript *node);
Value load_tuple_member(Builder *builder, Subscript *node);
// A slice of a pointer or C array: every step-th element from start up to stop, all Py_ssize_t.
typedef struct CPart {
    IrValue base, start, stop, step;
    const Type *element;
} CPart;
// The step, or 0: the run tells. A loop's is known.
int64_t known_step(const CPart *part);
IrValue count_part(Builder *builder, const CPart *part); // how many elements
// The element with this number in the part.
Value load_from_part(Builder *builder, const CPart *part, IrValue number);
// `is_text`: without an end it goes up to the first zero
CPart build_c_part(Builder *builder, Node *node, bool is_text);
IrValue build_string_length(Builder *builder, Value string, IrValue start);
void store_c_slice(Builder *builder, Node *target, Value value);
// part[:] = memory: nothing is asked as an object
bool moves_memory(const Node *target, const Node *value);
void move_c_slice(Builder *builder, Node *target, Node *value); // of two slices
// Stores the items of a C array, or of an iterable that has as many.
void fill_part(Builder *builder, const CPart *part, Value value);
Value build_c_slice(Builder *builder, Node *node); // as a C tuple, bytes or list
// A C tuple of the part's elements, of which there are as many as it has members.
Value build_members_of_part(Builder *builder, const CPart *part, const Type *type);
IrValue box_part(Builder *builder, const CPart *part); // a list
// All of a C array, of which this is the address.
CPart whole_array(Builder *builder, IrValue address, const Type *type);
IrValue array_length(Builder *builder, const Type *type);                     // I64
IrValue size_of(Builder *builder, const Type *type);                          // I64
Value build_view_of_memory(Builder *builder, Value memory, const Cast *cast); // <T[:n]>memory
IrValue build_view_of_array(Builder *builder, Value array, const Type *view);

// --- aggregate.c: structs, C tuples, C arrays, complex numbers as wholes -------------------------
IrValue member_address(Builder *builder, IrValue base, const Type *type, uint32_t index);
Value load_aggregate_member(Builder *builder, Value value, uint32_t index);
Value build_struct_call(Builder *builder, Call *node);
Value build_conjugate(Builder *builder, Node *number);    // of a C complex number
IrValue build_magnitude(Builder *builder, Value complex); // its distance from 0, a double
// The aggregate of these members, one for each.
Value aggregate_of(Builder *builder, const Type *type, const IrValue *members);
Value build_members(Builder *builder, const NodeList *elements, const Type *type);
Value build_struct_of_dict(Builder *builder, const DictExpression *node);
// Stores the value of the expression at the address, as the type.
void build_into(Builder *builder, Node *node, IrValue address, const Type *type);
bool can_box_aggregate(const Type *type);
IrValue box_aggregate(Builder *builder, Value value);
bool can_unbox_aggregate(const Type *type);
IrValue unbox_aggregate(Builder *builder, IrValue object, const Type *type);
IrValue convert_c_tuple(Builder *builder, Value value,
                        const Type *target); // and between complex types
IrValue build_complex_power(Builder *builder, Value base, Value exponent); // of one type
IrValue build_complex_constant(Builder *builder, double real, double imaginary, const Type *type);

// --- call.c, call_native.c, call_builtin.c, namespace.c ------------------------------------------
// Calls our own body or a C function with arguments that have been converted.
Value add_native_call(Builder *builder, FunctionSymbol *callee, const IrValue *arguments,
                      uint32_t count);
// Calls what the vtable of the first argument holds.
Value add_virtual_call(Builder *builder, FunctionSymbol *method, const IrValue *arguments,
                       uint32_t count);
// What the vtable of an object has for a method, that of the method's own class without one.
IrValue add_method_address(Builder *builder, const FunctionSymbol *method, const IrValue *self);
IrValue add_python_call(Builder *builder, IrValue callee, const IrValue *arguments, uint32_t count);
// A method that was looked up: what to call, and whether it takes the object first.
typedef struct Method {
    IrValue callable, takes_self, object;
} Method;
Method load_method(Builder *builder, IrValue object, const Name *name);
// The same, only if `condition` holds; the method may be used only if it does.
Method load_method_if(Builder *builder, IrValue condition, IrValue object, const Name *name);
// Of a call: it shows a frame if the Call node being built has to; right before it: with them.
void mark_frame(const Builder *builder, IrOp *op);
void show_variables(Builder *builder);
// The last arguments belong to the keywords, a constant tuple of names or IR_NO_CONSTANT.
IrValue add_method_call(Builder *builder, const Method *method, const IrValue *arguments,
                        uint32_t count, uint32_t keyword_names);
// The positional arguments as a tuple; the keywords as a new dict, or null if there are none.
// `callee` is named by errors.
IrValue build_argument_tuple(Builder *builder, const NodeList *arguments, IrValue callee);
IrValue build_keyword_dict(Builder *builder, const NodeList *arguments, IrValue callee);
IrValue build_python_call(Builder *builder, IrValue callee, const NodeList *arguments);
// comprehension.c: of a generator expression that makes no generator.
bool build_consuming_call(Builder *builder, const Call *call, Value *result); // false: it is none
bool build_known_call(Builder *builder, const Call *call, Value *result);     // false: it is none
// One for each kind of target, or several kinds alike.
Value build_builtin_call(Builder *builder, Call *node);
// The forms of namespace.c.
Value build_builtin_locals(Builder *builder, Call *node);
Value build_builtin_vars(Builder *builder, Call *node);
Value build_builtin_dir(Builder *builder, Call *node);
Value build_builtin_eval(Builder *builder, Call *node);
Value build_builtin_exec(Builder *builder, Call *node);
// An exec statement that names no namespace.
void build_exec_here(Builder *builder, Node *code);
// A method of a type, `list.append(object)`, takes no None.
void check_receiver(Builder *builder, const Attribute *method, IrValue object);
Value build_primitive_call(Builder *builder, Call *node);
Value build_character_call(Builder *builder, const Call *node);
Value build_function_call(Builder *builder, Call *node);
// The call of a C function of a header for what it does: what it gives need not be what is
// declared, and may be nothing. Returns false if that is asked for, or if it is another call.
bool build_discarded_call(Builder *builder, Call *node);
Value build_c_method_call(Builder *builder, Call *node);
Value build_pointer_call(Builder *builder, Call *node);
// construction.c: instances of cdef classes, made without Python in between
bool can_construct(const Builder *builder, const Call *node);
Value build_construction(Builder *builder, Call *node);
// container[index], the index a C integer; `item in container`
Value load_indexed_item(Builder *builder, Value container, IrValue index);
IrValue add_contains(Builder *builder, Value container, IrValue item);
IrValue build_method_self(Builder *builder, Attribute *attribute); // not None

// --- statement.c, cleanup.c, gil.c, loop*.c ------------------------------------------------------
void build_statements(Builder *builder, const NodeList *statements);
void build_statement(Builder *builder, Node *node);
const Type *
// of the function; of generators: what `return` gives
result_type(const Builder *builder);
void add_return(Builder *builder, Value value);
void build_default_return(Builder *builder);
// The function returns; what has to be left has been.
void return_value(Builder *builder, Value value);
// Runs what has to be run to leave all cleanups inside `until` (NULL: all of the function).
void build_cleanups(Builder *builder, const Cleanup *until);
// All cleanups of the function. Gives the value as one of the type, which it may become on the way:
// what is returned where the GIL is released is a C value, and becomes an object where it is held
// again.
Value build_cleanups_with_result(Builder *builder, Value value, const Type *type);
void push_cleanup(Builder *builder, Cleanup *cleanup);
void pop_cleanup(Builder *builder);
void add_gil_change(Builder *builder, const Cleanup *cleanup);
// Builds what needs the GIL: takes it first where it is not held.
typedef void GilBuilder(Builder *builder, void *context);
void build_with_gil(Builder *builder, GilBuilder *build, void *context);

typedef struct Loop {
    IrBlock *header, *body, *latch, *exhausted, *after;
    IrBlock *broken; // where break leads
    uint32_t first_block;
} Loop;
// Around what evaluates a loop's iterable: that of a comprehension's first loop belongs to the code
// around the comprehension (comprehension.c).
typedef struct EnteredComprehension EnteredComprehension;
const EnteredComprehension *begin_iterable(Builder *builder);
void end_iterable(Builder *builder, const EnteredComprehension *entered);
typedef void LoopAdvance(Builder *builder, void *context);
Loop begin_loop(Builder *builder, const char *label);
// Builds body, back edge and else clause from the block in which one round starts; `advance` may
// add what the back edge does first.
void finish_loop(Builder *builder, Loop *loop, const NodeList *body, const NodeList *orelse,
                 LoopAdvance *advance, void *context);
// Where Python says that an iteration fails: up to 3.12 in the line of the statement.
Span span_of_iteration(const Builder *builder, const Node *iterable);
bool is_range_loop(const For *node);
void build_object_range(Builder *builder, For *node);
// A range of C integers.
typedef struct RangeLoop {
    IrRegisterId counter; // I64: the next number
    // I64: how many are left, if the step is not 1 or -1
    IrRegisterId remaining;
    IrValue stop, step;
    // 1 or -1: the step; 0: another one, count what remains
    int64_t unit;
    bool is_unsigned;
} RangeLoop;
// Is it range() or reversed(range()) where bounds or target are C integers?
bool counts_in_c(Builder *builder, const Node *target, const Node *iterable);
RangeLoop begin_range(Builder *builder, const Node *target, const Node *iterable);
// C integers, evaluated in this order. `start` and `step` may be NULL.
typedef struct RangeBounds {
    IrValue start, stop, step;
    bool is_unsigned; // `start` and `stop`, of 64 bits
} RangeBounds;
RangeBounds build_range_bounds(Builder *builder, Node *start, Node *stop, Node *step,
                               const Type *target);
RangeLoop begin_range_between(Builder *builder, const RangeBounds *bounds, bool is_reversed);
// The step if it is 1, or -1 of signed numbers, and known; else 0.
int64_t range_unit(IrValue step, bool is_unsigned);
// A step of zero raises ValueError.
void check_range_step(Builder *builder, IrValue step);
IrValue range_goes_on(Builder *builder, const RangeLoop *range); // BOOL
Value range_number(const Builder *builder, const RangeLoop *range);
void advance_range(Builder *builder, const RangeLoop *range);

// Is the node an int literal that fits? Its number.
bool literal_integer(Builder *builder, Node *node, int64_t *value);

// generator.c: the value of an iterator that is stepped, and yields, until it returns
IrValue add_delegation(Builder *builder, IrValue iterator);

// --- try*.c, with.c, comprehension.c, class_python.c, class_extension.c --------------------------
// Starts the block `entry`, to which exceptions go: the exception becomes the handled one. Gives
// the block to which exceptions go meanwhile, for end_handling. `cleanup` is filled in and
// pushed.
IrBlock *begin_handling(Builder *builder, IrBlock *entry, Cleanup *cleanup);
void end_handling(Builder *builder, IrBlock *failed, const Cleanup *cleanup);
// The exception, or the handled one, is raised as it is, with the traceback that it has, out of the
// handling.
void add_reraise(Builder *builder, const Cleanup *cleanup, IrValue exception);
void add_reraise_handled(Builder *builder, const Cleanup *cleanup);
// The clauses of except*, while a handling is under way whose exceptions go to `failed`.
void build_group_clauses(Builder *builder, const Try *node, IrBlock *failed,
                         const Cleanup *handling, IrBlock *end);
// The exception that was handled before is the handled one again.
void add_exception_pop(Builder *builder, const Cleanup *cleanup);
// Unbinds the name of an except clause, as if by `name = None; del name`.
void unbind_target(Builder *builder, Symbol *target);
// Calls __exit__ with no exception; an asynchronous one is awaited.
void add_leave(Builder *builder, bool is_async, IrRegisterId exit);
void build_manager_with(Builder *builder, const With *node); // With nodes of Python's own meaning

// --- parallel.c, parallel_rounds.c, parallel_frame.c ---------------------------------------------
// The body of a parallel section, which is a function of its own that each thread calls with the
// section's frame. What it needs of the function around it comes into the frame when it is first
// asked for.
typedef struct Outlined Outlined;
// The variable's value, which the section does not change; its cell; an address of what it shares.
IrRegisterId lent_register(Builder *builder, Symbol *symbol);
IrRegisterId lent_cell(Builder *builder, Symbol *symbol);
bool find_shared_address(Builder *builder, Symbol *symbol, IrValue *address);
// Leaves the section for the function to return; NULL: without a value.
void leave_section(Builder *builder, const Value *value);
void leave_rounds(Builder *builder, const Cleanup *cleanup);

// --- lock.c --------------------------------------------------------------------------------------
Value build_lock_call(Builder *builder, const Call *node);
// Locks, and storage of threads, are zero when the function begins.
void clear_variables(Builder *builder, const Scope *scope);

// --- critical_section.c --------------------------------------------------------------------------
void build_critical_section(Builder *builder, const With *node);
void leave_critical_section(Builder *builder, const Cleanup *cleanup);
void build_generator_body(Builder *builder,
                          Comprehension *node); // of a generator expression's function
void set_in_namespace(Builder *builder, IrRegisterId namespace, const char *name, IrValue value);
// A def or cpdef method in the body of a cdef class: makes its function object and sets it on the
// type.
void build_extension_method(Builder *builder, FunctionSymbol *method, const NodeList *decorators);
// makes the type objects of all cdef classes
void define_classes(Builder *builder);
void store_class_attribute(Builder *builder, ClassSymbol *symbol, const Name *name, Value value);

// What a parameter has where no argument is given. `=*` of another module says nothing.
IrValue build_default(Builder *builder, const FunctionSymbol *callee, uint32_t parameter,
                      const Type *type);

// --- c_entry.c: how C calls functions of the module ----------------------------------------------
// How modules call the function, or the slot that the method opened.
const IrSignature *cython_signature_of(ModuleBuilder *owner, const FunctionSymbol *model);
// The body that a vtable, a capsule or a function pointer names, called as `model` is; declared
// when it is first asked for; NULL if the function has no native body here.
IrBody *c_entry_of(ModuleBuilder *owner, FunctionSymbol *function, const FunctionSymbol *model,
                   IrConvention convention);
// Of C's convention; it calls what its object has for the method.
IrBody *virtual_entry_of(ModuleBuilder *owner, FunctionSymbol *method);
void build_accessors(ModuleBuilder *owner);
void build_properties(ModuleBuilder *owner); // property.c
// The C number that the slot of a special method gives, or NULL.
const Type *number_of_slot_method(const Builder *builder, const FunctionSymbol *method);
void build_type_slots(ModuleBuilder *owner); // type_slot.c
void build_c_entries(ModuleBuilder *owner);  // those that have been asked for

// --- exchange.c: what modules exchange -----------------------------------------------------------
// Has the symbol a capsule by which modules may exchange it?
bool is_exchangeable(const Symbol *symbol);
const IrImport *import_of_function(ModuleBuilder *owner, const FunctionSymbol *function);
const IrImport *import_of_variable(ModuleBuilder *owner, const Symbol *symbol);
// Once for each class of another module: `entry` is its entry.
const IrImport *import_of_class(ModuleBuilder *owner, const ClassSymbol *symbol, IrClass *entry);
bool class_has_views(const ClassSymbol *symbol);
// A field or method, by its type, of a class that another module may have.
void note_member_use(ModuleBuilder *owner, const ClassSymbol *class_symbol, const Type *member);
IrValue add_import_address(Builder *builder, const IrImport *import);
Value load_from_module(Builder *builder, const Symbol *symbol);
void declare_exports(ModuleBuilder *owner);
// The head of the module's body, around the making of its classes.
void build_exchange_head(Builder *builder);
void build_base_import(Builder *builder, const IrClass *base);
void build_imports(Builder *builder);

// --- function.c, wrapper.c, definition.c, module.c -----------------------------------------------
// The name as the text of a module can have it.
const char *name_in_text(Arena *arena, const char *name);
// The type object of a cdef class or a builtin type.
IrValue add_type_object(Builder *builder, const Type *type);
// Gives the object to the name that the definition binds, outside of cdef classes.
void store_definition(Builder *builder, const FunctionSymbol *symbol, IrValue object);
// The function objects of all versions of a fused function.
void build_version_objects(Builder *builder, const FunctionSymbol *fused, IrValue *objects);
// The builtin type that an expression names, or NULL.
const Type *named_builtin_type(const Builder *builder, const Node *node);
// What isinstance asks for: a builtin type that is named is not looked up.
IrValue build_class(Builder *builder, Node *node);
// Declares the bodies and wrappers of all functions of the module; then they can be called.
void declare_bodies(ModuleBuilder *owner);
IrBody *function_body(const ModuleBuilder *owner, const FunctionSymbol *symbol); // or NULL
// A C function `holder.name` that a class's type object calls; it has no parameters yet.
IrBody *declare_class_entry(ModuleBuilder *owner, const char *holder, const char *name, Span span);
// Builds body and wrapper of a function and of nothing inside it.
void build_function(ModuleBuilder *owner, FunctionSymbol *symbol);
// Makes empty cells for the captured variables of a function's or comprehension's scope.
void declare_cells(Builder *builder, const Scope *scope);
void build_buffer_slots(ModuleBuilder *owner, const ClassSymbol *symbol); // buffer_slot.c
// Is the function part of a property that the type has in C's table of attributes?
bool property_is_descriptor(const ModuleBuilder *owner, const FunctionSymbol *function);
// Calls the body of a plain method with objects, of which the first is self; gives an object.
IrValue call_plain_method(Builder *builder, FunctionSymbol *method, const IrValue *objects);
bool is_callable_from_python(const ModuleBuilder *owner, const FunctionSymbol *symbol);
// Evaluates those defaults of a C function that are no constants, for its later calls.
void keep_defaults(Builder *builder, const FunctionSymbol *symbol);
// Makes the function object with its defaults and closure; decorators are the caller's.
IrValue build_function_object(Builder *builder, FunctionSymbol *symbol);
// Null if it captures nothing.
IrValue build_closure(Builder *builder, const FunctionSymbol *symbol);
IrValue *build_decorators(Builder *builder, const NodeList *decorators);
IrValue apply_decorators(Builder *builder, const NodeList *decorators, const IrValue *callables,
                         IrValue object);

// --- likely.c: what annotations say of numbers ---------------------------------------------------
// The value is most likely what the annotation, which may be NULL, names.
void mark_likely(Builder *builder, const Node *annotation, IrValue value);
// The same of an attribute, in a class body.
void mark_likely_attribute(Builder *builder, const AnnotatedAssign *assign);
void mark_likely_parameters(Builder *builder); // of the function whose body begins

// --- annotate.c: annotations that wait until somebody asks ---------------------------------------
// The function of a node `annotate`, which may be NULL.
FunctionSymbol *annotate_function(const Node *annotate);
// What CPython has to compile for a code object like the one that it would have made itself.
const char *annotate_source(ModuleBuilder *owner, const FunctionSymbol *symbol);
void start_lazy_scope(Builder *builder); // at the entry of any body
// A module's body begins; a class's namespace is set up, its statements have run, is complete.
void build_module_annotate(Builder *builder, const Module *module);
void start_class_annotate(Builder *builder, const ClassDef *node);
void build_class_annotate(Builder *builder, const ClassDef *node);
void finish_class_annotate(Builder *builder, const ClassDef *node);
void note_annotation(Builder *builder, const AnnotatedAssign *assign); // its statement is reached
// Of a statement at module level: the `condition` of the first annotation in it, 0: there is none.
uint32_t first_condition(const Node *node);

// An annotation's value, or its text where Python would keep that.
IrValue build_annotation(Builder *builder, Node *annotation);
void build_interpreted_unit(Builder *builder, const Node *node, uint32_t number);

#endif
