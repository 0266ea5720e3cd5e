// The typer: from an AST to a typed AST. It fills in what node.def marks RESULT, and Node.type of
// every expression, and says what does not fit.
//
// After it, for code without errors:
//  - every NameExpression has its symbol; every Attribute on a cdef field, cdef method, struct
//  field or
//    cimported module has its symbol, every other has NULL and goes through Python;
//  - every expression has the type of the value it produces, before any conversion to where it is
//  used;
//    conversions are implied by the types on both sides, and have been checked to be possible;
//  - every Call has its CallTarget: what it calls, and which parameter each argument is for;
//  - every function has a FunctionSymbol with its locals, captures and directives.
#ifndef ZILANT_TYPER_TYPER_H
#define ZILANT_TYPER_TYPER_H

#include "frontend/frontend.h"
#include "typer/call_target.h"

// A name that DEF and IF know in all files, and its value as a literal.
typedef struct CompileTimeValue {
    const char *name, *literal;
} CompileTimeValue;
typedef VECTOR(CompileTimeValue) CompileTimeValues;

// What the macros of Cython's C code, defined for the C compiler, say of `profile` and `linetrace`.
typedef struct TracingMacros {
    bool hides_functions; // CYTHON_PROFILE=0
    bool hides_lines;     // CYTHON_TRACE=0
    // CYTHON_TRACE_NOGIL: code without the GIL too
    bool shows_nogil;
} TracingMacros;

typedef struct TyperOptions {
    const char *module_name; // dotted
    // Lists of folders end in NULL and may be NULL.
    const char **include_directories; // for `include`
    // where .pxd files are looked for: the user's folders, and where the Python finds modules
    const char **declaration_directories, **search_path;
    const char *declarations; // folder of the bundled .pxd files
    // `m.h`, as NAME_api.h includes it; NULL: by the module's name
    const char *header_name;
    Directives directives; // from -X
    CompileTimeValues compile_time_values;
    int python_minor;
    bool has_threads; // OpenMP is on
    TracingMacros tracing;
    // functions, methods and classes that are to run interpreted; ends in NULL, may be NULL
    const char *const *interpreted;
} TyperOptions;

// A C variable that a parallel section sets; each thread has one of its own.
typedef struct SharedVariable {
    Symbol *symbol;
    Span span; // where it is set first
    // the values of the threads are put together by `operator`; else the last round's counts
    bool is_reduction;
    bool is_updated; // by `operator`, when it is set last
    BinaryOperator operator;
    // of a block: the loop in it that sets the variable
    const struct ParallelSection *loop;
} SharedVariable;

typedef VECTOR(SharedVariable) SharedVariableVector;

// What a ParallelFor or ParallelBlock does with variables. One of a loop in another loop, which is
// run as any other, has neither `opens` nor `shares_rounds`.
typedef struct ParallelSection {
    bool opens; // it starts threads
    // the threads of the block around it share the loop's rounds
    bool shares_rounds;
    SharedVariableVector variables;
    // of a block: what the loops in it set
    SharedVariableVector loop_variables;
    // of one that opens: Python variables that are set in it, which all threads share; variables
    // whose address is taken
    SymbolVector objects, addressed;
} ParallelSection;

// A `cpdef` function of a C header: an expression that makes its Python function.
typedef struct HeaderFunction {
    const Name *name;
    Node *object;
} HeaderFunction;

typedef struct TypedModule {
    Compilation *compilation;
    const ParsedFile *file;
    Module *tree;
    const char *name; // dotted
    TypeTable *types;
    Scope *scope;
    // every function with a body, inner ones after outer ones
    FunctionVector functions;
    // cdef classes with a body here, bases first
    VECTOR(ClassSymbol *) classes;
    VECTOR(Symbol *) c_globals;
    // enums of which Python sees something, in order of declaration: cpdef ones of the file and its
    // .pxd, public ones of the file
    VECTOR(CEnumDef *) python_enums;
    VECTOR(HeaderFunction) header_functions;
    VECTOR(const ExternHeader *) headers; // in order of appearance
    // typedefs of floating-point types of C headers that the source names
    VECTOR(const Symbol *) header_floats;
    // of C headers that installed packages have beside their .pxd files
    VECTOR(const char *) header_directories;
    // parallel sections run in threads: OpenMP is on
    bool has_threads;
    TracingMacros tracing;
    // has cdef globals, cdef classes or C-exported functions
    bool needs_static_state;
    // cimports declarations of C functions, variables or classes that other modules have
    bool has_foreign_declarations;
    // Modules whose .pxd files, which this file and those cimport, declare cdef classes; each comes
    // behind those that its own .pxd cimports. Cython imports them in this order.
    VECTOR(const Name *) class_modules;
    // Texts of NAME.h and NAME_api.h, NULL: there is nothing in it. Without errors only.
    const char *c_header, *api_header;
    unsigned future_features; // of zi_future_features
    bool imports_division;    // from __future__
    bool imports_generator_stop;
    // a .py file that does not import cython
    bool is_pure_python;
    // runs annotations where Python does; else they are kept as text: in Cython's files and with
    // `from __future__ import annotations`
    bool evaluates_annotations;
    // leaves them to functions `__annotate__`, as Python does since 3.14
    bool defers_annotations;
    // const Name * that calls of what looks at frames have: see frame_callers.c
    Map frame_callers;
    // the same of what may look at the variables of a frame: a part of these
    Map variable_callers;
    int python_minor; // that it is for
    Directives directives;
    const char *const *interpreted; // as in TyperOptions
} TypedModule;

// How headers begin that are made for C code.
#define C_HEADER_MARK "/* Generated by Zilant */"

// Always returns a module; whether it is good is what the diagnostics say.
TypedModule *type_file(Compilation *compilation, const ParsedFile *file,
                       const TyperOptions *options);

void dump_scopes(const TypedModule *module, FILE *stream);
void dump_types(const TypedModule *module, FILE *stream); // the AST with types

// Has the call to show a frame of the function that it stands in? `shown` is the directive there.
bool call_shows_frame(const TypedModule *module, const Call *call, ShowFrames shown);
// Of such a call: has the frame to have the variables?
bool call_shows_variables(const TypedModule *module, const Call *call);

// Is the value sure to be exactly of the builtin type that the node has, and not None?
bool has_exact_type(const Node *node);

// The symbol of a name or an attribute; NULL: it has none, or is something else.
Symbol *symbol_of(const Node *node);

// Is it a slice of a C pointer or a C array?
bool is_c_slice(const Node *node);
// Is it an item of a bytearray at a C integer?
bool is_bytearray_item(const Node *node);

// Does the loop over C memory give the addresses of its elements, as the declared type of its
// variable asks?
bool loops_over_addresses(const Node *target, const Node *iterable, const Type *element);
// Where `*rest` stands among the patterns of a sequence; their number: nowhere.
uint32_t find_star_pattern(const NodeList *patterns);
// Is the subject a memoryview or C tuple whose items the pattern takes as they are?
bool pattern_takes_c_items(const SequencePattern *node);

// Is the method of a cdef class a plain def, so that a call of its body is a call of it?
bool method_is_plain(const FunctionSymbol *method);

// __getbuffer__ and __releasebuffer__ of a cdef class: C calls them, and Python cannot.
bool method_is_buffer(const FunctionSymbol *method);
// `__add__` and its like of a cdef class with c_api_binop_methods: called by C with both operands
// in their order, of which either may be the object.
bool method_is_c_operator(const FunctionSymbol *method);
bool method_is_of_slot(const FunctionSymbol *method); // one of the two

// May a C value of the one type be a parameter of the other as it is, where Python would make an
// object of it and the callee a C value again?
bool passes_as_c_value(const Type *from, const Type *to);
// The same of a literal number. (A text of one character is no number for Python.)
bool literal_passes(const Node *node, const Type *to);

// The C type that an argument for `...` has: small numbers are promoted as in C, and builtin
// objects become what Cython makes of them. NULL: there is none.
const Type *variadic_type(const CommonTypes *common, const Node *argument);

// How a value of one type becomes another. CONVERT_NONE: cannot.
typedef enum Conversion {
    CONVERT_IMPOSSIBLE,
    CONVERT_SAME,
    CONVERT_C_NUMERIC, // C's rules between numbers
    CONVERT_POINTER,   // between pointers
    CONVERT_BOX,       // C value to Python object
    CONVERT_UNBOX,     // Python object to C value; can raise
    CONVERT_UPCAST,    // object types, no check
    // object to builtin or extension type; None passes; can raise TypeError
    CONVERT_CHECK_TYPE,
    CONVERT_TO_MEMORYVIEW, // object to a slice; can raise
    CONVERT_FROM_MEMORYVIEW,
    // object or number to bint in a condition
    CONVERT_TRUTH
} Conversion;
Conversion type_conversion(const Type *from, const Type *to);
// Can a condition be such a C value?
bool type_has_truth(const Type *type);
// Does a pointer that is converted lose the const of what it points to? C compilers warn of that.
bool pointer_drops_const(const Type *from, const Type *to);
// The C type that arithmetic on two numbers gives, by C's usual conversions.
const Type *type_arithmetic_result(TypeTable *types, const Type *left, const Type *right);
// The type in which C itself computes and compares the two: its usual arithmetic conversions.
const Type *type_usual_conversion(TypeTable *types, const Type *left, const Type *right);
// The wider type of two numbers of which one is chosen: as in Cython nothing is promoted.
const Type *type_wider(TypeTable *types, const Type *left, const Type *right);
// Of a tuple, list or set that is written out; else NULL.
NodeList *displayed_elements(Node *display);

#endif
