// Where the .pxd file of a module is.
//
// Takes a module's dotted name and the file that asks for it. The order is Cython's: the folder
// that holds the outermost package of that file, the user's folders, those on which the Python
// finds modules, and what is bundled. In all of them `a.b.pxd` goes before `a/b.pxd` and
// `a/b/__init__.pxd`, and packages that have an __init__ file before those that have none.

#include "support/file.h"
#include "typer/internal.h"
#include <string.h>

// Declarations for a version of Cython and later ones, as `m.cython-30.pxd`: the newest up to the
// version whose language this is go before all others.
enum { OLDEST_VERSION = 20, OWN_VERSION = 33 };

static const char *find_versioned_file(Arena *arena, const char *base) {
    if (!file_is_directory(path_directory(arena, base)))
        return NULL;
    const char *file;
    for (int version = OWN_VERSION; version >= OLDEST_VERSION; version--) {
        file = arena_format(arena, "%s.cython-%d.pxd", base, version);
        if (file_exists(file))
            return file;
    }
    file = arena_format(arena, "%s.pxd", base);
    return file_exists(file) ? file : NULL;
}

// --- Where to look -------------------------------------------------------------------------------
// The folder that holds the outermost package of a file.
static const char *root_of_file(Arena *arena, const char *path) {
    const char *directory = path_directory(arena, path);
    const char *resolved = path_resolve(arena, directory);
    if (resolved != NULL && file_is_package(arena, directory))
        directory = resolved;
    while (strcmp(directory, "/") != 0 && file_is_package(arena, directory))
        directory = path_directory(arena, directory);
    return directory;
}

// The same for the source, where its packages have no __init__ file but it is said what they are.
static const char *root_of_module(Typer *typer) {
    const char *directory = path_directory(typer->arena, typer->file->source->path);
    const char *name = typer->options->module_name;
    for (; name != NULL && strchr(name, '.') != NULL; name = strchr(name, '.') + 1)
        directory = path_join(typer->arena, directory, "..");
    return directory;
}

typedef VECTOR(const char *) PathVector;

static void add_directories(Arena *arena, PathVector *list, const char **directories) {
    for (; directories != NULL && *directories != NULL; directories++)
        vector_push(arena, list, *directories);
}

static PathVector directories_to_search(Typer *typer, bool is_own) {
    Arena *arena = typer->arena;
    PathVector list = {0};
    vector_push(arena, &list, root_of_file(arena, typer->path));
    vector_push(arena, &list, root_of_module(typer));
    add_directories(arena, &list, typer->options->declaration_directories);
    if (!is_own)
        add_directories(arena, &list, typer->options->search_path);
    if (typer->options->declarations != NULL)
        vector_push(arena, &list, typer->options->declarations);
    return list;
}

// --- Looking -------------------------------------------------------------------------------------
// Is one of the folders on the way from the directory to the module a package?
static bool is_in_package(Arena *arena, const char *directory, const char *relative) {
    const char *slash = strchr(relative, '/');
    for (; slash != NULL; slash = strchr(slash + 1, '/')) {
        const char *part = arena_copy_bytes(arena, relative, (size_t)(slash - relative));
        if (file_is_package(arena, path_join(arena, directory, part)))
            return true;
    }
    return false;
}

static const char *find_in_directory(Arena *arena, const char *directory, const char *relative) {
    const char *base = path_join(arena, directory, relative);
    const char *file = find_versioned_file(arena, base);
    return file != NULL ? file : find_versioned_file(arena, path_join(arena, base, "__init__"));
}

static const char *find_by_dotted_name(Arena *arena, const PathVector *directories,
                                       const Name *module, uint32_t *which) {
    const char *name = arena_format(arena, "%s.pxd", module->text);
    for (*which = 0; *which < directories->count; (*which)++) {
        const char *file = path_join(arena, directories->items[*which], name);
        if (file_exists(file))
            return file;
    }
    return NULL;
}

static const char *find_in_packages(Arena *arena, const PathVector *directories,
                                    const char *relative, bool with_init, uint32_t *which) {
    for (*which = 0; *which < directories->count; (*which)++) {
        const char *directory = directories->items[*which];
        if (is_in_package(arena, directory, relative) != with_init)
            continue;
        const char *file = find_in_directory(arena, directory, relative);
        if (file != NULL)
            return file;
    }
    return NULL;
}

static const char *relative_path(Arena *arena, const Name *module) {
    char *relative = arena_copy_string(arena, module->text);
    for (char *dot = strchr(relative, '.'); dot != NULL; dot = strchr(dot, '.'))
        *dot = '/';
    return relative;
}

// Packages keep the C headers that their .pxd files name in folders of these names.
static void note_headers_in(Typer *typer, const char *directory, const Name *module) {
    static const char *const places[] = {"include", "core/include", "_core/include"};
    Arena *arena = typer->arena;
    const char *top = arena_copy_bytes(arena, module->text, strcspn(module->text, "."));
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *folder = path_join(arena, path_join(arena, directory, top), places[i]);
        bool is_known = !file_is_directory(folder);
        for (uint32_t j = 0; j < typer->module->header_directories.count; j++)
            is_known |= strcmp(typer->module->header_directories.items[j], folder) == 0;
        if (!is_known)
            vector_push(arena, &typer->module->header_directories, folder);
    }
}

// Bundled declarations may be of headers that an installed package has: `numpy.math`.
static void note_headers(Typer *typer, const char *directory, const Name *module) {
    if (directory != typer->options->declarations) {
        note_headers_in(typer, directory, module);
        return;
    }
    PathVector directories = {0};
    add_directories(typer->arena, &directories, typer->options->search_path);
    for (uint32_t i = 0; i < directories.count; i++)
        note_headers_in(typer, directories.items[i], module);
}

static const char *find(Typer *typer, const Name *module, bool is_own) {
    Arena *arena = typer->arena;
    PathVector directories = directories_to_search(typer, is_own);
    const char *relative = relative_path(arena, module);
    uint32_t which;
    const char *file = find_by_dotted_name(arena, &directories, module, &which);
    if (file == NULL)
        file = find_in_packages(arena, &directories, relative, true, &which);
    if (file == NULL)
        file = find_in_packages(arena, &directories, relative, false, &which);
    if (file != NULL && !is_own)
        note_headers(typer, directories.items[which], module);
    return file;
}

const char *find_declarations(Typer *typer, const Name *module) {
    return find(typer, module, false);
}

const char *find_own_declarations(Typer *typer, const Name *module) {
    return find(typer, module, true);
}

// A package without declarations of its own can be cimported for the modules in it.
bool is_package(Typer *typer, const Name *module) {
    PathVector directories = directories_to_search(typer, false);
    const char *relative = relative_path(typer->arena, module);
    for (uint32_t i = 0; i < directories.count; i++) {
        const char *directory = path_join(typer->arena, directories.items[i], relative);
        if (file_is_package(typer->arena, directory))
            return true;
    }
    return false;
}
