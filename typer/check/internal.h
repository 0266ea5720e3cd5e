// Between the files that check: types of expressions, what fits where.
#ifndef ZILANT_TYPER_CHECK_INTERNAL_H
#define ZILANT_TYPER_CHECK_INTERNAL_H

#include "typer/internal.h"

// --- check_*.c: types of expressions, what fits where --------------------------------------------
// Of a def, cdef or cpdef function; NULL: it is another one.
NodeList *statements_of_function(const FunctionSymbol *function);
// As check_value, for something that is assigned to or whose address is taken: const stays.
const Type *check_place(Typer *typer, Node **slot);
// The same for a value that becomes a Python object.
void check_object(Typer *typer, Node **slot);
void check_object_list(Typer *typer, NodeList *list);
// The same for a value that is to become one of `type`, or whatever it is if that is NULL; its
// conversion is the caller's business.
void check_value_for(Typer *typer, Node **slot, const Type *type);
// `memory[:]`
Node *whole_part_of(Typer *typer, Node *memory);
// `int(number)` of a C number, where that C integer is wanted, makes no object of Python's.
void become_c_integer(Node *node, const Type *to);
// A C array, or a part of C memory with constant bounds, of that many elements becomes a C tuple of
// them: `rows, columns = view.shape[:2]` makes no object. Anything else stays as it is.
void become_members(Typer *typer, Node **slot, uint32_t count);
// Reports a part of C memory whose elements are no objects.
void check_part_as_list(Typer *typer, Subscript *part);
// The same for a value that becomes one of `type`; reports if it cannot.
void check_value_as(Typer *typer, Node **slot, const Type *type);
// What is made for its place gets the type of that: a power, a part of a C string.
void convert_to_place(Typer *typer, Node *node, const Type *to);
// Is it a C number, or a constant that is where C wants one?
bool becomes_c_number(Typer *typer, const Node *node);
// An expression of literals that is Python's int becomes a literal, if C wants a number.
void fold_constant(Typer *typer, Node **slot, const Type *to);
// For a value that has been checked: does what can be done at once (literals) and reports what
// cannot be converted.
void convert_value(Typer *typer, Node **slot, const Type *to);
// The same for what initialises a member of a struct or an element of an array.
void convert_member(Typer *typer, Node **slot, const Type *to);
// What `a if c else b` and `a or b` choose from becomes the type, each where it stands. False if
// the node is no such choice.
bool convert_choice(Typer *typer, Node *node, const Type *to);
// The number that `a if c else b` or `a or b` chooses becomes an object as it is, `1 if c else 2.5`
// an int; it becomes another number as it is, too, also where the numbers have no C type in common.
// False: the node is none of these.
bool convert_choice_of_numbers(Typer *typer, Node *node, const Type *to);
void check_condition(Typer *typer, Node **slot);
// Warns of a field of the struct that a value made of some of its fields leaves as it is.
void warn_of_left_out(Typer *typer, Span span, const Type *type, const Symbol *field);
// A literal for each character.
NodeList characters_of(Typer *typer, const StringLiteral *literal);
bool string_literal_fits(const Typer *typer, const StringLiteral *literal, const Type *to);
// An array of C characters, one for each byte of the literal; object if it is no text of C.
const Type *type_of_characters(const Typer *typer, const StringLiteral *literal,
                               const Type *element);
// Makes it what it is in C for a place of this type, which it keeps; false: it does not fit.
bool become_c_text(const Typer *typer, StringLiteral *literal, const Type *to);
// Is the node a literal that can be the C integer that the other is?
bool is_character_of(const Typer *typer, const Node *node, const Type *other);
// Lets the name of a module that is both imported and cimported mean the module of Python; false if
// it is cimported only.
bool become_python_module(Typer *typer, Node *node);
const Type *check_symbol_value(Typer *typer, Node **slot, const Symbol *symbol);
void check_enum_item_value(Typer *typer, Symbol *item);
bool lacks_encoding(const Typer *typer, const Type *from, const Type *to);
// The builtin type that a C string becomes where nothing asks for another.
const Type *string_object_type(const Typer *typer);
// check_parallel.c, share_variables.c
const Type *type_of_parallel_counter(Typer *typer, ParallelFor *node);
const Type *check_parallel_call(Typer *typer, Node **slot, CythonName name);
void share_variables(Typer *typer, Node *section);
// Gives an assignment's target its type. The value's conversion is the caller's business.
const Type *check_target(Typer *typer, Node **slot);
// Reports `what`, if it suspends the function inside a critical section.
void check_suspension(Typer *typer, Span span, const char *what);
void assign_object_to_target(Typer *typer, Node **slot, const Type *value);
const Type *type_of_iteration(Typer *typer, Node **iterable);
// What a clause that catches exceptions of that class, or those classes, gets.
const Type *type_of_caught(Typer *typer, const Node *exception);
// The f-string that `format % elements` is to Python, or NULL.
Node *format_as_joined_string(Typer *typer, const BinaryExpression *node);
void check_for_from_bounds(Typer *typer, ForFrom *node);
const Type *type_of_range(Typer *typer, Call *call);
// Calls
const char *callee_name(const Node *function);
// The place of what a call's argument gives, with or without a keyword.
Node **value_of_argument(Node **argument);
void check_python_arguments(Typer *typer, NodeList *arguments);
bool integer_literal_fits(const IntLiteral *literal, const Type *to);
// check_construction.c: NULL if Python has to make the instance
const Construction *resolve_construction(Typer *typer, const Call *node, const ClassSymbol *symbol);
const Construction *resolve_new(Typer *typer, const Call *node, const ClassSymbol *symbol);
void check_construction(Typer *typer, Call *node, const Construction *construction);
// The class of `Class.__new__(Class, ...)`, NULL for other calls.
const ClassSymbol *class_of_new(const Call *node);
// A call of a method of a builtin type: which primitive it is, if any, and its type. The arguments
// are checked here.
// `list.append(items, x)` of a list is made `items.append(x)`, but for what is said of None.
void bind_method_of_type(Typer *typer, Call *node);
const Type *check_primitive_call(Typer *typer, Call *node, const Attribute *method,
                                 CallTarget *target);
// Is it a call of a method of a Py_UCS4 that needs no str?
bool find_character_method(const Call *node, CharacterMethod *method);
// Is the value a new object of exactly the type that the typer says, or a literal?
bool makes_exact_type(const Node *node);
// The type of container[C integer], NULL if it is no primitive.
const Type *primitive_item_type(const Typer *typer, const Type *owner, const Node *index);
// The builtin that the call of this symbol is built as, or NULL.
const Symbol *builtin_called(const Symbol *symbol);
const Type *check_builtin_call(Typer *typer, Call *node, const Symbol *symbol, CallTarget *target);
const Type *type_of_symbol(Typer *typer, const Symbol *symbol);
// Puts a cast of the operand into the slot.
const Type *replace_with_cast(Typer *typer, Node **slot, const Type *type, Node *operand,
                              bool checked);
const Type *check_cython_call(Typer *typer, Node **slot, CythonName name);
const Type *check_type_call(Typer *typer, Node **slot, const Type *type);
// A power of C floats takes the form that its place wants; one of C integers is C's where they are.
void convert_power(Typer *typer, BinaryExpression *node, const Type *to);
// Is it `a ** b if c else d`, where the power takes the form that the place wants?
bool chooses_power(const Node *node);
// Is it a power that is a C float wherever nothing else is asked for?
bool is_real_power(const Node *node);
// Is it one of C integers that is one itself in a place of this type?
bool power_becomes_integer(const Typer *typer, const Node *node, const Type *to);
const Type *type_of_power(Typer *typer, Node *left, Node *right);
const Type *type_of_binary(Typer *typer, BinaryOperator which, Node *left, Node *right, Span span);
bool power_may_be_complex(Typer *typer, const Node *left, const Node *right);
// The type that can hold the values of both; object if there is no other.
const Type *type_spanning(Typer *typer, const Type *left, const Type *right);
const Type *memoryview_of_rank(Typer *typer, const Type *view, const NodeList *indices);
// check_view.c
const Type *check_view_attribute(Typer *typer, const Attribute *node, const Type *view);
// Of a METHOD that is called: a function that needs no object, whose type the node gets.
const Type *check_view_method(Typer *typer, Attribute *node);
void convert_view_attribute(Typer *typer, Node *node, const Type *to);
// May the value become what `to` is, if that is a view? Warns of objects that seldom have a buffer.
bool may_have_buffer(Typer *typer, const Node *value, const Type *to);
// `<T[:n, :m]>memory` of that view: an object of cython.view.array
const Type *check_view_of_memory(Typer *typer, Cast *node, const Type *from, const Type *view);

// --- check_lock.c: cython.pymutex, cython.pythread_type_lock -------------------------------------
bool type_is_lock(const Type *type);
bool is_lock_call(Typer *typer, const Call *node, LockMethod *method);
const Type *check_lock_call(Typer *typer, Call *node, LockMethod method);
bool is_lock_item(Typer *typer, const With *node, WithItem *item);
// The statement about a lock becomes a block that holds it.
void become_locked_block(Typer *typer, With *node);
// The same for a critical section, if all that it is about are locks.
bool become_locked_section(Typer *typer, With *node);
void keep_directives(Typer *typer, With *node);

// --- content.c: what is in containers of declared contents ---------------------------------------
// Reports a C number in a container that the target of a loop over it cannot be.
void check_content_of_loop(Typer *typer, const Node *target, const Type *container);
// What iterating over it gives, or NULL: nothing says what is in it.
const Type *content_element(Typer *typer, const Type *container);
const Type *content_item(Typer *typer, const Type *container, const Node *index);
const Type *content_slice(const Typer *typer, const Type *container);
// What a call of the method gives, or what a variable is that keeps it; NULL: what is in the
// container does not matter.
const Type *content_of_method(Typer *typer, const Type *owner, const Name *name,
                              const NodeList *arguments, bool is_kept);

// check_fused.c: the fused function that the expression names, or NULL.
FunctionSymbol *fused_function(const Node *node);
void set_function(Node *node, FunctionSymbol *function); // that a name or attribute means
// The version that the call is of; NULL after a report. The arguments are checked.
FunctionSymbol *choose_version(Typer *typer, Call *node, FunctionSymbol *fused);
// `f[int, double]` becomes the name of a version. NULL: it is an index of the Python function.
const Type *check_fused_index(Typer *typer, Node **slot, FunctionSymbol *fused);
// Lets the name of a fused function mean the version of that signature, if there is one.
void choose_version_for(Node *node, const Type *to);

// --- function_object.c ---------------------------------------------------------------------------
// Puts what makes a Python function of the C function into the slot; false: there is none.
bool become_function_object(Typer *typer, Node **slot);
// Does it name a function that Python sees too?
bool has_python_function(const Node *node);

// --- check_temporary.c ---------------------------------------------------------------------------
// Reports a pointer that would point into an object which nobody keeps: `value` before it becomes a
// `target`.
void check_pointer_source(Typer *typer, const Node *value, const Type *target);
void check_cast_source(Typer *typer, const Node *value, const Type *target);

#endif
