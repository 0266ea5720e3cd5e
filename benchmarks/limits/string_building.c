/* benchmarks/programs/string_building.py by hand: rows and a builder whose attributes are in a
 * dictionary, lists of texts that are joined, dictionaries by characters and codes. A text that
 * grows by `+=` is a buffer of C until something else gets it; formatted numbers come from the C
 * library. All of the program's texts are ASCII. */
#include "limits.h"

enum { ROW_NUMBER, NAME, PRICE, TAGS };
enum { PARTS, DEPTH };
static const char *const row_names[] = {"number", "name", "price", "tags", NULL};
static const char *const builder_names[] = {"parts", "depth", NULL};
static Class row_class, builder_class;

static const char *const codes[] = {".-",   "-...", "-.-.", "-..",  ".",    "..-.", "--.",
                                    "....", "..",   ".---", "-.-",  ".-..", "--",   "-.",
                                    "---",  ".--.", "--.-", ".-.",  "...",  "-",    "..-",
                                    "...-", ".--",  "-..-", "-.--", "--.."};
// From letters to codes, and back.
static PyObject *morse, *letters;
static PyObject *empty, *space, *line_end, *indentation, *price_template, *sentence;
static PyObject *id_name, *name_name, *price_name, *border_name, *width_name, *full_width;
static PyObject *lower_name;

// --- Buffers -------------------------------------------------------------------------------------
/* A text that grows. */
typedef struct {
    char *data;
    size_t size, capacity;
} Buffer;

static bool put(Buffer *buffer, const char *text, size_t size) {
    if (buffer->size + size > buffer->capacity) {
        size_t capacity = (buffer->size + size) * 2;
        char *data = PyMem_Realloc(buffer->data, capacity);
        if (!data) {
            PyErr_NoMemory();
            return false;
        }
        buffer->data = data;
        buffer->capacity = capacity;
    }
    memcpy(buffer->data + buffer->size, text, size);
    buffer->size += size;
    return true;
}

static const char *characters_of(PyObject *text) {
    return (const char *)PyUnicode_1BYTE_DATA(text);
}

static bool put_text(Buffer *buffer, PyObject *text) {
    return put(buffer, characters_of(text), (size_t)PyUnicode_GET_LENGTH(text));
}

static PyObject *to_text(const Buffer *buffer) {
    return PyUnicode_FromStringAndSize(buffer->data, (Py_ssize_t)buffer->size);
}

/* Return the text of a buffer if it is done, and free the buffer. */
static PyObject *end_buffer(Buffer *buffer, bool done) {
    PyObject *text = done ? to_text(buffer) : NULL;
    PyMem_Free(buffer->data);
    return text;
}

// --- Translations by character -------------------------------------------------------------------
/* Replace what means something in markup. */
static PyObject *escape(PyObject *text) {
    Buffer result = {0};
    bool done = true;
    for (Py_ssize_t i = 0; done && i < PyUnicode_GET_LENGTH(text); i++) {
        const char *character = characters_of(text) + i;
        if (*character == '<') {
            done = put(&result, "&lt;", 4);
        } else if (*character == '>') {
            done = put(&result, "&gt;", 4);
        } else if (*character == '&') {
            done = put(&result, "&amp;", 5);
        } else {
            done = put(&result, character, 1);
        }
    }
    return end_buffer(&result, done);
}

/* Return what a dictionary has for a key, whose reference is taken, as a borrowed reference. */
static PyObject *look_up(PyObject *dictionary, PyObject *key) {
    PyObject *value = key ? PyDict_GetItemWithError(dictionary, key) : NULL;
    if (key && !value && !PyErr_Occurred()) {
        PyErr_SetObject(PyExc_KeyError, key);
    }
    Py_XDECREF(key);
    return value;
}

static PyObject *to_morse(PyObject *text) {
    PyObject *lower = PyObject_CallMethodNoArgs(text, lower_name);
    Buffer result = {0};
    bool done = lower;
    for (Py_ssize_t i = 0; done && i < PyUnicode_GET_LENGTH(lower); i++) {
        PyObject *code = look_up(morse, PyUnicode_FromOrdinal(characters_of(lower)[i]));
        done = code && (!result.size || put(&result, " ", 1)) && put_text(&result, code);
    }
    Py_XDECREF(lower);
    return end_buffer(&result, done);
}

static PyObject *from_morse(PyObject *text) {
    PyObject *ended = PyUnicode_Concat(text, space);
    Buffer result = {0}, code = {0};
    bool done = ended;
    for (Py_ssize_t i = 0; done && i < PyUnicode_GET_LENGTH(ended); i++) {
        const char *character = characters_of(ended) + i;
        if (*character != ' ') {
            done = put(&code, character, 1);
            continue;
        }
        PyObject *letter = look_up(letters, to_text(&code));
        done = letter && put_text(&result, letter);
        code.size = 0;
    }
    Py_XDECREF(ended);
    PyMem_Free(code.data);
    return end_buffer(&result, done);
}

static PyObject *caesar(PyObject *text, int shift) {
    PyObject *parts = PyList_New(0), *result = NULL;
    bool done = parts;
    for (Py_ssize_t i = 0; done && i < PyUnicode_GET_LENGTH(text); i++) {
        char character = characters_of(text)[i];
        bool is_letter = character >= 'a' && character <= 'z';
        int shifted = is_letter ? (character - 'a' + shift) % 26 + 'a' : character;
        done = append(parts, PyUnicode_FromOrdinal(shifted));
    }
    if (done) {
        result = PyUnicode_Join(empty, parts);
    }
    Py_XDECREF(parts);
    return result;
}

/* Assert that a text, whose reference is taken, is the sentence. */
static bool is_sentence(PyObject *text) {
    int same = text ? PyUnicode_Compare(text, sentence) == 0 : -1;
    if (same == 0) {
        PyErr_SetNone(PyExc_AssertionError);
    }
    Py_XDECREF(text);
    return same > 0;
}

/* Translate the sentence by each code and back. */
static bool translate(void) {
    PyObject *coded = to_morse(sentence);
    bool done = coded && is_sentence(from_morse(coded));
    PyObject *shifted = done ? caesar(sentence, 7) : NULL;
    done = shifted && is_sentence(caesar(shifted, 19));
    Py_XDECREF(shifted);
    Py_XDECREF(coded);
    return done;
}

// --- The table -----------------------------------------------------------------------------------
/* Return `"name " + str(number)`. */
static PyObject *name_of(long number) {
    PyObject *text = PyUnicode_FromFormat("%ld", number), *name = NULL;
    if (text) {
        name = PyUnicode_FromFormat("name %U", text);
        Py_DECREF(text);
    }
    return name;
}

static PyObject *tags_of(long number) {
    PyObject *tags = PyList_New(0);
    if (tags && append(tags, PyUnicode_FromFormat("tag%ld", number % 5)) &&
        append(tags, PyUnicode_FromFormat("tag%ld", number % 3))) {
        return tags;
    }
    Py_XDECREF(tags);
    return NULL;
}

static PyObject *make_row(long number) {
    PyObject *self = make_instance(&row_class);
    if (self && set_long(&row_class, self, ROW_NUMBER, number) &&
        set(&row_class, self, NAME, name_of(number)) &&
        set(&row_class, self, PRICE, PyFloat_FromDouble((double)number * 1.25)) &&
        set(&row_class, self, TAGS, tags_of(number))) {
        return self;
    }
    Py_XDECREF(self);
    return NULL;
}

/* Append a text, whose reference is taken, behind as many indentations as the builder is deep. */
static bool add_line(PyObject *builder, PyObject *text) {
    PyObject *parts = get(&builder_class, builder, PARTS);
    long depth = get_long(&builder_class, builder, DEPTH);
    PyObject *indented = depth < 0 ? NULL : PySequence_Repeat(indentation, depth);
    PyObject *line = indented && text ? PyUnicode_Concat(indented, text) : NULL;
    bool done = parts && append(parts, line);
    if (!parts) {
        Py_XDECREF(line);
    }
    Py_XDECREF(indented);
    Py_XDECREF(parts);
    Py_XDECREF(text);
    return done;
}

static bool move_depth(PyObject *builder, long count) {
    long depth = get_long(&builder_class, builder, DEPTH);
    return depth >= 0 && set_long(&builder_class, builder, DEPTH, depth + count);
}

/* Open an element with attributes, a dictionary whose reference is taken. */
static bool open_element(PyObject *builder, const char *name, PyObject *attributes) {
    Buffer text = {0};
    PyObject *key, *value;
    Py_ssize_t place = 0;
    bool done = attributes && put(&text, "<", 1) && put(&text, name, strlen(name));
    while (done && PyDict_Next(attributes, &place, &key, &value)) {
        PyObject *shown = PyUnicode_FromFormat(" %U=\"%S\"", key, value);
        done = shown && put_text(&text, shown);
        Py_XDECREF(shown);
    }
    Py_XDECREF(attributes);
    done = done && put(&text, ">", 1);
    PyObject *line = end_buffer(&text, done);
    return line && add_line(builder, line) && move_depth(builder, 1);
}

static bool close_element(PyObject *builder, const char *name) {
    return move_depth(builder, -1) && add_line(builder, PyUnicode_FromFormat("</%s>", name));
}

/* Return the line with the name, the price and the number of a row. */
static PyObject *describe(PyObject *row) {
    char price_text[32], number_text[32];
    PyObject *name = get(&row_class, row, NAME), *price = get(&row_class, row, PRICE);
    long number = get_long(&row_class, row, ROW_NUMBER);
    PyObject *line = NULL;
    if (name && price && number >= 0) {
        PyOS_snprintf(price_text, sizeof(price_text), "%8.2f", PyFloat_AS_DOUBLE(price));
        PyOS_snprintf(number_text, sizeof(number_text), "%6ld", number);
        line = PyUnicode_FromFormat("<td>%U</td><td>%s</td><td>%s</td>", name, price_text,
                                    number_text);
    }
    Py_XDECREF(price);
    Py_XDECREF(name);
    return line;
}

static bool add_tag(PyObject *builder, PyObject *tag) {
    PyObject *escaped = escape(tag);
    bool done = escaped && add_line(builder, PyUnicode_FromFormat("<td>%U</td>", escaped));
    Py_XDECREF(escaped);
    return done;
}

static bool add_row(PyObject *builder, PyObject *row) {
    PyObject *tags = get(&row_class, row, TAGS), *number = get(&row_class, row, ROW_NUMBER);
    bool done = tags && number &&
                open_element(builder, "tr", Py_BuildValue("{O:O}", id_name, number)) &&
                add_line(builder, describe(row));
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(tags); i++) {
        done = add_tag(builder, PyList_GET_ITEM(tags, i));
    }
    Py_XDECREF(number);
    Py_XDECREF(tags);
    return done && close_element(builder, "tr");
}

static PyObject *to_table(PyObject *rows) {
    PyObject *builder = make_instance(&builder_class), *parts = NULL, *text = NULL;
    bool done = builder && set(&builder_class, builder, PARTS, PyList_New(0)) &&
                set_long(&builder_class, builder, DEPTH, 0) &&
                open_element(builder, "table",
                             Py_BuildValue("{O:i,O:O}", border_name, 1, width_name, full_width));
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(rows); i++) {
        done = add_row(builder, PyList_GET_ITEM(rows, i));
    }
    if (done && close_element(builder, "table")) {
        parts = get(&builder_class, builder, PARTS);
    }
    if (parts) {
        text = PyUnicode_Join(line_end, parts);
    }
    Py_XDECREF(parts);
    Py_XDECREF(builder);
    return text;
}

// --- Templates and lines -------------------------------------------------------------------------
/* Append the value whose name is between two places of a template, as text. */
static bool add_value(PyObject *result, PyObject *template, PyObject *values, Py_ssize_t start,
                      Py_ssize_t end) {
    PyObject *value = look_up(values, PyUnicode_Substring(template, start, end));
    return value && append(result, PyObject_Str(value));
}

/* Replace {name} by values, whose reference is taken. */
static PyObject *fill_template(PyObject *template, PyObject *values) {
    Py_ssize_t place = 0, start, length = PyUnicode_GET_LENGTH(template);
    PyObject *result = PyList_New(0), *text = NULL;
    bool done = result && values;
    while (done && (start = PyUnicode_FindChar(template, '{', place, length, 1)) >= 0) {
        Py_ssize_t end = PyUnicode_FindChar(template, '}', start, length, 1);
        done = append(result, PyUnicode_Substring(template, place, start)) &&
               add_value(result, template, values, start + 1, end);
        place = end + 1;
    }
    if (done && append(result, PyUnicode_Substring(template, place, length))) {
        text = PyUnicode_Join(empty, result);
    }
    Py_XDECREF(result);
    Py_XDECREF(values);
    return text;
}

/* Return the dictionary of what a template shows of a row. */
static PyObject *values_of(PyObject *row) {
    return Py_BuildValue("{O:N,O:N,O:N}", id_name, get(&row_class, row, ROW_NUMBER), name_name,
                         get(&row_class, row, NAME), price_name, get(&row_class, row, PRICE));
}

/* Return the words of the filled templates of all rows. */
static PyObject *fill_rows(PyObject *rows) {
    PyObject *filled = PyList_New(0), *joined = NULL, *words = NULL;
    bool done = filled;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(rows); i++) {
        PyObject *values = values_of(PyList_GET_ITEM(rows, i));
        done = append(filled, fill_template(price_template, values));
    }
    if (done) {
        joined = PyUnicode_Join(space, filled);
    }
    if (joined) {
        words = PyUnicode_Split(joined, NULL, -1);
    }
    Py_XDECREF(joined);
    Py_XDECREF(filled);
    return words;
}

/* Fill lines with words. */
static PyObject *wrap(PyObject *words, size_t width) {
    PyObject *lines = PyList_New(0), *text = NULL;
    Buffer line = {0};
    bool done = lines;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(words); i++) {
        PyObject *word = PyList_GET_ITEM(words, i);
        if (line.size && line.size + 1 + (size_t)PyUnicode_GET_LENGTH(word) > width) {
            done = append(lines, to_text(&line));
            line.size = 0;
        } else if (line.size) {
            done = put(&line, " ", 1);
        }
        done = done && put_text(&line, word);
    }
    if (done && append(lines, to_text(&line))) {
        text = PyUnicode_Join(line_end, lines);
    }
    PyMem_Free(line.data);
    Py_XDECREF(lines);
    return text;
}

// --- Answers -------------------------------------------------------------------------------------
static PyObject *escape_lines(PyObject *text) {
    PyObject *lines = PyUnicode_Split(text, line_end, -1), *escaped = PyList_New(0), *joined = NULL;
    bool done = lines && escaped;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(lines); i++) {
        done = append(escaped, escape(PyList_GET_ITEM(lines, i)));
    }
    if (done) {
        joined = PyUnicode_Join(empty, escaped);
    }
    Py_XDECREF(escaped);
    Py_XDECREF(lines);
    return joined;
}

/* Return the escaped beginning of a table and its escaped lines as one text. */
static PyObject *escape_table(PyObject *table) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(table);
    PyObject *start = PyUnicode_Substring(table, 0, length < 20000 ? length : 20000);
    PyObject *whole = start ? escape(start) : NULL;
    PyObject *lines = whole ? escape_lines(table) : NULL;
    PyObject *both = lines ? PyUnicode_Concat(whole, lines) : NULL;
    Py_XDECREF(lines);
    Py_XDECREF(whole);
    Py_XDECREF(start);
    return both;
}

static long checksum(PyObject *text) {
    const char *characters = characters_of(text);
    long total = 0;
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text); i++) {
        total = (total * 31 + characters[i]) % 1000003;
    }
    return total;
}

static PyObject *make_rows(long count) {
    PyObject *rows = PyList_New(0);
    for (long number = 0; rows && number < count; number++) {
        if (!append(rows, make_row(number))) {
            Py_CLEAR(rows);
        }
    }
    return rows;
}

static PyObject *run(double scale) {
    long count = scaled(8500, scale, 1), translations = count < 10 ? 1 : count / 10;
    PyObject *rows = make_rows(count), *table = rows ? to_table(rows) : NULL;
    PyObject *words = NULL, *wrapped = NULL, *escaped = NULL, *coded = NULL, *result = NULL;
    bool done = table;
    for (long i = 0; done && i < translations; i++) {
        done = translate();
    }
    if (done && (words = fill_rows(rows)) && (wrapped = wrap(words, 70)) &&
        (escaped = escape_table(table)) && (coded = to_morse(sentence))) {
        result = Py_BuildValue("(llln)", checksum(table), checksum(escaped), checksum(wrapped),
                               PyUnicode_GET_LENGTH(coded));
    }
    Py_XDECREF(coded);
    Py_XDECREF(escaped);
    Py_XDECREF(wrapped);
    Py_XDECREF(words);
    Py_XDECREF(table);
    Py_XDECREF(rows);
    return result;
}

/* Enter a code and its letter, whose references are taken, into both dictionaries. */
static bool add_code(PyObject *letter, PyObject *code) {
    bool done = letter && code && PyDict_SetItem(morse, letter, code) == 0 &&
                PyDict_SetItem(letters, code, letter) == 0;
    Py_XDECREF(letter);
    Py_XDECREF(code);
    return done;
}

static const Constant constants[] = {
    {&empty, ""},
    {&space, " "},
    {&line_end, "\n"},
    {&indentation, "  "},
    {&price_template, "{id}: {name} ({price}), again {id}"},
    {&sentence, "the quick brown fox jumps over the lazy dog"},
    {&id_name, "id"},
    {&name_name, "name"},
    {&price_name, "price"},
    {&border_name, "border"},
    {&width_name, "width"},
    {&full_width, "100%"},
    {&lower_name, "lower"},
    {NULL, NULL},
};

static bool prepare(void) {
    morse = PyDict_New();
    letters = PyDict_New();
    bool done = morse && letters && make_texts(constants) &&
                add_code(Py_NewRef(space), PyUnicode_FromString("/"));
    for (int i = 0; done && i < 26; i++) {
        done = add_code(PyUnicode_FromOrdinal('a' + i), PyUnicode_FromString(codes[i]));
    }
    return done && make_class(&row_class, "Row", &PyBaseObject_Type, row_names) &&
           make_class(&builder_class, "Builder", &PyBaseObject_Type, builder_names);
}

LIMITS_MODULE(string_building)
