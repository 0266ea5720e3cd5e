// What a call calls: decided once, by the typer, for every Call node that stays in the tree.
#ifndef ZILANT_TYPER_CALL_TARGET_H
#define ZILANT_TYPER_CALL_TARGET_H

#include "typer/symbol.h"
#include "typer/view_attribute.h"

#define CALL_KINDS(X)                                                                              \
    X(PYTHON, "Python")         /* an object: evaluated, then called */                            \
    X(METHOD, "Python method")  /* object.name: looked up, then called */                          \
    X(CLASS, "class")           /* makes an instance of a cdef class */                            \
    X(BUILTIN, "builtin")       /* a FUNCTION of primitives/function.def */                        \
    X(PRIMITIVE, "primitive")   /* a METHOD of primitives/method.def */                            \
    X(C_FUNCTION, "C function") /* cdef, cpdef or of a header; called directly */                  \
    X(C_METHOD, "C method")     /* of a cdef class, that nothing can override */                   \
    X(VIRTUAL, "virtual method")                                                                   \
    X(POINTER, "C pointer")                                                                        \
    X(STRUCT, "struct")       /* fills the fields of a C struct */                                 \
    X(CONJUGATE, "conjugate") /* z.conjugate() of a C complex number */                            \
    X(CHARACTER, "character") /* a CHARACTER_METHOD of primitives/character.def */                 \
    X(VIEW, "view")           /* a METHOD of primitives/view_attribute.def */                      \
    X(LOCK, "lock")           /* a LOCK_METHOD of primitives/lock.def */                           \
    X(INVALID, "invalid")     /* has been reported */

typedef enum CallKind {
#define X(NAME, text) CALL_##NAME,
    CALL_KINDS(X)
#undef X
        CALL_KIND_COUNT
} CallKind;

// The builtin functions with a form of their own.
typedef enum BuiltinForm {
    FORM_none,
#define FUNCTION(name, form, min, max, RESULT) FORM_##form,
#define FUNCTION_OF_FRAME(name, form, min, max, RESULT) FORM_##form,
#define FUNCTION_CHECKED(name, form, RESULT) FORM_##form,
#define FUNCTION_RESULT(name, RESULT)
#include "primitives/function.def"
#undef FUNCTION
#undef FUNCTION_OF_FRAME
#undef FUNCTION_CHECKED
#undef FUNCTION_RESULT
    FORM_COUNT
} BuiltinForm;

// The methods of builtin types that are runtime functions, as lines of primitives/method.def.
typedef enum PrimitiveMethod {
#define METHOD(OWNER, name, function, signature, ERROR, EFFECTS, RESULT) METHOD_##function,
#define METHOD_RESULT(OWNER, name, RESULT)
#include "primitives/method.def"
#undef METHOD
#undef METHOD_RESULT
    PRIMITIVE_METHOD_COUNT
} PrimitiveMethod;

// The methods of Py_UCS4, as lines of primitives/character.def.
typedef enum CharacterMethod {
#define CHARACTER_METHOD(name, function) CHARACTER_##function,
#include "primitives/character.def"
#undef CHARACTER_METHOD
    CHARACTER_METHOD_COUNT
} CharacterMethod;

// The methods of locks, as lines of primitives/lock.def.
typedef enum LockMethod {
#define LOCK_METHOD(name, function, signature, RESULT) LOCK_##function,
#include "primitives/lock.def"
#undef LOCK_METHOD
    LOCK_METHOD_COUNT
} LockMethod;

// A method that runs when an instance is made: `__cinit__` or `__init__`.
typedef struct Initializer {
    FunctionSymbol *method;
    // Of each argument of the call, which parameter it is for; NULL: the method takes none of them.
    uint32_t *positions;
} Initializer;

// How a call makes an instance without Python in between: what runs, base classes first.
typedef struct Construction {
    ClassSymbol *class_symbol;
    Initializer *initializers;
    uint32_t count;
    uint32_t first_argument; // 1: of `Class.__new__(Class, ...)`
} Construction;

typedef struct CallTarget {
    CallKind kind;
    // Of a builtin that primitives/function.def knows, whether it is built or called.
    BuiltinForm form;
    PrimitiveMethod primitive; // PRIMITIVE
    CharacterMethod character; // CHARACTER
    LockMethod lock;           // LOCK
    // C_FUNCTION, C_METHOD, VIRTUAL
    FunctionSymbol *function;
    // POINTER: the signature; STRUCT: the struct
    const Type *type;
    // The object before the dot is the first parameter.
    bool binds_self;
    // C_FUNCTION to STRUCT: of each argument, which parameter or field it is for; arguments for
    // `...` come after the parameters.
    uint32_t *positions;
    // CLASS; NULL: the type object is called
    const Construction *construction;
} CallTarget;

const char *primitive_method_text(PrimitiveMethod method); // its runtime function
const char *call_kind_text(CallKind kind);
// Does the call ask a C number alone, the value before the dot, and so needs no Python?
bool call_asks_number(const CallTarget *target);
// Is there a `*x` or `**x` among the arguments of a call?
bool arguments_have_spread(const NodeList *arguments);
// Is it a call of the builtin of this form, with no other arguments than plain ones?
bool is_call_of_form(const Node *node, BuiltinForm form);
bool is_reversed_range(const Node *node); // reversed(range(...))
// Does a bound need more than 64 bits, so that Python counts?
bool range_is_wide(const NodeList *arguments);

#endif
