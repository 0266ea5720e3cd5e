/* benchmarks/programs/json_parser.py by hand: a parser whose state is in attributes, nested lists
 * and dictionaries, texts that are joined of parts, a dictionary asked for each character that is
 * written, exceptions of an own class. The text that is read is ASCII, its ints fit into a long. */
#include "limits.h"

enum { TEXT, PLACE, END };
static const char *const parser_names[] = {"text", "place", "end", NULL};
static Class parser_class;
static PyTypeObject *error_type;
static PyObject *escapes, *written, *words;
static PyObject *empty, *comma, *quote, *true_word, *false_word, *null_word, *place_name;
static PyObject *id_key, *name_key, *tags_key, *price_key, *size_key, *width_key, *height_key;
static PyObject *deep_key, *sold_key, *note_key, *alpha, *beta, *gamma_text;

// --- The parser's state --------------------------------------------------------------------------
/* Raise a ParseError of a text, whose reference is taken, that knows its place. */
static void raise_at(PyObject *text, long place) {
    PyObject *error = text ? PyObject_CallOneArg((PyObject *)error_type, text) : NULL;
    PyObject *number = error ? PyLong_FromLong(place) : NULL;
    if (number && PyObject_SetAttr(error, place_name, number) == 0) {
        PyErr_SetObject((PyObject *)error_type, error);
    }
    Py_XDECREF(number);
    Py_XDECREF(error);
    Py_XDECREF(text);
}

static void raise_parse_error(const char *message, long place) {
    raise_at(PyUnicode_FromFormat("%s at %ld", message, place), place);
}

/* Return a place of a parser, or -1. */
static long place_of(PyObject *self) { return get_long(&parser_class, self, PLACE); }

static long end_of(PyObject *self) { return get_long(&parser_class, self, END); }

static bool move(PyObject *self, long count) {
    long place = place_of(self);
    return place >= 0 && set_long(&parser_class, self, PLACE, place + count);
}

/* Return the character at hand; 0 at the end, or with an exception where that fails. */
static Py_UCS4 current(PyObject *self) {
    PyObject *text = get(&parser_class, self, TEXT);
    long place = text ? place_of(self) : -1;
    Py_UCS4 character = place >= 0 && place < end_of(self) ? PyUnicode_READ_CHAR(text, place) : 0;
    Py_XDECREF(text);
    return character;
}

static bool is_one_of(Py_UCS4 character, const char *characters) {
    return character && strchr(characters, (int)character);
}

/* Move on while the characters are some of those given. */
static bool skip(PyObject *self, const char *characters) {
    while (is_one_of(current(self), characters)) {
        if (!move(self, 1)) {
            return false;
        }
    }
    return !PyErr_Occurred();
}

/* Return the next character that is no space, or 0 with an exception. */
static Py_UCS4 peek(PyObject *self) {
    Py_UCS4 character = skip(self, " \t\n\r") ? current(self) : 0;
    if (!character && !PyErr_Occurred()) {
        raise_parse_error("text ends", place_of(self));
    }
    return character;
}

static bool expect(PyObject *self, char character) {
    Py_UCS4 found = peek(self);
    if (found && found != (Py_UCS4)character) {
        long place = place_of(self);
        raise_at(PyUnicode_FromFormat("'%c' expected at %ld", character, place), place);
        return false;
    }
    return found && move(self, 1);
}

// --- Texts ---------------------------------------------------------------------------------------
/* Return what an escape beyond a backslash means and add to `place` what it is longer than two. */
static PyObject *read_escape(PyObject *text, long *place, long end) {
    PyObject *escape = PyUnicode_Substring(text, *place + 1, *place + 2);
    if (!escape) {
        return NULL;
    }
    bool is_code = *place + 1 < end && PyUnicode_READ_CHAR(text, *place + 1) == 'u';
    PyObject *meaning = NULL;
    if (is_code && *place + 6 <= end) {
        PyObject *digits = PyUnicode_Substring(text, *place + 2, *place + 6);
        PyObject *code = digits ? PyLong_FromUnicodeObject(digits, 16) : NULL;
        meaning = code ? PyUnicode_FromOrdinal((int)PyLong_AsLong(code)) : NULL;
        Py_XDECREF(code);
        Py_XDECREF(digits);
        *place += 4;
    } else {
        meaning = Py_XNewRef(PyDict_GetItemWithError(escapes, escape));
        if (!meaning && !PyErr_Occurred()) {
            raise_parse_error("unknown escape", *place);
        }
    }
    Py_DECREF(escape);
    return meaning;
}

/* Read the parts of a text up to the quote behind it; return its place, or -1. */
static long read_parts(PyObject *text, PyObject *parts, long place, long end) {
    long start = place;
    while (place < end) {
        Py_UCS4 character = PyUnicode_READ_CHAR(text, place);
        if (character != '"' && character != '\\') {
            place++;
            continue;
        }
        if (!append(parts, PyUnicode_Substring(text, start, place))) {
            return -1;
        }
        if (character == '"') {
            return place;
        }
        if (!append(parts, read_escape(text, &place, end))) {
            return -1;
        }
        place += 2;
        start = place;
    }
    return end;
}

static PyObject *parse_string(PyObject *self) {
    PyObject *text = get(&parser_class, self, TEXT), *parts = PyList_New(0), *result = NULL;
    long first = place_of(self), end = end_of(self);
    long place = text && parts && end >= 0 ? read_parts(text, parts, first + 1, end) : -1;
    if (place >= 0 && place >= end) {
        raise_parse_error("string does not end", first);
    } else if (place >= 0 && set_long(&parser_class, self, PLACE, place + 1)) {
        result = PyUnicode_Join(empty, parts);
    }
    Py_XDECREF(parts);
    Py_XDECREF(text);
    return result;
}

// --- Numbers and words ---------------------------------------------------------------------------
/* Read an int without a sign; -1 where that fails. */
static long parse_digits(PyObject *self) {
    long value = 0, first = place_of(self);
    Py_UCS4 digit;
    while ((digit = current(self)) >= '0' && digit <= '9') {
        value = value * 10 + (long)digit - '0';
        if (!move(self, 1)) {
            return -1;
        }
    }
    if (place_of(self) == first && !PyErr_Occurred()) {
        raise_parse_error("digit expected", first);
    }
    return PyErr_Occurred() ? -1 : value;
}

/* Read the rest of a float that begins at a place. */
static PyObject *parse_float(PyObject *self, long start) {
    PyObject *text = get(&parser_class, self, TEXT), *digits = NULL, *number = NULL;
    if (text && skip(self, "0123456789.eE+-")) {
        digits = PyUnicode_Substring(text, start, place_of(self));
    }
    if (digits) {
        number = PyFloat_FromString(digits);
    }
    Py_XDECREF(digits);
    Py_XDECREF(text);
    return number;
}

static PyObject *parse_number(PyObject *self) {
    long start = place_of(self);
    bool is_negative = current(self) == '-';
    if (is_negative && !move(self, 1)) {
        return NULL;
    }
    long value = parse_digits(self);
    if (value < 0) {
        return NULL;
    }
    if (is_one_of(current(self), ".eE")) {
        return parse_float(self, start);
    }
    return PyLong_FromLong(is_negative ? -value : value);
}

static PyObject *parse_word(PyObject *self) {
    PyObject *text = get(&parser_class, self, TEXT), *value, *word, *found = NULL;
    long place = text ? place_of(self) : -1;
    Py_ssize_t entry = 0;
    while (place >= 0 && !found && PyDict_Next(words, &entry, &value, &word)) {
        if (PyUnicode_Tailmatch(text, word, place, PY_SSIZE_T_MAX, -1) == 1) {
            found = value;
        }
    }
    if (found && !move(self, (long)PyUnicode_GET_LENGTH(word))) {
        found = NULL;
    } else if (place >= 0 && !found) {
        raise_parse_error("value expected", place);
    }
    Py_XDECREF(text);
    return Py_XNewRef(found);
}

// --- Lists and dictionaries ----------------------------------------------------------------------
static PyObject *parse_value(PyObject *self);

/* Whether a list or dictionary ends here, and move behind that; a comma where it goes on; or -1. */
static int ends(PyObject *self, char last, bool is_first) {
    Py_UCS4 character = peek(self);
    if (character == (Py_UCS4)last) {
        return move(self, 1) ? 1 : -1;
    }
    return character && (is_first || expect(self, ',')) ? 0 : -1;
}

static bool parse_entry(PyObject *self, PyObject *result) {
    Py_UCS4 character = peek(self);
    if (character && character != '"') {
        raise_parse_error("name expected", place_of(self));
    }
    PyObject *name = character == '"' ? parse_string(self) : NULL;
    PyObject *value = name && expect(self, ':') ? parse_value(self) : NULL;
    bool done = value && PyDict_SetItem(result, name, value) == 0;
    Py_XDECREF(value);
    Py_XDECREF(name);
    return done;
}

static PyObject *parse_object(PyObject *self) {
    PyObject *result = PyDict_New();
    int end = result && expect(self, '{') ? ends(self, '}', true) : -1;
    while (end == 0) {
        end = parse_entry(self, result) ? ends(self, '}', false) : -1;
    }
    if (end < 0) {
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *parse_array(PyObject *self) {
    PyObject *result = PyList_New(0);
    int end = result && expect(self, '[') ? ends(self, ']', true) : -1;
    while (end == 0) {
        end = append(result, parse_value(self)) ? ends(self, ']', false) : -1;
    }
    if (end < 0) {
        Py_CLEAR(result);
    }
    return result;
}

static PyObject *parse_value(PyObject *self) {
    Py_UCS4 character = peek(self);
    if (!character) {
        return NULL;
    }
    if (character == '{') {
        return parse_object(self);
    }
    if (character == '[') {
        return parse_array(self);
    }
    if (character == '"') {
        return parse_string(self);
    }
    return is_one_of(character, "-0123456789") ? parse_number(self) : parse_word(self);
}

/* Return the value of a whole text. */
static PyObject *parse(PyObject *text) {
    PyObject *self = make_instance(&parser_class), *value = NULL;
    if (self && set(&parser_class, self, TEXT, Py_NewRef(text)) &&
        set_long(&parser_class, self, PLACE, 0) &&
        set_long(&parser_class, self, END, (long)PyUnicode_GET_LENGTH(text))) {
        value = parse_value(self);
    }
    if (value && !skip(self, " \t\n\r")) {
        Py_CLEAR(value);
    }
    if (value && place_of(self) != end_of(self)) {
        raise_parse_error("more text", place_of(self));
        Py_CLEAR(value);
    }
    Py_XDECREF(self);
    return value;
}

// --- Writing -------------------------------------------------------------------------------------
static PyObject *write_value(PyObject *value);

/* Return a character of a text as it is written. */
static PyObject *write_character(Py_UCS4 code) {
    PyObject *character = PyUnicode_FromOrdinal((int)code);
    PyObject *escaped = character ? PyDict_GetItemWithError(written, character) : NULL;
    if (!character || PyErr_Occurred()) {
        Py_XDECREF(character);
        return NULL;
    }
    if (escaped || code < ' ' || code > '~') {
        Py_DECREF(character);
        return escaped ? Py_NewRef(escaped) : PyUnicode_FromFormat("\\u%04x", (unsigned)code);
    }
    return character;
}

static PyObject *write_string(PyObject *text) {
    PyObject *parts = PyList_New(0), *result = NULL;
    bool done = parts && append(parts, Py_NewRef(quote));
    for (Py_ssize_t i = 0; done && i < PyUnicode_GET_LENGTH(text); i++) {
        done = append(parts, write_character(PyUnicode_READ_CHAR(text, i)));
    }
    if (done && append(parts, Py_NewRef(quote))) {
        result = PyUnicode_Join(empty, parts);
    }
    Py_XDECREF(parts);
    return result;
}

/* Join the parts, a list whose reference is taken, between two characters. */
static PyObject *enclose(PyObject *parts, char first, char last) {
    PyObject *joined = parts ? PyUnicode_Join(comma, parts) : NULL;
    PyObject *text = joined ? PyUnicode_FromFormat("%c%U%c", first, joined, last) : NULL;
    Py_XDECREF(joined);
    Py_XDECREF(parts);
    return text;
}

static PyObject *write_list(PyObject *list) {
    PyObject *parts = PyList_New(0);
    for (Py_ssize_t i = 0; parts && i < PyList_GET_SIZE(list); i++) {
        if (!append(parts, write_value(PyList_GET_ITEM(list, i)))) {
            Py_CLEAR(parts);
        }
    }
    return enclose(parts, '[', ']');
}

static PyObject *write_entry(PyObject *key, PyObject *value) {
    PyObject *name = write_string(key), *text = name ? write_value(value) : NULL;
    PyObject *entry = text ? PyUnicode_FromFormat("%U: %U", name, text) : NULL;
    Py_XDECREF(text);
    Py_XDECREF(name);
    return entry;
}

static PyObject *write_dictionary(PyObject *dictionary) {
    PyObject *parts = PyList_New(0), *key, *value;
    Py_ssize_t place = 0;
    while (parts && PyDict_Next(dictionary, &place, &key, &value)) {
        if (!append(parts, write_entry(key, value))) {
            Py_CLEAR(parts);
        }
    }
    return enclose(parts, '{', '}');
}

/* Return a value as text. */
static PyObject *write_value(PyObject *value) {
    if (PyUnicode_Check(value)) {
        return write_string(value);
    }
    if (value == Py_None || PyBool_Check(value)) {
        return Py_XNewRef(PyDict_GetItemWithError(words, value));
    }
    if (PyLong_Check(value) || PyFloat_Check(value)) {
        return PyObject_Repr(value);
    }
    return PyList_Check(value) ? write_list(value) : write_dictionary(value);
}

// --- Answers -------------------------------------------------------------------------------------
static PyObject *make_record(long number) {
    return Py_BuildValue(
        "{O:l,O:N,O:[O,O,N],O:d,O:{O:l,O:l,O:[[],{},[l]]},O:O,O:O}", id_key, number, name_key,
        PyUnicode_FromFormat("Item \"%ld\" of caf%c", number, 0xe9), tags_key, alpha, beta,
        PySequence_Repeat(gamma_text, number % 4), price_key, (double)number * 0.25, size_key,
        width_key, number % 17, height_key, -number, deep_key, number, sold_key,
        number % 3 == 0 ? Py_True : Py_False, note_key, Py_None);
}

static PyObject *make_records(long count) {
    PyObject *records = PyList_New(0);
    for (long number = 0; records && number < count; number++) {
        if (!append(records, make_record(number))) {
            Py_CLEAR(records);
        }
    }
    return records;
}

/* Whether two values are equal; raises AssertionError if not. */
static bool assert_equal(PyObject *left, PyObject *right) {
    int equal = PyObject_RichCompareBool(left, right, Py_EQ);
    if (equal == 0) {
        PyErr_SetNone(PyExc_AssertionError);
    }
    return equal > 0;
}

/* Take the exception at hand, which has to be a ParseError; return its place, or -1. */
static long catch_place(void) {
    if (!PyErr_ExceptionMatches((PyObject *)error_type)) {
        return -1;
    }
    PyObject *type, *error, *traceback;
    PyErr_Fetch(&type, &error, &traceback);
    PyErr_NormalizeException(&type, &error, &traceback);
    PyObject *number = PyObject_GetAttr(error, place_name);
    long place = number ? PyLong_AsLong(number) : -1;
    Py_XDECREF(number);
    Py_XDECREF(traceback);
    Py_XDECREF(error);
    Py_XDECREF(type);
    return place;
}

/* Parse the beginning of a text; return the place of the error, 0 if there is none, or -1. */
static long find_error(PyObject *text, Py_ssize_t end, long *errors) {
    PyObject *start = PyUnicode_Substring(text, 0, end);
    if (!start) {
        return -1;
    }
    PyObject *value = parse(start);
    Py_DECREF(start);
    *errors += !value;
    if (!value) {
        return catch_place();
    }
    Py_DECREF(value);
    return 0;
}

/* Count the places at which a text cut off there is wrong, and sum where that is seen. */
static PyObject *count_errors(PyObject *text) {
    long errors = 0, places = 0;
    for (Py_ssize_t end = 0; end < PyUnicode_GET_LENGTH(text); end += 7) {
        long place = find_error(text, end, &errors);
        if (place < 0) {
            return NULL;
        }
        places += place;
    }
    return Py_BuildValue("(ll)", errors, places);
}

/* Return the sum of the lengths of the records' names, or -1. */
static long sum_names(PyObject *records) {
    long sum = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(records); i++) {
        PyObject *name = PyDict_GetItemWithError(PyList_GET_ITEM(records, i), name_key);
        if (!name) {
            return -1;
        }
        sum += (long)PyUnicode_GET_LENGTH(name);
    }
    return sum;
}

static PyObject *run(double scale) {
    PyObject *records = make_records(scaled(3800, scale, 1));
    PyObject *text = records ? write_value(records) : NULL, *again = NULL, *start = NULL;
    PyObject *read_records = text ? parse(text) : NULL, *result = NULL;
    bool done = read_records && assert_equal(read_records, records) &&
                (again = write_value(read_records)) && assert_equal(again, text);
    long names = done ? sum_names(read_records) : -1;
    if (names >= 0 && (start = PyUnicode_Substring(text, 0, 1000))) {
        result = Py_BuildValue("(nlN)", PyUnicode_GET_LENGTH(text), names, count_errors(start));
    }
    Py_XDECREF(start);
    Py_XDECREF(again);
    Py_XDECREF(read_records);
    Py_XDECREF(text);
    Py_XDECREF(records);
    return result;
}

static const Constant constants[] = {
    {&empty, ""},           {&comma, ", "},          {&quote, "\""},         {&true_word, "true"},
    {&false_word, "false"}, {&null_word, "null"},    {&place_name, "place"}, {&id_key, "id"},
    {&name_key, "name"},    {&tags_key, "tags"},     {&price_key, "price"},  {&size_key, "size"},
    {&width_key, "width"},  {&height_key, "height"}, {&deep_key, "deep"},    {&sold_key, "sold"},
    {&note_key, "note"},    {&alpha, "alpha"},       {&beta, "beta\n"},      {&gamma_text, "gamma"},
    {NULL, NULL},
};

static bool prepare(void) {
    if (!make_texts(constants)) {
        return false;
    }
    escapes = Py_BuildValue("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "n", "\n", "t", "\t", "r", "\r",
                            "b", "\b", "f", "\f", "/", "/", "\\", "\\", "\"", "\"");
    written =
        Py_BuildValue("{s:s,s:s,s:s,s:s}", "\n", "\\n", "\t", "\\t", "\\", "\\\\", "\"", "\\\"");
    words = Py_BuildValue("{O:O,O:O,O:O}", Py_True, true_word, Py_False, false_word, Py_None,
                          null_word);
    error_type = make_type("ParseError", (PyTypeObject *)PyExc_ValueError, NULL);
    return escapes && written && words && error_type &&
           make_class(&parser_class, "Parser", &PyBaseObject_Type, parser_names);
}

LIMITS_MODULE(json_parser)
