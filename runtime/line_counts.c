// How often the lines of a module run, of a module that was built with `--instrument=FILE`: counted
// by the code itself, and added to FILE when the interpreter ends.
//
// The file is text that driver/profile.c reads: a line `module NAME HASH` for each run of a module,
// where the hash is that of its source; then a line `LINE COUNT` for each line that ran. The parts
// of a line are counted each, so that a loop in one line is as often there as its rounds.
#include "runtime/internal.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct zi_line_counts {
    const char *module;
    uint64_t source_hash;
    uint32_t line_count;
    uint64_t counts[]; // by line; that of line 0 is not used
};

static void write_counts(const struct zi_line_counts *counts, FILE *file) {
    fprintf(file, "module %s %016" PRIx64 "\n", counts->module, counts->source_hash);
    for (uint32_t line = 1; line <= counts->line_count; line++) {
        if (counts->counts[line] > 0) {
            fprintf(file, "%" PRIu32 " %" PRIu64 "\n", line, counts->counts[line]);
        }
    }
}

// Processes that end at the same time do not write into each other's lines: all that is to be added
// is written at once. False with errno set.
static bool append_to(const char *path, const struct zi_line_counts *counts) {
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (!memory) {
        return false;
    }
    write_counts(counts, memory);
    FILE *file = fclose(memory) == 0 ? fopen(path, "ae") : NULL;
    bool good =
        file && setvbuf(file, NULL, _IONBF, 0) == 0 && fwrite(text, 1, length, file) == length;
    good &= file && fclose(file) == 0;
    free(text);
    return good;
}

// Called at exit with the file.
static PyObject *append_counts(PyObject *capsule, PyObject *path) {
    PyObject *name = PyUnicode_EncodeFSDefault(path);
    struct zi_line_counts *counts = PyCapsule_GetPointer(capsule, NULL);
    if (!name || !counts || append_to(PyBytes_AS_STRING(name), counts)) {
        Py_XDECREF(name);
        return name && counts ? zi_new_reference(Py_None) : NULL;
    }
    Py_DECREF(name);
    return PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, path);
}

static PyMethodDef append_method = {"append_line_counts", append_counts, METH_O, NULL};

static int call_at_exit(PyObject *capsule, PyObject *path) {
    PyObject *function = PyCFunction_New(&append_method, capsule);
    PyObject *module = function ? PyImport_ImportModule("atexit") : NULL;
    PyObject *done = module ? PyObject_CallMethod(module, "register", "OO", function, path) : NULL;
    Py_XDECREF(function);
    Py_XDECREF(module);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

// Each import of the module counts by itself, and for good: code of the module may run as long as
// the process. 0, or -1 with an exception.
int zi_count_lines(zi_state *state, PyObject *path, int64_t source_hash, int64_t line_count) {
    struct zi_line_counts *counts =
        calloc(1, sizeof *counts + ((size_t)line_count + 1) * sizeof *counts->counts);
    if (!counts) {
        PyErr_NoMemory();
        return -1;
    }
    counts->module = state->info->name;
    counts->source_hash = (uint64_t)source_hash;
    counts->line_count = (uint32_t)line_count;
    state->line_counts = counts;
    PyObject *capsule = PyCapsule_New(counts, NULL, NULL);
    int result = capsule ? call_at_exit(capsule, path) : -1;
    Py_XDECREF(capsule);
    return result;
}

// Threads may miss a count of one another.
void zi_count_line(zi_state *state, int64_t line) {
    if (state->line_counts) {
        state->line_counts->counts[line]++;
    }
}
