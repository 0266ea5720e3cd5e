// Symbols and scopes: what names mean.
#ifndef ZILANT_TYPER_SYMBOL_H
#define ZILANT_TYPER_SYMBOL_H

#include "support/map.h"
#include "support/vector.h"
#include "typer/directives.h"
#include "typer/type/type.h"

typedef enum SymbolKind {
    // a local variable or parameter of a function or comprehension
    SYMBOL_LOCAL,
    SYMBOL_GLOBAL,   // a Python name in the module's dict
    SYMBOL_C_GLOBAL, // `cdef int x` at module level
    // a Python builtin that the module does not rebind
    SYMBOL_BUILTIN,
    SYMBOL_FUNCTION, // see FunctionSymbol
    SYMBOL_CLASS,    // a cdef class: see ClassSymbol
    // a `class` statement at module level; also a global
    SYMBOL_PYTHON_CLASS,
    // a name bound in the body of a `class` statement
    SYMBOL_CLASS_ATTRIBUTE,
    // of a struct, or an attribute of a cdef class
    SYMBOL_FIELD,
    // ctypedef, struct, enum, fused type, C type name
    SYMBOL_TYPE,
    SYMBOL_CONSTANT,   // an enum item or DEF: `constant`
    SYMBOL_C_VARIABLE, // a variable or macro of a C header
    SYMBOL_MODULE,     // a cimported module: see ModuleSymbol
    SYMBOL_PROPERTY,
    // a name of the module `cython` that is no type: `constant` is a CythonName
    SYMBOL_CYTHON
} SymbolKind;

typedef struct Symbol {
    SymbolKind kind;
    const Name *name;
    // in C headers and exported symbols; NULL: as `name`
    const char *c_name;
    const Type *type; // of its value
    struct Scope *scope;
    Span span;         // of the declaration
    Node *declaration; // may be NULL
    // Facts about variables, from the binding pass
    bool is_parameter;
    bool not_none; // a parameter that refuses None
    // has a C or Python type from a declaration or annotation, not inferred
    bool is_declared;
    // bound anywhere other than as a parameter
    bool is_assigned;
    bool is_deleted; // target of `del`
    // target of `:=`, so that a value of it that is still needed has to be copied
    bool is_bound_in_expression;
    // used by an inner function: lives in a cell; where the first of those stands in the source
    bool is_captured;
    uint32_t captured_from;
    // of a CLASS_ATTRIBUTE that a class body of plain Python reads: what the name means while the
    // namespace has it not
    const struct Symbol *outer;
    // what its declaration calls its type; NULL: by the type's own text
    const char *type_name;
    bool is_extern; // declared inside `cdef extern from`
    bool from_pxd;
    CVisibility visibility;
    // C code sees it, of module level: NAME.h declares it (`public`), NAME_api.h fetches it (`api`)
    bool is_public, is_api;
    // Of a variable that is declared as a buffer: what holds the view of that, a variable without a
    // name that is bound wherever this one is; or NULL. Of that one: the variable, the BUFFER, and
    // whether items are written by it.
    struct Symbol *view, *viewed;
    const Type *buffer;
    bool is_written;
    // among its scope's symbols, in order of declaration; field number of FIELDs
    uint32_t index;
    const struct ExternHeader *header; // of extern symbols
    // Of a C function or variable that modules exchange: its declaration as Cython spells it in C,
    // which is the name of its capsule in __pyx_capi__; NULL: only its own module knows it.
    const char *capsule_name;
    // SYMBOL_CONSTANT with an integer known here
    int64_t constant;
    // DEF values that are no integers: a literal node, and the symbol has no type; of an enum's
    // item: the expression that is made of what a C header knows
    Node *constant_node;
    bool is_value_checked; // of such an item
    bool constant_known;   // false: the C header knows it
    // Of a variable of the module that an import binds: `typing`, `typing.Dict`. It says nothing if
    // there is another binding.
    const Name *imported;
    // Of a variable of the module that holds any object: the annotation of an assignment to it, of
    // whose type a local is that is given its value. Or NULL.
    const Node *annotation;
    // Of a pointer to a C function, or a typedef of one: the parameters as they are named where it
    // is declared. NULL: nothing names them.
    const Parameters *pointed;
    uint32_t binding_count;   // how many places bind the name
    uint32_t inference_index; // the typer's own
    // A local of a builtin type that only ever gets displays and literals: never None, nor of a
    // subclass, nor what a builtin that was replaced gives.
    bool is_exact;
    // takes part in arithmetic: an inferred C integer could differ from Python's
    bool might_overflow;
    // the same in a function inside of its own
    bool might_overflow_inside;
} Symbol;

typedef VECTOR(Symbol *) SymbolVector;

typedef enum ScopeKind {
    SCOPE_BUILTIN,
    SCOPE_MODULE,
    SCOPE_FUNCTION,
    // inlined into its function, but with names of its own
    SCOPE_COMPREHENSION,
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
    // SCOPE_FUNCTION, or the one around a comprehension
    struct FunctionSymbol *function;
    struct ClassSymbol *class_symbol;
    // `outer.<locals>.inner`, for __qualname__
    const char *qualified_name;
    // SCOPE_COMPREHENSION whose variables belong to the scope around it (Python 2)
    bool leaks;
    // SCOPE_COMPREHENSION of a generator expression that makes no generator
    bool is_consumed;
    // SCOPE_COMPREHENSION that does not see the names of a class body around it
    bool hides_class;
    // SCOPE_PYTHON_CLASS of which a comprehension in its body names `__class__`
    bool needs_class_cell;
    // SCOPE_PYTHON_CLASS whose namespace a metaclass may have filled with names, or may watch
    bool may_be_prepared;
    // SCOPE_MODULE, SCOPE_PYTHON_CLASS in whose body variables are annotated
    bool has_annotations;
    // SCOPE_FUNCTION of annotations and type parameters in a class body, which see its names and
    // what its namespace holds
    bool sees_class;
} Scope;

// `cdef extern from "name"` or `from *`; verbatim C comes after it.
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

// What C sees of a function.
typedef struct FunctionOfC {
    const Type *result_type;
    bool is_inline;
    bool nogil;    // may be called without the GIL
    bool with_gil; // takes the GIL for its body
    bool has_body; // of cdef and cpdef functions
} FunctionOfC;

// What Python sees of a function.
typedef struct FunctionOfPython {
    bool is_method; // the first parameter is an instance
    // Of methods of cdef classes, whose decorators are gone then; elsewhere decorators are
    // evaluated.
    bool is_static, is_class_method, is_property;
    PropertyRole property_role;
    // the decorator of a C function that is a property
    Span property_span;
    // `__annotate__`: evaluates annotations when asked for them
    bool is_annotate;
    // the scope of type parameters, as a function (GenericDefinition)
    bool is_type_scope;
    // what the def statement binds; NULL for cdef functions, lambdas, methods of cdef
    // classes
    Symbol *variable;
} FunctionOfPython;

// What the walks over the body find out, inner functions included.
typedef struct FunctionFindings {
    // its body can be suspended: it yields, or is asynchronous
    bool is_generator;
    bool yields;
    // variables of outer functions that it or an inner one uses, sorted by their names
    SymbolVector captures;
    bool has_cells; // some variable of its own is captured
    // uses `super()` or `__class__` of the Python class around it
    bool needs_class_cell;
    // it calls what looks at frames
    bool shows_frames;
    // calls in it show frames with the variables of the function
    bool shows_variables;
    // is, or is in, a method of a cdef class, and names `__class__`
    bool uses_class;
    // calls C functions that may set an exception and not say so
    bool calls_unchecked;
    bool is_checked; // the typer's own
} FunctionFindings;

// What a version of a fused function is to that.
typedef struct FusedVersion {
    struct FunctionSymbol *fused;
    const Type *declared;    // the signature with fused types
    const char *choice_text; // as Python asks for it: `int|double`
    const char *c_prefix;    // of its names in C: `__pyx_fuse_0_1`
} FusedVersion;

typedef struct FunctionSymbol {
    // kind SYMBOL_FUNCTION; `type` is the C signature of the native body
    Symbol symbol;
    FunctionKind kind;
    // FunctionDef, CFunctionDef, Lambda or Comprehension; NULL for extern declarations
    Node *node;
    Parameters *parameters;
    Scope *scope; // its locals
    // a generator expression has one: its first iterable, evaluated outside
    SymbolVector parameter_symbols;
    // name and type of what @cython.locals before its declaration in a .pxd file says
    SymbolVector declared_locals;
    bool is_async;
    const char *qualified_name;
    Directives directives; // in force for the body
    // the function around it, NULL at module or class level
    struct FunctionSymbol *outer;
    struct ClassSymbol *owner; // of methods of cdef classes
    // cdef and cpdef methods: the slot that is called as this method is; see ClassSymbol
    uint32_t vtable_slot;
    struct FunctionSymbol *overrides; // the base class's method
    bool is_final;                    // nothing may override it
    // Of a fused function: one version for each choice of the fused types that its declaration
    // names. It has no body itself.
    struct FunctionSymbol **versions;
    uint32_t version_count;
    const FusedVersion *version; // NULL: it is none
    // what fused types mean in the body: of versions, and of functions inside of one
    const Specialization *specialization;
    FunctionOfC c;
    FunctionOfPython python;
    FunctionFindings found;
} FunctionSymbol;

typedef VECTOR(FunctionSymbol *) FunctionVector;

// A cdef class. Layout as Cython's: base struct, then the vtable pointer if the class is the first
// of its line with cdef methods, then the fields in order.
typedef enum CollectionType {
    COLLECTION_NONE,
    COLLECTION_SEQUENCE,
    COLLECTION_MAPPING
} CollectionType;

// What decorators of cython say about a cdef class.
typedef struct ClassTraits {
    // chains of such objects are released without recursion
    bool uses_trashcan;
    bool no_gc, no_gc_clear;
    bool is_internal; // not in the module's dict
    // of so many released instances the memory is kept for the next ones
    uint32_t freelist_size;
    CollectionType collection;
} ClassTraits;

// Are instances pickled by their fields? If not, an attempt raises TypeError with `refusal`; NULL:
// the class says itself how, or nothing is said.
typedef struct Pickling {
    bool is_automatic;
    const char *refusal;
} Pickling;

typedef struct ClassSymbol {
    // kind SYMBOL_CLASS; `type` is the EXTENSION type
    Symbol symbol;
    CClassDef *node;
    // [object NAME, type NAME], from whichever of its statements says so; or NULL
    const Name *object_struct_name, *type_object_name;
    // of a `public` class: the variable of C that points to the type object
    const char *type_pointer_name;
    struct ClassSymbol *base; // NULL: object or `builtin_base`
    // a BUILTIN type that it extends, or NULL
    const Type *builtin_base;
    Scope *scope;        // fields, methods
    SymbolVector fields; // its own SYMBOL_FIELDs in order
    // its own def, cdef and cpdef methods in order
    FunctionVector methods;
    FunctionVector
        // getters, setters and deleters: is_property, symbol.name is the property's
        properties;
    // all slots, inherited first; entries are the most derived methods
    FunctionVector vtable;
    // of each slot the method that opened it: the slot is called as that one is
    FunctionVector slot_openers;
    bool has_vtable;
    // extends classes of Python's too, behind its first base: made where its statement stands
    bool has_python_bases;
    bool is_final;
    bool is_defined_here; // has a body in this module
    bool is_ordered;      // is in TypedModule.classes
    // its base has been reported: what it inherits is not known
    bool has_unknown_base;
    // a .pxd file says what is in it
    bool has_declaration;
    Span declared_at;
    // the last of its statements with a body that has been bound
    const CClassDef *bound;
    ClassTraits traits;
    // what __cythonbufferdefaults__ says of a class that a .pxd file declares; or NULL
    const DictExpression *buffer_defaults;
    struct Dataclass *dataclass; // NULL: it is none
    Pickling pickling;
    Directives directives; // in force for the body
    const char *qualified_name;
} ClassSymbol;

typedef struct StructSymbol {
    Symbol symbol; // kind SYMBOL_TYPE
    SymbolVector fields;
    bool is_union, is_packed;
    // its members have been listed, if there are any: it has a size
    bool has_body;
    // the statement that lists them, once it is bound; or NULL
    const CStructDef *definition;
    // the fields are all there is; extern structs never are
    bool is_complete;
    bool is_typedef; // no `struct` keyword in C
    // cython.pymutex, cython.pythread_type_lock: never copied, zero when it is free
    bool is_lock;
    // how many the members are, and those of members that are structs
    uint32_t value_count;
    // what was last looked for in it: it is not looked for again
    const struct StructSymbol *searched_for;
} StructSymbol;

typedef struct EnumSymbol {
    Symbol symbol; // kind SYMBOL_TYPE
    // the integer that it is in C: `int` unless declared, or an item is no int
    const Type *underlying;
    SymbolVector items; // SYMBOL_CONSTANTs
    // of `enum class` and `cpdef enum`: finds items by `Color.RED`
    Scope *scope;
    bool is_scoped; // items are found there only
} EnumSymbol;

typedef struct ModuleSymbol {
    Symbol symbol;           // kind SYMBOL_MODULE
    const Name *module_name; // dotted
    Scope *scope;
    // its declarations have been looked for; else it is known as what holds another one alone
    bool is_searched;
    // A module that a file both imports and cimports under one name has a symbol of its own there,
    // with the variable: what is not declared is asked of that. Else NULL.
    Symbol *variable;
} ModuleSymbol;

// The dotted name of the module that declares the symbol, as Python imports it.
const char *module_of_symbol(Arena *arena, const Symbol *symbol);
// As CPython's compiler orders free variables and cells, whoever names them first.
void symbols_sort_by_name(SymbolVector *symbols);
bool class_is_subclass(const ClassSymbol *symbol, const ClassSymbol *base); // or the same
bool symbol_is_of_cdef_class(const Symbol *symbol);                         // a member of it
// Looks in this scope, then outwards (class scopes are skipped from inner functions, as in Python).
Symbol *scope_look_up(const Scope *scope, const Name *name);
Symbol *scope_find(const Scope *scope, const Name *name); // in this scope only
// The class whose names are seen in a scope that `sees_class`, else NULL.
Scope *seen_class(const Scope *scope);

#endif
