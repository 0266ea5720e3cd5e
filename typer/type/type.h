// Types. Hash-consed: two types are equal if and only if their pointers are.
#ifndef ZILANT_TYPER_TYPE_H
#define ZILANT_TYPER_TYPE_H

#include "abi/abi.h"
#include "frontend/ast.h"
#include "support/compilation.h"

typedef enum TypeKind {
#define TYPE(KIND, name, CLASS, INFERRED) TYPE_##KIND,
#include "typer/type/type.def"
#undef TYPE
    TYPE_KIND_COUNT
} TypeKind;

// What a value is for the machine: the column CLASS of type.def.
typedef enum TypeClass {
    CLASS_NOTHING,
    CLASS_OBJECT,
    CLASS_INTEGRAL,
    CLASS_FLOATING,
    CLASS_COMPLEX,
    CLASS_ADDRESS,
    CLASS_AGGREGATE,
    CLASS_VIEW
} TypeClass;

typedef enum BuiltinKind {
#define BUILTIN_TYPE(KIND, name, c_name, PARENT, exact, BASE, size, container) BUILTIN_##KIND,
#include "primitives/builtin_type.def"
#undef BUILTIN_TYPE
    BUILTIN_KIND_COUNT
} BuiltinKind;

// As the parent of a builtin type: no other one.
#define BUILTIN_OBJECT BUILTIN_KIND_COUNT

// What a cdef class that extends a builtin type may add: see builtin_type.def.
typedef enum BuiltinBase { BASE_OPEN, BASE_PYTHON, BASE_MISSING, BASE_FINAL } BuiltinBase;

// A line of builtin_type.def.
typedef struct BuiltinInfo {
    const char *name; // as Python names it: `int`
    BuiltinKind parent;
    bool is_exact;
    BuiltinBase base;
    bool is_container;
} BuiltinInfo;
const BuiltinInfo *builtin_info(BuiltinKind kind);
// Is it that type or a subclass of it?
bool builtin_extends(BuiltinKind kind, BuiltinKind base);

// What a C function does with exceptions. VALUE and MAYBE_VALUE carry `exception_value`.
typedef struct ExceptionSpec {
    // DEFAULT is resolved before a signature is made
    ExceptionRule rule;
    int64_t integer_value;
    double real_value;
} ExceptionSpec;

typedef struct SignatureParameter {
    const Name *name; // may be NULL
    const struct Type *type;
    bool not_none;
    // what is given is a variable, and its address is passed: `T &x` of verbatim C
    bool is_place;
} SignatureParameter;

typedef struct TypeList {
    const struct Type **items;
    uint32_t count;
} TypeList;

typedef struct Type {
    TypeKind kind;
    // as in messages: `unsigned int`, `double[:, ::1]`, `Vector`
    const char *text;
    // `const` memoryview elements and pointer targets
    bool is_const;
    // memory that others change: each access in the source is one when it runs
    bool is_volatile;
    union {
        struct {
            BuiltinKind builtin;
            // What is in it, as far as a declaration says: of `dict[str, int]` what its keys and
            // what its values are, none for `dict`. Read items are converted, so nobody relies on
            // it.
            TypeList content;
            bool is_uniform; // `tuple[int, ...]`
        };
        struct ClassSymbol *class_symbol; // EXTENSION
        struct {
            uint8_t bits; // 8 to 128; on the target's ABI
            bool is_signed;
            // A typedef from a C header: the header alone knows width and sign; `bits` is a guess
            // used for ranking only, and the shim gives the truth.
            struct Symbol *header_symbol;
            bool is_char;    // char, signed char, unsigned char
            bool is_unicode; // Py_UCS4, Py_UNICODE
        } integer;
        uint8_t floating_bits;      // 32, 64, 80
        const struct Type *element; // POINTER, COMPLEX
        struct {
            const struct Type *element;
            uint64_t length;
            // the constant of a C header that is the length; `length` is 0 then. Or NULL
            const struct Symbol *header_length;
        } array;
        struct {
            const struct Type *result;
            SignatureParameter *parameters;
            uint32_t count;
            bool is_variadic;
            bool nogil;    // may be called without the GIL
            bool with_gil; // takes the GIL itself
            // `ctypedef int F(int)`: a pointer to it is what all others are, a value
            bool is_itself;
            ExceptionSpec exception;
            uint32_t
                // trailing parameters that have defaults (cdef optional
                // arguments)
                optional_count;
        } function;
        struct StructSymbol *struct_symbol; // STRUCT
        // ENUM; its integer type is `int` unless declared
        struct Symbol *enum_symbol;
        struct {
            TypeList members;              // CTUPLE, FUSED
            const struct FusedItem *items; // FUSED: each member as it was written
        };
        struct {
            const struct Type *element;
            uint8_t dimensions;
            uint8_t packing[MEMORYVIEW_MAX_DIMENSIONS]; // AxisPacking
            uint8_t access[MEMORYVIEW_MAX_DIMENSIONS];  // AxisAccess
        } memoryview;
        struct {
            // OBJECT or EXTENSION: what the variable is
            const struct Type *object;
            const struct Type *view; // a MEMORYVIEW: what its buffer is
            // of the typedef that names the items; or NULL
            const Name *item_name;
            // items are taken as of that type whatever they are
            bool is_cast;
            // the mode is "fortran"
            bool is_fortran;
            // negative indices do not count from the end
            bool has_no_negative;
        } buffer;
        const struct Type *named;    // TYPE
        struct ModuleSymbol *module; // MODULE
    };
} Type;

typedef struct TypeTable TypeTable;

// Which types stand for fused ones in a body of a fused function; those of a function around it
// come after its own.
typedef struct Specialization {
    const Type *fused, *chosen;
    uint32_t member; // of the fused type
    const struct Specialization *outer;
} Specialization;
typedef VECTOR(const Type *) TypeVector;

TypeTable *type_table_create(Compilation *compilation);
Arena *type_table_arena(const TypeTable *table); // in which its types lie

// The types without parameters.
typedef struct CommonTypes {
    const Type *error, *void_, *object, *bint, *null_pointer;
    const Type *char_, *schar, *uchar, *short_, *ushort, *int_, *uint, *long_, *ulong, *longlong,
        *ulonglong, *size_t_, *ssize_t_, *ptrdiff_t_, *hash_t, *ucs4, *py_unicode;
    const Type *float_, *double_, *longdouble, *double_complex, *float_complex;
    const Type *char_pointer, *void_pointer;
    const Type *builtin[BUILTIN_KIND_COUNT];
} CommonTypes;
const CommonTypes *type_common(const TypeTable *table);

const Type *type_pointer(TypeTable *table, const Type *element);
const Type *type_function_itself(TypeTable *table, const Type *function);
const Type *type_array(TypeTable *table, const Type *element, uint64_t length);
// Of a length that a C header knows.
const Type *type_header_array(TypeTable *table, const Type *element, const struct Symbol *length);
const Type *type_const(TypeTable *table, const Type *original); // the same type, marked const
const Type *type_volatile(TypeTable *table, const Type *original);
const Type *type_complex(TypeTable *table, const Type *element);
const Type *type_ctuple(TypeTable *table, const Type *const *items, uint32_t count);
const Type *type_fused(TypeTable *table, const Name *name, const TypeList *members,
                       const struct FusedItem *items);
// type_fused.c. Adds the fused types that the type is made of, in order of appearance, each once.
// Of a function those of its parameters, of a pointer to one the result's too.
void type_collect_fused(TypeTable *table, const Type *type, TypeVector *found);
bool type_has_fused(TypeTable *table, const Type *type); // is it made of any?
// The type with the chosen types in the place of fused ones; those that none is chosen for stay.
const Type *type_specialize(TypeTable *table, const Type *type, const Specialization *choice);
typedef struct FusedItem {
    const Type *type;
    // that names the type, by which it is exchanged; or NULL
    const struct Symbol *typedef_symbol;
    // by which it is asked for; NULL: the type's own
    const char *text;
    // the CType by which it is exchanged, where it is made of names; or NULL
    const struct CType *written;
} FusedItem;
typedef VECTOR(FusedItem) FusedItemVector;
// The fused type of that name which may be any of the types; fused ones among them stand for
// theirs.
const Type *type_fuse(TypeTable *table, const Name *name, const FusedItemVector *items);
// The member of the fused type that is chosen for it, or NULL.
const FusedItem *type_chosen_item(const Type *fused, const Specialization *choice);
const Type *type_function(TypeTable *table,
                          const Type *signature); // hash-conses a filled signature
const Type *type_memoryview(TypeTable *table,
                            const Type *memoryview); // hash-conses a filled slice type
// Do so many types go into its brackets? `tuple[int, ...]` is uniform.
bool container_takes(const Type *container, uint32_t count, bool is_uniform);
const Type *type_container(TypeTable *table, BuiltinKind kind, const TypeList *content,
                           bool is_uniform);
const Type *type_buffer(TypeTable *table, const Type *buffer); // hash-conses a filled one
// The object's type of a BUFFER, and any other type itself.
const Type *type_without_buffer(const Type *type);
const Type *type_extension(TypeTable *table, struct ClassSymbol *symbol);
// Are two methods called in the same way, but for the class of their objects?
bool type_is_called_alike(const Type *method, const Type *other);
const Type *type_struct(TypeTable *table, struct StructSymbol *symbol);
const Type *type_enum(TypeTable *table, struct Symbol *symbol);
const Type *type_named(TypeTable *table, const Type *named); // TYPE: the type as a value
const Type *type_module(TypeTable *table, struct ModuleSymbol *module);
// The integer that an enum of a C header is, if its items have been found to need another than int;
// NULL if not.
const Type *type_wide_enum(TypeTable *table, const struct Symbol *symbol);
const Type *type_header_integer(TypeTable *table, struct Symbol *symbol, const Type *guess);
// A floating-point typedef of a header: of the width that another compilation has found, or as
// guessed.
const Type *type_header_floating(TypeTable *table, const struct Symbol *symbol, const Type *guess);
// The type of a name that C's headers give a meaning that never differs here (`int32_t`,
// `uintptr_t`, `Py_hash_t`), or NULL.
const Type *type_known_integer(TypeTable *table, const Name *name);
// C's integer by words: `unsigned long long` is (UNSIGNED, false, 2).
// `double` and `long double`, `Py_ssize_t`, `bint` and `void` too. Returns NULL for other names.
const Type *type_integer_words(TypeTable *table, const Name *name, Signedness signedness,
                               bool is_short, uint32_t longs);

TypeClass type_class(const Type *type);
bool type_is_object(const Type *type); // a counted reference
// Is it one value? (A NaN is itself.)
bool same_exception_value(const ExceptionSpec *a, const ExceptionSpec *b);
bool exception_is_cpp(const ExceptionSpec *exception); // `except +` in one of its forms
bool type_is_numeric(const Type *type);                // integral, floating or complex
bool type_is_integral(const Type *type);
// Is it a cpdef enum? Its values are members of a Python class.
bool enum_is_python(const Type *type);
const Type *enum_integer(const Type *type); // what an enum is in C
bool type_is_integer_complex(const Type *type);
// Is an object of it asked for __index__: Py_ssize_t, ssize_t, Py_hash_t?
bool type_is_index(const Type *type);
// How wide an integer, bint or enum is among C's, and whether it is signed there.
int type_integer_rank(const Type *type);
bool type_integer_is_signed(const Type *type);
bool type_number_is_signed(const Type *type); // the same of a float too
bool type_can_be_inferred(const Type *type);  // the column INFERRED
// What a POINTER or ARRAY is one of, or of several of; NULL for other types.
const Type *type_element(const Type *type);
bool type_is_error(const Type *type);
const Type *type_unqualified(TypeTable *table, const Type *original); // not const, not volatile
// Of `owner.field`: const or volatile where the struct or what the pointer points to is.
const Type *type_of_struct_member(TypeTable *table, const Type *owner, const Type *field);
// What the text says without the qualifiers. Not of a pointer.
const char *type_unqualified_text(const Type *type);
// const or volatile where the model is, too: a member of a const struct.
const Type *type_qualified_like(TypeTable *table, const Type *original, const Type *model);
const char *builtin_kind_name(BuiltinKind kind); // as Python names it: `int`
bool type_is_builtin(const Type *type, BuiltinKind kind);
// The type in a field of CommonTypes, as the tables in primitives/ name it: by offsetof().
const Type *type_common_at(const CommonTypes *common, size_t offset);
// `char *`, `const char *` and the like: what converts to and from bytes.
bool type_is_c_string(const Type *type);
// The struct of a STRUCT or a pointer to one, NULL for others.
// Has a value of it a size? Not so void and structs whose members nobody has listed.
bool type_is_complete(const Type *type);
struct StructSymbol *type_struct_symbol(const Type *type);

#endif
