// Symbols and scopes: what names mean.
#ifndef LINDWORM_TYPER_SYMBOL_H
#define LINDWORM_TYPER_SYMBOL_H

#include "support/map.h"
#include "support/vector.h"
#include "typer/directives.h"
#include "typer/type.h"

typedef enum SymbolKind {
    SYMBOL_LOCAL,           // a local variable or parameter of a function or comprehension
    SYMBOL_GLOBAL,          // a Python name in the module's dict
    SYMBOL_C_GLOBAL,        // `cdef int x` at module level
    SYMBOL_BUILTIN,         // a Python builtin that the module does not rebind
    SYMBOL_FUNCTION,        // see FunctionSymbol
    SYMBOL_CLASS,           // a cdef class: see ClassSymbol
    SYMBOL_PYTHON_CLASS,    // a `class` statement at module level; also a global
    SYMBOL_CLASS_ATTRIBUTE, // a name bound in the body of a `class` statement
    SYMBOL_FIELD,           // of a struct, or an attribute of a cdef class
    SYMBOL_TYPE,            // ctypedef, struct, enum, fused type, C type name
    SYMBOL_CONSTANT,        // an enum item or DEF: `constant`
    SYMBOL_C_VARIABLE,      // a variable or macro of a C header
    SYMBOL_MODULE,          // a cimported module: see ModuleSymbol
    SYMBOL_PROPERTY,
    SYMBOL_CYTHON // a name of the module `cython` that is no type: `constant` is a CythonName
} SymbolKind;

typedef struct Symbol {
    SymbolKind kind;
    const Name *name;
    const char *c_name; // in C headers and exported symbols; NULL: as `name`
    const Type *type;   // of its value
    struct Scope *scope;
    Span span;         // of the declaration
    Node *declaration; // may be NULL
    // Facts about variables, from the binding pass
    bool is_parameter;
    bool not_none;      // a parameter that refuses None
    bool is_declared;   // has a C or Python type from a declaration or annotation, not inferred
    bool is_assigned;   // bound anywhere other than as a parameter
    bool is_deleted;    // target of `del`
    bool is_captured;   // used by an inner function: lives in a cell
    bool maybe_unbound; // may be read before it is bound
    bool is_extern;     // declared inside `cdef extern from`
    bool from_pxd;
    CVisibility visibility;
    uint32_t index; // among its scope's symbols, in order of declaration; field number of FIELDs
    const struct ExternHeader *header; // of extern symbols
    int64_t constant;                  // SYMBOL_CONSTANT with an integer known here
    bool constant_known;               // false: the C header knows it
    Node *constant_node;               // DEF values that are no integers: a literal node
    // Of a Python variable that is bound exactly once, by this def (or turned into one): else NULL.
    struct FunctionSymbol *bound_function;
    uint32_t binding_count;   // how many places bind the name
    uint32_t inference_index; // the typer's own
    bool might_overflow;      // takes part in arithmetic: an inferred C integer could differ from
                              // Python's
} Symbol;

typedef VECTOR(Symbol *) SymbolVector;

typedef enum ScopeKind {
    SCOPE_BUILTIN,
    SCOPE_MODULE,
    SCOPE_FUNCTION,
    SCOPE_COMPREHENSION, // inlined into its function, but with names of its own
    SCOPE_PYTHON_CLASS,
    SCOPE_C_CLASS,
    SCOPE_STRUCT
} ScopeKind;

typedef struct Scope {
    ScopeKind kind;
    const Name *name;
    struct Scope *parent;
    Map symbols; // const Name * -> Symbol *
    SymbolVector order;
    struct FunctionSymbol *function; // SCOPE_FUNCTION, or the one around a comprehension
    struct ClassSymbol *class_symbol;
    const char *qualified_name; // `outer.<locals>.inner`, for __qualname__
    bool leaks; // SCOPE_COMPREHENSION whose variables belong to the scope around it (Python 2)
    bool hides_class; // SCOPE_COMPREHENSION that does not see the names of a class body around it
} Scope;

// `cdef extern from "name"` or `from *`; verbatim C comes before.
typedef struct ExternHeader {
    const Name *name; // NULL for `from *`
    bool angle_brackets;
    Text verbatim;
    Span span;
} ExternHeader;

// What a function of a property in a cdef class does.
typedef enum PropertyRole {
    PROPERTY_NONE,
    PROPERTY_GET,
    PROPERTY_SET,
    PROPERTY_DELETE
} PropertyRole;

typedef enum FunctionKind {
    FUNCTION_DEF,
    FUNCTION_CDEF,
    FUNCTION_CPDEF,
    FUNCTION_LAMBDA,
    FUNCTION_GENERATOR_EXPRESSION
} FunctionKind;

typedef struct FunctionSymbol {
    Symbol symbol; // kind SYMBOL_FUNCTION; `type` is the C signature of the native body
    FunctionKind kind;
    Node *node; // FunctionDef, CFunctionDef, Lambda or Comprehension; NULL for extern declarations
    Parameters *parameters;
    Scope *scope; // its locals
    SymbolVector
        parameter_symbols; // a generator expression has one: its first iterable, evaluated outside
    const Type *result_type;
    bool is_generator, is_async;
    bool is_method; // the first parameter is an instance
    // Of methods of cdef classes, whose decorators are gone then; elsewhere decorators are
    // evaluated.
    bool is_static, is_class_method, is_property;
    PropertyRole property_role;
    bool is_inline;
    bool nogil;                       // may be called without the GIL
    bool with_gil;                    // takes the GIL for its body
    bool has_body;                    // of cdef and cpdef functions
    bool is_checked;                  // the typer's own
    struct ClassSymbol *owner;        // of methods of cdef classes
    struct FunctionSymbol *outer;     // the function around it, NULL at module or class level
    SymbolVector captures;            // variables of outer functions that it or an inner one uses
    bool has_cells;                   // some variable of its own is captured
    uint32_t vtable_slot;             // cdef and cpdef methods; see ClassSymbol
    struct FunctionSymbol *overrides; // the base class's method
    Directives directives;            // in force for the body
    const char *qualified_name;
    Symbol *variable; // what the def statement binds; NULL for cdef functions, lambdas, methods of
                      // cdef classes
    bool needs_class_cell; // uses `super()` or `__class__` of the Python class around it
    // Why the function's unit runs interpreted (a noun phrase: "the match statement"), or NULL.
    const char *interpreted_reason;
} FunctionSymbol;

typedef VECTOR(FunctionSymbol *) FunctionVector;

// A cdef class. Layout as Cython's: base struct, then the vtable pointer if the class is the first
// of its line with cdef methods, then the fields in order.
typedef struct ClassSymbol {
    Symbol symbol; // kind SYMBOL_CLASS; `type` is the EXTENSION type
    CClassDef *node;
    struct ClassSymbol *base; // NULL: object or `builtin_base`
    const Type *builtin_base; // a BUILTIN type that it extends, or NULL
    Scope *scope;             // fields, methods
    SymbolVector fields;      // its own SYMBOL_FIELDs in order
    FunctionVector methods;   // its own def, cdef and cpdef methods in order
    FunctionVector
        properties; // getters, setters and deleters: is_property, symbol.name is the property's
    FunctionVector vtable; // all slots, inherited first; entries are the most derived methods
    bool has_vtable;
    bool is_final;
    bool is_defined_here; // has a body in this module
    const char *qualified_name;
} ClassSymbol;

typedef struct StructSymbol {
    Symbol symbol; // kind SYMBOL_TYPE
    SymbolVector fields;
    bool is_union, is_packed;
    bool is_complete; // the fields are all there is; extern structs never are
    bool is_typedef;  // no `struct` keyword in C
} StructSymbol;

typedef struct EnumSymbol {
    Symbol symbol;          // kind SYMBOL_TYPE
    const Type *underlying; // `int` unless declared
    SymbolVector items;     // SYMBOL_CONSTANTs
    Scope *scope;           // of `enum class` and `cpdef enum`: finds items by `Color.RED`
    bool is_scoped;         // items are found there only
} EnumSymbol;

typedef struct ModuleSymbol {
    Symbol symbol;           // kind SYMBOL_MODULE
    const Name *module_name; // dotted
    Scope *scope;
} ModuleSymbol;

// Looks in this scope, then outwards (class scopes are skipped from inner functions, as in Python).
Symbol *scope_look_up(const Scope *scope, const Name *name);
Symbol *scope_find(const Scope *scope, const Name *name); // in this scope only

#endif
