// What the files of the typer share with one another and with nobody else.
#ifndef ZILANT_TYPER_INTERNAL_H
#define ZILANT_TYPER_INTERNAL_H

#include "support/depth.h"
#include "typer/typer.h"

// --- The typer and where it stands ---------------------------------------------------------------
// The type parameters of a generic definition, in whose text they are names.
typedef struct TypeParameters {
    const NodeList *parameters;
    const struct TypeParameters *outer;
} TypeParameters;

// Everything that changes from place to place in the tree; saved and restored as a whole.
typedef struct Place {
    Scope *scope;
    FunctionSymbol *function;  // NULL at module and class level
    ClassSymbol *class_symbol; // the cdef class whose body this is
    Directives directives;
    ExternHeader *header; // inside `cdef extern from`
    bool is_nogil_block;  // inside `cdef ... nogil:`
    // inside a declaration of a .pxd that has no body, but for the parameters
    bool is_prototype;
    // a target belongs to the comprehension itself
    bool binds_in_comprehension;
    // operands here take part in arithmetic that can overflow
    bool in_arithmetic;
    // inside an annotation that never runs: the functions in it are none of the module's
    bool in_annotation_text;
    // around: nothing here may suspend the function
    const With *critical_section;
    // the innermost ParallelFor or ParallelBlock around: the same
    const Node *parallel;
    const char *calling_convention;        // what @cython.callspec says, or NULL
    const TypeParameters *type_parameters; // NULL: nothing around is generic
    // what fused types mean here; NULL: none has a meaning
    const Specialization *specialization;
} Place;

// A place that binds a variable whose type may be inferred.
typedef enum BindingSource {
    BINDING_VALUE,     // `node` is the value
    BINDING_MEMBER,    // `node` is what is taken apart
    BINDING_ELEMENT,   // `node` is what is iterated over
    BINDING_AUGMENTED, // `node` is an AugmentedAssign
    // `node` is a For over range(): the target takes part in counting
    BINDING_RANGE,
    // `node` is a ParallelFor, whose target counts
    BINDING_PARALLEL,
    BINDING_EXCEPTION, // `node` is what a clause catches
    BINDING_OBJECT     // any Python object
} BindingSource;

typedef struct Binding {
    Symbol *symbol;
    BindingSource source;
    Node **slot;     // NULL for BINDING_OBJECT
    uint32_t member; // of BINDING_MEMBER
    Place place;
} Binding;

typedef VECTOR(Binding) BindingVector;

// A .pxd file that has been read, and the scope that it declares into.
typedef struct DeclarationFile {
    ParsedFile *parsed;
    Scope *scope;
} DeclarationFile;

// What a statement of the source cimports.
typedef struct CimportedModule {
    ModuleSymbol *module;
    Span span;
} CimportedModule;

// A function whose body waits until all declarations of the module are known.
typedef struct PendingBody {
    FunctionSymbol *function;
    Node *node;
    Place place;
} PendingBody;

// How a function or variable of module level is declared.
typedef struct CDeclaration {
    const Node *base, *declarator;
} CDeclaration;

typedef struct NamedTuple {
    const char *name;
    const Type *type;
} NamedTuple;

// What declarations name that are spelled in C.
typedef struct NamedTypes {
    // structs, unions, enums, typedefs, cdef classes
    SymbolVector symbols;
    VECTOR(const Type *) complexes;
    VECTOR(NamedTuple) tuples;
    bool has_views;
} NamedTypes;

typedef struct Typer {
    Compilation *compilation;
    Arena *arena;
    Diagnostics *diagnostics;
    TypeTable *types;
    const CommonTypes *common;
    const TyperOptions *options;
    TypedModule *module;
    Scope *builtins;
    const ParsedFile *file;
    ModuleSymbol *cython; // the module `cython`
    // const Name * -> ModuleSymbol *: declarations read so far
    Map modules;
    // a .pxd file's resolved path -> ModuleSymbol *
    Map declared_files;
    VECTOR(CimportedModule) cimported; // by the source itself
    Map function_bindings;             // FunctionSymbol * -> BindingVector *
    Map headers;                       // ExternBlock * -> ExternHeader *
    // const Name * -> Node *: private names that stand outside of classes
    Map private_globals;
    // const Symbol * -> CDeclaration *: the first of a function or variable of the module
    Map c_declarations;
    SymbolVector visible_types; // of the module: `public` or `api`
    // what is named while declarations are spelled, or NULL
    NamedTypes *named;
    // const Type * of a function, or FunctionSymbol * -> FunctionSymbol *: what makes the Python
    // function of one; of methods that are taken from an object; and their nodes
    Map function_wrappers, method_wrappers;
    VECTOR(Node *) wrappers;
    // const Name * -> Symbol *: array lengths that a header knows, by their text in C
    Map header_lengths;
    VECTOR(PendingBody) pending;
    SymbolVector resolving;                    // typedefs being resolved
    VECTOR(DeclarationFile) declaration_files; // whose bodies are checked too
    DepthGuard depth;
    // > 0: types are only asked for, nothing is reported
    int quiet;
    // the expression being checked, if only its truth is asked for, only its items, or if it is set
    const Node *condition, *iterated, *assigned;
    // the same as the condition, if it is one and no value of a bint
    const Node *tested;
    bool in_declarations; // reading a .pxd
    bool in_compile_time; // in a value of DEF or IF
    // of the file at hand: where relative cimports start, and where it lies
    const char *package, *path;
    bool has_star_import; // any name may be defined
    // some class of a C header has properties that C code sets
    bool has_c_setters;
    Place place;
} Typer;

// Reports unless the typer only asks for types; NULL then.
#define report(typer, code, ...)                                                                   \
    ((typer)->quiet > 0 ? NULL : diag_report((typer)->diagnostics, (code), __VA_ARGS__))

// --- typer.c -------------------------------------------------------------------------------------
// Sets what the comments at the head of the file say.
void apply_header(Typer *typer, const ParsedFile *file, Directives *directives);

// --- frame_callers.c -----------------------------------------------------------------------------
void find_frame_callers(Typer *typer);

// --- type_text.c ---------------------------------------------------------------------------------
const char *type_make_text(Arena *arena, const Type *type);
// As cython.typeof() writes it.
const char *type_cython_text(Arena *arena, const Type *type);

// --- mangle.c ------------------------------------------------------------------------------------
// Replaces private names inside of classes; before anything is bound.
void mangle_private_names(Typer *typer, const NodeList *body);
// What a function or class that is defined here is bound to.
const Name *private_name(Typer *typer, const Name *name);
// What a member of that class is called, whose name stands in another class or in none.
const Name *private_name_in(Typer *typer, const ClassSymbol *owner, const Name *name);
// The name without what the class around has put before it: C's own names are not private.
const Name *written_name(Typer *typer, const Name *name);
// In the body of a cdef class, `name = classmethod(name)` after the method is a decorator of it.
void take_wrapped_methods(Typer *typer, NodeList *body);
// In Cython's language a variable of a function under the private name comes before the module's.
const Name *name_of_private_local(Typer *typer, const Name *name);
// What the module has under the written name is called, or NULL.
const Name *name_of_module(Typer *typer, const Name *name);

// --- scope.c -------------------------------------------------------------------------------------
Scope *scope_create(Typer *typer, ScopeKind kind, const Name *name, Scope *parent);
// Makes a symbol of `size` bytes (a Symbol or a struct that starts with one) without declaring it.
void *symbol_create(Typer *typer, size_t size, SymbolKind kind, const Name *name, Span span);
#define SYMBOL_NEW(typer, Type, kind, name, span)                                                  \
    ((Type *)symbol_create((typer), sizeof(Type), (kind), (name), (span)))
// Puts the symbol into the scope under its name; an earlier one of that name is replaced.
void scope_declare(Typer *typer, Scope *scope, Symbol *symbol);
// Puts it there under another name too (cimport ... as).
void scope_alias(Typer *typer, Scope *scope, const Name *name, Symbol *symbol);
// Returns the visible name that is most like this one, or NULL if none is.
const char *scope_suggest(const Typer *typer, const Scope *scope, const Name *name);
Symbol *scope_hidden_cell(Typer *typer, Scope *scope, const char *text);
Symbol *scope_declare_variable(Typer *typer, Scope *scope, const Name *name, Span span);
bool scope_is_class(const Scope *scope);
// Reports a declaration of a name that means something else already.
void report_earlier(Typer *typer, const Symbol *earlier, const Name *name, Span span);
// The items of an enum lie in its scope, and stand under their names in the one around it as well.
bool is_item_of_enum_in(const Symbol *symbol, const Scope *scope);
// What has been declared in the scope itself under the name, or NULL. C headers may repeat items of
// enums.
Symbol *find_earlier_symbol(const Scope *scope, const Name *name);

// --- builtin_names.c, cython_names.c -------------------------------------------------------------
Scope *create_builtin_scope(Typer *typer);
// Names of Python 2 that files with C declarations may use.
void declare_old_names(Typer *typer, Scope *builtins);
// The builtin type that a builtin's name stands for, or NULL.
const Type *builtin_type_of_name(const Typer *typer, const Name *name);

// What a name of the module `cython` that is no type means.
typedef enum CythonName {
#define CYTHON_NAME(NAME, text) CYTHON_##NAME,
#include "typer/bind/cython_name.def"
#undef CYTHON_NAME
    CYTHON_DIRECTIVE,
    CYTHON_NAME_COUNT
} CythonName;
ModuleSymbol *create_cython_module(Typer *typer);
// The symbol that `cython.name` or a name imported from cython stands for, or NULL.
Symbol *find_cython_symbol(Typer *typer, const Node *expression);
// A name of a submodule of cython, such as `cython.operator`.
Symbol *find_in_cython_part(Typer *typer, const Symbol *part, const Name *name);
bool is_cython_name(Typer *typer, const Node *expression, CythonName name);
Symbol *critical_section_symbol(Typer *typer);

// What a declarator says about its name.
typedef struct Declared {
    const Type *type;
    const Name *name; // NULL for a type without a name
    const char *c_name;
    DeclaratorName *name_node;
    // the whole of it; NULL: no declarator says the type
    const Node *declarator;
    // the outermost, if it declares a function
    DeclaratorFunction *function;
    Parameters *parameters;
    // the function is a def whose .pxd file, or a decorator, says that it is C's
    bool is_def;
} Declared;

// --- bind_*.c: declare all names -----------------------------------------------------------------
// Puts the statement before all that runs.
void insert_first(Typer *typer, NodeList *body, Node *statement);
// A name that means the symbol, wherever it stands.
Node *new_name_of(Typer *typer, Symbol *symbol, Span span);
void bind_module(Typer *typer, Scope *scope, NodeList *body);
void bind_pending_bodies(Typer *typer);
void bind_statements(Typer *typer, NodeList *body);
void bind_node(Node **slot, void *context);
// Binds what is in an annotation, if there is one.
void bind_annotation(Typer *typer, Node **slot, bool is_evaluated);
// Does Python evaluate the annotation of a variable here?
bool annotation_is_evaluated(const Typer *typer);
// `(name): annotation` in plain Python: the name is neither bound nor looked up.
bool annotates_only(const Typer *typer, const AnnotatedAssign *assign);
void bind_target(Typer *typer, Node **slot, BindingSource source, Node **value);
Symbol *bind_name(Typer *typer, const Name *name, Span span);
// The same for what gets an object there, as imports and classes; E0302 if C has declared it.
Symbol *bind_name_object(Typer *typer, const Name *name, Span span);
// The same for a name that is bound to what `value` is.
Symbol *bind_name_to(Typer *typer, const Name *name, Span span, BindingSource source, Node **value);
void bind_match(Typer *typer, Node **slot); // bind_match.c
// bind_parallel.c: turn a loop over prange(), or a `with parallel():`, into a node of its own;
// false: it is none.
bool take_parallel_loop(Typer *typer, Node **slot);
bool take_parallel_block(Typer *typer, Node **slot);
void bind_parallel_for(Typer *typer, Node **slot);
// A binding that is made already, for the variables of the function.
void record_binding_of(Typer *typer, const FunctionSymbol *function, Binding binding);
void add_binding(Typer *typer, Symbol *symbol, BindingSource source, Node **slot);
// Cython declarations
void predeclare_statements(Typer *typer, NodeList *body);
void bind_c_variable_declaration(Typer *typer, Node **slot);
// Is it a type without a name: `cdef int`?
bool names_type_alone(Typer *typer, const Node *base, const Name *name);
// Notes what a declaration at module level lets C code see of the symbol, which may be NULL.
void expose(Typer *typer, Symbol *symbol, CVisibility visibility, bool is_api);
// The same for a function or variable.
void expose_declaration(Typer *typer, Symbol *symbol, CDeclaration declaration,
                        CVisibility visibility, bool is_api);
// Notes that a declaration at this place speaks of another module, if it does.
void note_foreign(Typer *typer);
void declare_struct_field(Typer *typer, StructSymbol *owner, const Declared *declared);
void bind_c_struct_def(Typer *typer, Node **slot);
void bind_c_enum_def(Typer *typer, Node **slot);
void bind_extern_block(Typer *typer, Node **slot);
void bind_cdef_block(Typer *typer, Node **slot);
void bind_c_typedef(Typer *typer, Node **slot);
// Reports a type that the fused type has already.
// Adds the type that is written there.
void add_fused_item(Typer *typer, FusedItemVector *items, const Type *type, const Node *written);
void declare_fused_type(Typer *typer, const Name *name, Node *node, const FusedItemVector *items);
// bind_fused.c
// Makes a GenericDefinition of a FunctionDef or ClassDef with type parameters or of a TypeAlias,
// and binds it; false: it is none, or the Python that the module is for does not have them.
bool bind_generic(Typer *typer, Node **slot);
// Makes a FusedDefinition of a definition whose declaration names fused types; false: it does not.
bool bind_fused_function(Typer *typer, Node **slot);
// The variable that a fused def binds.
void bind_fused_variable(Typer *typer, FunctionSymbol *fused, Span span);
// The C function that a .pxd file promises under the name of a def, or NULL.
const FunctionSymbol *promised_function(const Typer *typer, const Name *name);
// Tests of types, in a version of a fused function: true if the expression is a literal now.
bool fold_type_test(Typer *typer, Node **slot);
void refuse_field_value(Typer *typer, const Declared *declared); // of a struct or cdef class
void predeclare_type(Typer *typer, Node *node);
// The symbol of a cdef class in pure mode that stands further down in the module, or NULL.
Symbol *predeclare_pure_class(Typer *typer, const Name *name);
void resolve_pending_type(Typer *typer, Symbol *symbol);
// bind_annotate.c: functions `__annotate__`, if annotations are deferred and there are any
void defer_function_annotations(Typer *typer, FunctionDef *node); // once its function is made
void defer_class_annotations(Typer *typer, ClassDef *node);       // in the scope of its body
void defer_module_annotations(Typer *typer, Module *node);
// bind_field.c: attributes of cdef classes that are written as Python's variables are
// `name: T`; false: the statement is another one.
bool bind_annotated_field(Typer *typer, Node **slot);
void declare_class_field(Typer *typer, const Name *name, const Type *type, CVisibility visibility,
                         Span span);
// `InitVar[T]` and its like, where a variable is declared.
typedef enum VariableModifier { MODIFIER_NONE, MODIFIER_CLASS, MODIFIER_INIT } VariableModifier;
VariableModifier modifier_of(Typer *typer, const Node *generic);
VariableModifier modifier_of_declaration(Typer *typer, const Node *base);
// "typing.Optional" of a CBaseTemplate `Optional[...]`, however it was imported; else another text.
const char *imported_generic(Typer *typer, const Node *base);
// Reports that None has no place in this type of C's (E0535).
void report_none_in_c(Typer *typer, Span span, const Type *type);
// dataclass.c, dataclass_methods.c
void start_dataclass(Typer *typer, ClassSymbol *symbol, const Node *decorator);
// Takes `name = value` for the default of a field and leaves what has to run; false: it is none.
bool take_field_default(Typer *typer, const Node *target, Node *value, Node **statement);
void note_init_variable(Typer *typer, Symbol *field, Span span);
// Adds what the class gets to its body.
void finish_dataclass(Typer *typer, ClassSymbol *symbol, NodeList *body);
// bind_ordering.c: adds the comparisons that follow from those that the class has
void complete_ordering(Typer *typer, ClassSymbol *symbol, Span decorator, NodeList *body);
// fragment.c: statements made from a text
typedef struct FragmentPart {
    const Node *node; // of which a copy stands there
    Symbol *symbol;   // or a name that means this
} FragmentPart;
typedef struct Fragment {
    Span span; // the place of all that is made
    VECTOR(char) text;
    VECTOR(FragmentPart) parts;
} Fragment;
// Adds to the text, as printf() writes.
void fragment_add(Typer *typer, Fragment *fragment, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// Return what stands in the text for a node, a symbol, or a str literal.
const char *fragment_node(Typer *typer, Fragment *fragment, const Node *node);
const char *fragment_symbol(Typer *typer, Fragment *fragment, Symbol *symbol);
const char *fragment_text(Typer *typer, Fragment *fragment, const char *text);
// Binds the statements where the typer stands, and adds them to the body.
void fragment_append(Typer *typer, Fragment *fragment, NodeList *body);
// Functions and classes
void bind_function_def(Typer *typer, Node **slot);
void bind_c_function_def(Typer *typer, Node **slot);
void bind_awaiting(Typer *typer);
void bind_lambda(Typer *typer, Node **slot);
void bind_comprehension(Typer *typer, Node **slot);
void bind_class_def(Typer *typer, Node **slot);
void bind_c_class_def(Typer *typer, Node **slot);
void define_declared_classes(Typer *typer, NodeList *body);
void order_classes(Typer *typer); // after all have been bound
void bind_c_class_members(Typer *typer, CClassDef *node);
void bind_property_def(Typer *typer, Node **slot);
// `x = cython.declare(T, value)` and `cython.declare(x=T, y=U)`: declare variables, and leave an
// ordinary assignment or nothing. False if the statement is neither.
bool bind_pure_declaration(Typer *typer, Node **slot);
void drop_empty_declaration(Typer *typer, Node **value); // of an annotated assignment
void bind_declared_value(Typer *typer, const Node *target, Node **value);
// Reports arguments of `cython.declare(T, value)` that it does not take.
void check_declare_arguments(Typer *typer, const Call *call);
bool bind_pure_declarations(Typer *typer, Node **slot);
// Declares a variable of this type in the scope at hand: a local, a field or a C global.
// Declares what a declarator says as a local, a field or a C global, by the scope at hand.
Symbol *declare_variable(Typer *typer, const Declared *declared, CVisibility visibility);
Symbol *declare_typed_variable(Typer *typer, const Name *name, const Type *type, Span span);
FunctionSymbol *create_function(Typer *typer, FunctionKind kind, const Name *name, Node *node);
// Gives a symbol the definition at `node`: its place, scope and directives.
void fill_function(Typer *typer, FunctionSymbol *function, FunctionKind kind, Node *node);
void choose_pickling(Typer *typer, ClassSymbol *symbol); // bind_pickle.c
// `__dict__` and `__weakref__`, which belong to the type.
bool is_special_field(const Symbol *field);
void finish_class_layout(Typer *typer, ClassSymbol *symbol);
// Binds a function that the typer itself has made, its body at once.
void bind_made_function(Typer *typer, FunctionSymbol *function, FunctionDef *node);
void declare_parameters(Typer *typer, FunctionSymbol *function, Parameters *parameters,
                        bool use_annotations);
// Does Python call a method of this name by a slot of the type?
bool is_special_method(const Name *name);
// A class method that no decorator calls so.
bool is_implicit_class_method(const Name *name);
// Reports default values that a special method would never use, and parameters that it and the
// parts of a property cannot have.
void check_special_parameters(Typer *typer, const FunctionSymbol *method, const FunctionDef *node);
// Reports a method of a cdef class that takes no object.
void check_self(Typer *typer, const Name *method, const Parameters *parameters, Span span);
// Reports that a name is declared otherwise in the .pxd file, and how.
void report_difference(Typer *typer, const Name *name, Span span, Span other,
                       const char *difference);
// Reports a C attribute or method that the .pxd file leaves out where it declares the class.
void check_member_is_declared(Typer *typer, const ClassSymbol *owner, const Name *name, Span span);
void declare_c_function(Typer *typer, const Declared *written, CFunctionDef *node, Span span);
// Applies @cython.locals, whose call it is; NULL: there is none.
void apply_locals(Typer *typer, FunctionSymbol *function, const Call *locals);
void set_signature(Typer *typer, FunctionSymbol *function, const Type *result,
                   ExceptionSpec exception);
const char *qualify_name(Typer *typer, const Name *name);
// Takes the decorators and directives of a definition that Cython gives a meaning out of the list.
typedef struct DecoratorEffects {
    bool is_cfunc, is_ccall, is_cclass, is_inline, is_nogil, with_gil;
    bool is_static, is_class_method, is_final, is_critical_section, is_totally_ordered;
    bool is_ufunc;
    ClassTraits traits;
    bool says_trashcan; // else it is inherited
    Span freelist_span, final_span, collection_span;
    const Node *dataclass; // the decorator, or NULL
    PropertyRole property_role;
    Span property_span;        // of its decorator
    const Name *property_name; // of `@name.setter` and its like
    const Type *returns;
    ExceptionSpec exception;
    bool has_exception;
    Span exception_span; // of @cython.exceptval(...)
    // and of others
    Span cfunc_span, ccall_span, gil_span, section_span, ordering_span, ufunc_span;
    Call *locals; // the keywords of @cython.locals(...)
} DecoratorEffects;
// bind_ufunc.c. Puts an object of numpy's in the place of the C function, or of its versions.
void make_ufunc(Typer *typer, Node **slot, FunctionSymbol *const *versions, uint32_t count,
                const Name *name);
// Is the C function one that becomes such an object? Reports @cython.ufunc where it has no meaning.
bool becomes_ufunc(Typer *typer, const DecoratorEffects *effects, const FunctionSymbol *function);
// Reports parameters and decorators of a method that C alone calls.
void check_slot_method(Typer *typer, const FunctionSymbol *method, const FunctionDef *node);
typedef enum DecoratedKind { DECORATED_FUNCTION, DECORATED_CLASS } DecoratedKind;
DecoratorEffects take_decorators(Typer *typer, NodeList *decorators, DecoratedKind kind);
// Reports an @cython.exceptval on a function that gives an object.
void check_exception_value(Typer *typer, const DecoratorEffects *effects, const Type *result);
// The same for those of Python's library that mean something on a cdef class.
void take_library_decorators(Typer *typer, NodeList *decorators, DecoratorEffects *effects);
void lock_first_argument(Typer *typer, const DecoratorEffects *effects,
                         const Parameters *parameters, NodeList *body);
// Reports those that were not taken, about `what`.
// Reports a property whose method has another name, or other decorators.
void check_property(Typer *typer, const DecoratorEffects *effects, const Name *method,
                    const NodeList *decorators);
void report_decorators(Typer *typer, DiagCode code, const NodeList *decorators, const char *what);
// Applies `cython.boundscheck(False)`; false if the expression is no directive.
bool apply_directive_call(Typer *typer, const Node *expression, Directives *directives);
// cfunc, ccall and cclass, which a `with` may say for all definitions in its block.
bool is_definition_decorator(Typer *typer, const Node *expression);
void decorate_definitions(Typer *typer, const NodeList *body, Node *decorator);
// cimport
void bind_cimport(Typer *typer, Node **slot);
void bind_cimport_from(Typer *typer, Node **slot);
// Bind what comes from the module `cython`; true if nothing is left to import when the program
// runs.
bool bind_cython_import(Typer *typer, Import *node);
bool bind_cython_import_from(Typer *typer, ImportFrom *node);
// The class that a name means already when it is imported from where it was cimported; NULL if it
// does not.
Symbol *find_cimported_class(Typer *typer, const ImportFrom *import, const Name *name,
                             const Name *bound);
void load_own_declarations(Typer *typer);
// The module under a name that is a variable of an import as well.
ModuleSymbol *module_with_variable(Typer *typer, const ModuleSymbol *module, Symbol *variable);
ModuleSymbol *load_view_module(Typer *typer); // cython.view
ModuleSymbol *load_module(Typer *typer, const Name *name, Span from);
Symbol *find_known_type(Typer *typer, const Name *name);
// suggest_cimport.c: adds to the message about an unknown name the cimport that knows it.
void suggest_cimport(Typer *typer, Diagnostic *message, const Name *name);
// numpy_api.c: adds a call of numpy's import_array() that is missing.
void add_import_of_api(Typer *typer, NodeList *body);
// find_declarations.c: paths of .pxd files, NULL if there is none. The module's own is not looked
// for where the Python finds modules: one that is installed there is another one's.
const char *find_declarations(Typer *typer, const Name *module);
const char *find_own_declarations(Typer *typer, const Name *module);
// E0304: nobody declares what is in the module.
void report_missing_declarations(Typer *typer, const Name *name, Span span);
// Is it a package, which may be without declarations?
bool is_package(Typer *typer, const Name *module);

// --- resolve_type.c, resolve_annotation.c, resolve_exception.c: syntax of types -> Type ----------
const Type *resolve_base_type(Typer *typer, Node *base);
// The same where the variable of a function may stand: `object[int]` is a BUFFER there.
const Type *resolve_variable_type(Typer *typer, Node *base);
// What Symbol.pointed is of a name that is declared so.
const Parameters *pointed_parameters(const Typer *typer, const Node *base, const Node *declarator);
Declared resolve_declarator(Typer *typer, const Type *base, Node *declarator);
const Type *resolve_c_type(Typer *typer, CType *node);
// written_name.c. The typedef that names the type, or NULL.
const Symbol *typedef_of_item(Typer *typer, const Node *written);
// What the source calls the type, where typedefs count; NULL: by the type's own text.
const char *written_type_name(Typer *typer, const Node *written, const Type *type);
// The same of a declaration; `declarator` may be NULL.
const char *declared_type_name(Typer *typer, const Node *base, const Node *declarator,
                               const Type *type);
// function_text.c. The type of a function, of pointers to one or of an array of these, as Cython
// writes it; NULL: another type is declared.
const char *function_type_text(Typer *typer, const Node *base, const Node *declarator);
const char *function_parameter_text(Typer *typer, const Parameter *parameter);
// resolve_buffer.c. The BUFFER of an object of that type of which the arguments in brackets tell.
const Type *resolve_buffer(Typer *typer, const Type *object, const NodeList *arguments, Span span);
// Gives the variable its type, and if that is a BUFFER a view of it.
void declare_view(Typer *typer, Symbol *variable, const Type *declared);
// Where no variable of a function is declared: reports a BUFFER, and gives the type of its object.
const Type *resolve_plain_type(Typer *typer, Node *base);
// `a[i, j]` of a variable with a buffer: an element of its view if the indices are C integers.
void check_buffer_element(Typer *typer, Subscript *node);
// Do all axes lie in memory, as far as the type says?
bool view_is_direct(const Type *view);
const Type *resolve_memoryview(Typer *typer, const Type *element, const NodeList *axes, Span span);
// The view of such elements whose axes are filled in already.
const Type *make_memoryview(Typer *typer, const Type *element, Type *view, Span span);
// The type of a parameter as declared; object if nothing says more. `not_none` may be NULL.
const Type *resolve_parameter_type(Typer *typer, Parameter *parameter, bool use_annotation,
                                   bool *not_none);
// Is its size known? Not that of `void`, of a struct without members, and of `int x[]`.
bool declares_complete(const Node *declarator, const Type *type);
void report_incomplete(Typer *typer, Span span, const char *what, const Type *type);    // E0507
void report_object_inside(Typer *typer, Span span, const char *what, const Type *type); // E0538
const Name *parameter_name(const Parameter *parameter);
const Name *declared_name(const Node *declarator);
bool parameter_is_type(Typer *typer, const Parameter *parameter);
// `is_pointed`: it is what a pointer points to.
ExceptionSpec default_exception(const Typer *typer, const Type *result, bool is_pointed);
// That of `except *`.
ExceptionSpec checked_exception(const Typer *typer, const Type *result, bool is_pointed);
ExceptionSpec resolve_exception(Typer *typer, const ExceptionClause *clause, const Type *result,
                                bool is_pointed);
// A container of that content, a C tuple if all of it is C's. What does not fit is ignored.
const Type *resolve_container(Typer *typer, const Type *container, const TypeList *content,
                              bool is_uniform, Span span);
// A type written as an expression: `cython.int`, `cython.double[:]`, `Vector`, `"list"`. NULL and
// no message if it is no type that Zilant knows.
const Type *resolve_type_expression(Typer *typer, const Node *expression);
// The same where a C type is wanted, as in cython.declare: text is C, so `"int"` is C's int.
const Type *resolve_written_type(Typer *typer, const Node *expression);
// The same for an annotation, where `float` is a C double and `Optional[T]` allows None.
const Type *resolve_annotation(Typer *typer, const Node *annotation, bool *allows_none);
const Type *type_of_symbol_as_type(Typer *typer, Symbol *symbol);
const Type *declared_type(const Typer *typer, const Type *type);
// The type that `name` of an imported module `typing` means, NULL: the symbol is no such module.
const Type *type_in_typing(const Typer *typer, const Symbol *module, const Name *name);
// What a name or a dotted one in an expression means; NULL if a part is not there.
Symbol *find_expression_symbol(Typer *typer, const Node *expression);
// The dotted name in Python's library of what an import alone binds: `dataclasses.field`; else "".
const char *imported_name(Typer *typer, const Node *expression);
// What a name means that may lead through cimported modules; NULL if a part is not there.
Symbol *find_dotted_symbol(Typer *typer, const Name *dotted);
bool annotations_are_types(const Typer *typer);

// --- spell_c.c: declarations as Cython spells them in C -----------------------------------------
// `entity` is what is declared: a name, `*name` for a pointer to such, or "" for the type alone.
const char *spell_c_variable(Typer *typer, const Node *base, const Node *declarator,
                             const char *entity);
const char *spell_c_function(Typer *typer, const Node *base, const Node *declarator,
                             const char *entity, const FunctionSymbol *function);
// Without a declaration: typedefs are what they stand for. NULL for C tuples.
const char *spell_c_type(Typer *typer, const Type *type, const char *entity);
// What Cython calls it where a module has a name of its own: prefix, module and name.
const char *mangle_c_name(Typer *typer, const char *prefix, const Symbol *symbol);
// The name of a struct, union, enum or typedef; a cdef class's object struct, with the keyword.
const char *spell_c_type_name(Typer *typer, const Symbol *symbol);
const char *spell_c_object_struct(Typer *typer, const ClassSymbol *symbol);

// --- header.c: what C code sees ------------------------------------------------------------------
// Reports what C code could not use.
void check_exposed(Typer *typer);
// Makes the texts of the module's headers.
void make_c_headers(Typer *typer);

// --- constant.c: values known when compiling -----------------------------------------------------
typedef enum ConstantKind {
    CONSTANT_NONE,
    CONSTANT_INTEGER,
    CONSTANT_REAL,
    CONSTANT_TEXT,
    CONSTANT_OTHER
} ConstantKind;
// Wide enough for what any C integer of 64 bits holds, and for what is computed on the way to it.
typedef __int128 WideInteger;
typedef struct ConstantValue {
    ConstantKind kind;
    WideInteger integer;
    bool is_truth; // of CONSTANT_INTEGER: False or True
    double real;
    Text text;
    StringKind text_kind;
    Node *node; // of CONSTANT_OTHER
} ConstantValue;
// Returns CONSTANT_NONE for what is not known or does not fit 128 bits.
ConstantValue evaluate_constant(Typer *typer, const Node *expression);
// False: it is none, or does not fit 64 bits.
bool constant_integer(Typer *typer, const Node *expression, int64_t *value);
// Does a C integer of 64 bits hold it, signed or not?
bool constant_fits_c(const ConstantValue *value);
ConstantValue constant_of_integer(WideInteger value);
ConstantValue constant_of_truth(bool truth);
ConstantValue constant_of_real(double value);
bool constant_is_number(const ConstantValue *value);
// Of numbers; CONSTANT_NONE for others.
ConstantValue combine_constants(BinaryOperator operator, const ConstantValue * left,
                                const ConstantValue *right);
int compare_constants(const ConstantValue *left, const ConstantValue *right, bool *comparable);
// compile_time.c: known where a value of DEF or IF is asked for.
ConstantValue evaluate_builtin_call(Typer *typer, const Call *node);
ConstantValue evaluate_subscript(Typer *typer, const Subscript *node);
bool constant_truth(const ConstantValue *value);
// header_constant.c: an expression of what a C header alone knows, with its names resolved, or
// NULL.
Node *header_constant(Typer *typer, const Node *expression);
Node *successor_of_constant(Typer *typer, Symbol *item); // one more than the item
// The length of an array that is such an expression: a constant whose name in C is the expression.
// NULL if it is none.
const Symbol *header_length(Typer *typer, const Node *expression);
// What it stands for, for one of its uses.
Node *copy_constant(Typer *typer, const Symbol *symbol);
void bind_compile_time_def(Typer *typer, Node **slot);
void define_compile_time_values(Typer *typer); // those of the options
void select_compile_time_branch(Typer *typer, CompileTimeIf *node);
Node *node_of_constant(Typer *typer, const ConstantValue *value, Span span);
// Literals. The text is not copied.
Node *node_of_truth(Typer *typer, bool truth, Span span);
Node *node_of_text(Typer *typer, const char *text, Span span); // a str
Node *node_of_integer(Typer *typer, WideInteger value, Span span);

// --- resolve_names.c, infer.c --------------------------------------------------------------------
void resolve_names(Typer *typer, NodeList *body);
// May a star import of the plain Python module have put something in a builtin's place? What looks
// at frames keeps its meaning.
bool may_be_shadowed(const Typer *typer, const Symbol *symbol);
// consume.c: a generator expression among the arguments of a call that nobody else sees.
void consume_items(Typer *typer, Call *call);
// frame_callers.c: is it the name of something that looks at frames?
bool is_frame_reader(const char *name);
// The function `__annotate__` of a definition or module, NULL: there is none.
void resolve_annotate(Typer *typer, Node *node);
void infer_locals(Typer *typer, FunctionSymbol *function);

// --- check_*.c: types of expressions, what fits where --------------------------------------------
#define CHECK_EXPRESSION(name) const Type *check_##name(Typer *typer, Node **slot);
#define CHECK_STATEMENT(name) void check_##name(Typer *typer, Node **slot);
#define CHECK_MODULE(name)
#define CHECK_PATTERN(name)
#define CHECK_DECLARATION(name)
#define CHECK_PART(name)
#define NODE(Type, name, FAMILY, LANGUAGE, OPENS, GIL, fields) CHECK_##FAMILY(name)
#include "frontend/node.def"
#undef NODE
#undef CHECK_EXPRESSION
#undef CHECK_STATEMENT
#undef CHECK_MODULE
#undef CHECK_PATTERN
#undef CHECK_DECLARATION
#undef CHECK_PART

void check_statements(Typer *typer, NodeList *body);
void check_function_body(Typer *typer, FunctionSymbol *function);
// Of an inline function in a .pxd file: its defaults and its body.
void check_declared_function(Typer *typer, FunctionSymbol *function);
// Gives the expression its type; may put another node into the slot.
const Type *check_value(Typer *typer, Node **slot);
// `2 arguments`, `1 to 2 arguments`, `at least 1 argument`: for messages
const char *argument_count_text(Typer *typer, uint32_t min, uint32_t max, bool is_variadic);
// Is it the getter of a property of a C header's class, which C code calls as it stands?
bool function_is_c_property(const Symbol *symbol);
// The name under which the class has the function that sets the property.
const Name *c_setter_name(Typer *typer, const Name *property);
Symbol *class_find_member(const ClassSymbol *symbol, const Name *name);
void check_nogil(Typer *typer);
// flow/: variables without a value, code that is never reached, and what nobody reads.
void check_flow(Typer *typer);

// --- content.c: what is in containers of declared contents ---------------------------------------
// check_subscript.c: the elements of an index; one that is no tuple is put into `single`.
NodeList *index_elements(Node **index, NodeList *single);

// --- conversion.c --------------------------------------------------------------------------------
// Compares without regard to const of the value itself, which a copy does not have.
bool same_value_type(const Type *from, const Type *to);
// The same, and a typedef of a header is what it is declared as: pointers to both are alike.
bool same_declared_type(const Type *from, const Type *to);
// Does a function that gives such exceptions fit where those are asked for?
bool exception_fits(const ExceptionSpec *given, const ExceptionSpec *asked);
// Is no object of the one type, None aside, one of the other?
bool builtin_types_are_apart(const Type *from, const Type *to);
// Can a value of the type be an object of Python's?
bool becomes_object(const Typer *typer, const Type *type);

// --- function_object.c ---------------------------------------------------------------------------
// Makes the Python functions of the module's `cpdef` functions of C headers.
void wrap_header_functions(Typer *typer);
void check_function_wrappers(Typer *typer); // when all else has been checked

// --- check_temporary.c ---------------------------------------------------------------------------
// Report a list of C values that a pointer is set to, or that a function gives a pointer to.
void check_items_of_target(Typer *typer, const Node *target, const Node *value);
void check_items_of_result(Typer *typer, const Node *value, const Type *result);

#endif
