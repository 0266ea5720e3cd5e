// Does a buffer's format describe the items that a declared type has? Formats are those of the
// struct module and of PEP 3118: nested structures T{...}, sub-arrays (2,3)d, padding, counts,
// names, byte order and alignment. They are compared item by item with the fields that the compiler
// lists for the type; the texts of errors are Cython's.
#include "runtime/view.h"

typedef struct CodeInfo {
    char code;
    uint8_t native_size, standard_size; // standard_size 0: there is none
    uint8_t alignment;
    uint8_t item_class;
    // in place: a pointer would need relocating when the module is loaded
    char description[21];
} CodeInfo;

#define CODE(code, c_type, standard, item_class, description)                                      \
    {code, sizeof(c_type), standard, _Alignof(c_type), item_class, description}

static const CodeInfo code_infos[] = {
    CODE('?', _Bool, 1, ZI_ITEM_BOOL, "'bool'"),
    CODE('c', char, 1, ZI_ITEM_CHAR, "'char'"),
    CODE('b', signed char, 1, ZI_ITEM_SIGNED, "'signed char'"),
    CODE('B', unsigned char, 1, ZI_ITEM_UNSIGNED, "'unsigned char'"),
    CODE('h', short, 2, ZI_ITEM_SIGNED, "'short'"),
    CODE('H', unsigned short, 2, ZI_ITEM_UNSIGNED, "'unsigned short'"),
    CODE('i', int, 4, ZI_ITEM_SIGNED, "'int'"),
    CODE('I', unsigned int, 4, ZI_ITEM_UNSIGNED, "'unsigned int'"),
    CODE('l', long, 4, ZI_ITEM_SIGNED, "'long'"),
    CODE('L', unsigned long, 4, ZI_ITEM_UNSIGNED, "'unsigned long'"),
    CODE('q', long long, 8, ZI_ITEM_SIGNED, "'long long'"),
    CODE('Q', unsigned long long, 8, ZI_ITEM_UNSIGNED, "'unsigned long long'"),
    CODE('n', Py_ssize_t, 8, ZI_ITEM_SIGNED, "'long'"),
    CODE('N', size_t, 8, ZI_ITEM_UNSIGNED, "'unsigned long'"),
    CODE('f', float, 4, ZI_ITEM_FLOAT, "'float'"),
    CODE('d', double, 8, ZI_ITEM_FLOAT, "'double'"),
    CODE('g', long double, 0, ZI_ITEM_FLOAT, "'long double'"),
    CODE('O', PyObject *, sizeof(PyObject *), ZI_ITEM_OBJECT, "Python object"),
    CODE('P', void *, sizeof(void *), ZI_ITEM_POINTER, "a pointer"),
    CODE('s', char, 1, ZI_ITEM_SIGNED, "a string"),
    CODE('p', char, 1, ZI_ITEM_SIGNED, "a string")};

// Integers of 128 bits have no letter: "16s" is one where it has to be.
static const CodeInfo wide_integer = {'s', 16, 16, 1, ZI_ITEM_SIGNED, "a string"};

static const CodeInfo *find_code(char code) {
    for (size_t i = 0; i < sizeof code_infos / sizeof code_infos[0]; i++) {
        if (code_infos[i].code == code) {
            return &code_infos[i];
        }
    }
    return NULL;
}

// Where the comparison stands.
typedef struct Reader {
    const char *text;
    // what has to come next
    const zi_item_field *field, *end;
    size_t offset; // in the item
    // '@' native and aligned, '^' native, '=' standard
    char mode;
    // what was written before the next code, else 1
    size_t count;
    // of the structure that is being read
    size_t alignment;
    // "(2,3)" fits the field and stands before its code
    bool has_lengths;
} Reader;

// What a code stands for in the format's mode.
typedef struct Item {
    const CodeInfo *code;
    bool is_complex;
    uint32_t item_class;
    size_t size;
} Item;

// --- Errors --------------------------------------------------------------------------------------
static bool raise_value_error(const char *text) {
    PyErr_SetString(PyExc_ValueError, text);
    return false;
}

static bool raise_mismatch(const Reader *reader, const Item *item) {
    const char *found = item ? item->code->description : "end";
    const char *prefix = item && item->is_complex ? "'complex " : "";
    found += *prefix != '\0';
    const zi_item_field *field = reader->field;
    if (field == reader->end) {
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected end but got %s%s", prefix,
                     found);
    } else if (!field->place) {
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected '%s' but got %s%s",
                     field->type_name, prefix, found);
    } else {
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected '%s' but got %s%s in '%s'",
                     field->type_name, prefix, found, field->place);
    }
    return false;
}

// --- Numbers -------------------------------------------------------------------------------------
static bool read_number(Reader *reader, size_t *number) {
    if (*reader->text < '0' || *reader->text > '9') {
        PyErr_Format(PyExc_ValueError,
                     "Does not understand character buffer dtype format string ('%c')",
                     *reader->text);
        return false;
    }
    *number = 0;
    while (*reader->text >= '0' && *reader->text <= '9') {
        size_t digit = (size_t)(*reader->text++ - '0');
        if (*number > (SIZE_MAX / 2 - digit) / 10) {
            return raise_value_error("A number in the buffer's format string is too large");
        }
        *number = 10 * *number + digit;
    }
    return true;
}

static bool read_length(Reader *reader, uint32_t axis, uint32_t dimensions) {
    size_t number;
    if (!read_number(reader, &number)) {
        return false;
    }
    if (axis < dimensions && number != reader->field->lengths[axis]) {
        PyErr_Format(PyExc_ValueError, "Expected a dimension of size %u, got %zu",
                     reader->field->lengths[axis], number);
        return false;
    }
    if (*reader->text != ',' && *reader->text != ')') {
        PyErr_Format(PyExc_ValueError, "Expected a comma in format string, got '%c'",
                     *reader->text);
        return false;
    }
    reader->text += *reader->text == ',';
    return true;
}

// "(2,3)" before "T{": so many structures.
static bool read_count(Reader *reader) {
    for (reader->text++; *reader->text != ')'; reader->text += *reader->text == ',') {
        size_t length;
        if (!read_number(reader, &length)) {
            return false;
        }
        reader->count *= length;
    }
    reader->text++;
    return true;
}

// "(2,3)" before a code: the lengths of an array.
static bool read_lengths(Reader *reader) {
    if (reader->count != 1) {
        return raise_value_error("Cannot handle repeated arrays in format string");
    }
    const char *end = strchr(reader->text, ')');
    if (end && end[1 + strspn(end + 1, "@^=<>!")] == 'T') {
        return read_count(reader);
    }
    uint32_t dimensions = reader->field == reader->end ? 0 : reader->field->dimensions;
    uint32_t axis = 0;
    reader->text++;
    while (*reader->text && *reader->text != ')') {
        if (Py_ISSPACE(*reader->text)) {
            reader->text++;
        } else if (!read_length(reader, axis++, dimensions)) {
            return false;
        }
    }
    if (axis != dimensions) {
        PyErr_Format(PyExc_ValueError, "Expected %u dimension(s), got %u", dimensions, axis);
        return false;
    }
    if (!*reader->text) {
        return raise_value_error("Unexpected end of format string, expected ')'");
    }
    reader->text++;
    reader->has_lengths = true;
    return true;
}

// --- Items ---------------------------------------------------------------------------------------
// Here stands a code, or 'Z', after which there has to be one of floating numbers.
static bool read_item(Reader *reader, Item *item) {
    item->is_complex = *reader->text == 'Z';
    reader->text += item->is_complex;
    item->code = find_code(*reader->text);
    if (!item->code || (item->is_complex && item->code->item_class != ZI_ITEM_FLOAT)) {
        return raise_value_error("Unexpected format string character: 'Z'");
    }
    reader->text++;
    bool is_native = reader->mode != '=';
    item->size = is_native ? item->code->native_size : item->code->standard_size;
    if (item->size == 0) {
        return raise_value_error(
            "Python does not define a standard format string size for long double ('g')..");
    }
    item->size *= item->is_complex ? 2 : 1;
    item->item_class = item->is_complex ? ZI_ITEM_COMPLEX : item->code->item_class;
    return true;
}

static void become_wide_integer(Reader *reader, Item *item) {
    const zi_item_field *field = reader->field;
    if (field == reader->end || item->code->code != 's' ||
        reader->count != wide_integer.native_size || field->size != wide_integer.native_size ||
        (field->item_class != ZI_ITEM_SIGNED && field->item_class != ZI_ITEM_UNSIGNED)) {
        return;
    }
    *item = (Item){&wide_integer, false, field->item_class, field->size};
    reader->count = 1;
}

static bool fits(const zi_item_field *field, const Item *item) {
    if (field->size != item->size) {
        return false;
    }
    bool is_char = field->item_class == ZI_ITEM_CHAR || item->item_class == ZI_ITEM_CHAR;
    bool is_unsigned = field->item_class == ZI_ITEM_UNSIGNED && item->item_class == ZI_ITEM_BOOL;
    return is_char || is_unsigned || field->item_class == item->item_class;
}

// An array is one item of the format: the lengths in brackets, or of a text its count.
static bool check_lengths(Reader *reader, const Item *item, size_t *repeated) {
    const zi_item_field *field = reader->field;
    *repeated = 1;
    if (field == reader->end || field->dimensions == 0) {
        return true;
    }
    bool is_text =
        item->code != &wide_integer && (item->code->code == 's' || item->code->code == 'p');
    if (is_text && reader->count != field->lengths[0]) {
        PyErr_Format(PyExc_ValueError, "Expected a dimension of size %u, got %zu",
                     field->lengths[0], reader->count);
        return false;
    }
    if (!reader->has_lengths && !(is_text && field->dimensions == 1)) {
        PyErr_Format(PyExc_ValueError, "Expected %u dimensions, got %d", field->dimensions,
                     (int)is_text);
        return false;
    }
    for (uint32_t i = 0; i < field->dimensions; i++) {
        *repeated *= field->lengths[i];
    }
    reader->has_lengths = false;
    reader->count = 1;
    return true;
}

static void align(Reader *reader, size_t alignment) {
    if (alignment > 0 && reader->offset % alignment > 0) {
        reader->offset += alignment - reader->offset % alignment;
    }
}

// One item of the format is the field that comes next, or a part of it.
static bool match_item(Reader *reader, const Item *item, size_t repeated) {
    if (reader->field == reader->end) {
        return raise_mismatch(reader, item);
    }
    if (!fits(reader->field, item)) {
        if (reader->field->part_count == 0) {
            return raise_mismatch(reader, item);
        }
        // a struct of two numbers that could also have been a complex number
        reader->field++;
        return match_item(reader, item, repeated);
    }
    if (reader->offset != reader->field->offset) {
        PyErr_Format(PyExc_ValueError,
                     "Buffer dtype mismatch; next field is at offset %zu but %u expected",
                     reader->offset, reader->field->offset);
        return false;
    }
    reader->offset += repeated * item->size;
    reader->field += 1 + reader->field->part_count;
    return true;
}

static bool match_items(Reader *reader) {
    Item item;
    size_t repeated;
    if (!read_item(reader, &item)) {
        return false;
    }
    become_wide_integer(reader, &item);
    if (!check_lengths(reader, &item, &repeated)) {
        return false;
    }
    if (reader->mode == '@') {
        align(reader, item.code->alignment);
        reader->alignment = Py_MAX(reader->alignment, item.code->alignment);
    }
    for (; reader->count > 0; reader->count--) {
        if (!match_item(reader, &item, repeated)) {
            return false;
        }
    }
    reader->count = 1;
    return true;
}

// --- Formats -------------------------------------------------------------------------------------
static bool read_format(Reader *reader, int depth);

// "T{...}" as often as the count before it says.
static bool read_structure(Reader *reader, int depth) {
    enum { DEEPEST = 100 };
    size_t count = reader->count, outer_alignment = reader->alignment, alignment = 0;
    if (reader->text[1] != '{' || depth == DEEPEST) {
        return raise_value_error("Buffer acquisition: Expected '{' after 'T'");
    }
    const char *start = reader->text + 2;
    for (size_t i = 0; i < count; i++) {
        const zi_item_field *first = reader->field;
        reader->text = start;
        reader->count = 1;
        reader->alignment = 0;
        if (!read_format(reader, depth + 1)) {
            return false;
        }
        alignment = reader->alignment;
        align(reader, alignment);
        reader->text += *reader->text == '}';
        bool is_empty = reader->field == first;
        if (is_empty) { // more of it change nothing
            break;
        }
    }
    reader->alignment = Py_MAX(outer_alignment, alignment);
    return true;
}

static bool skip_name(Reader *reader) {
    const char *end = strchr(reader->text + 1, ':');
    if (!end) {
        return raise_value_error("Unexpected end of format string, expected ':'");
    }
    reader->text = end + 1;
    return true;
}

static bool read_mode(Reader *reader) {
    bool is_big = *reader->text == '>' || *reader->text == '!';
    if (is_big != PY_BIG_ENDIAN && (is_big || *reader->text == '<')) {
        return raise_value_error(is_big
                                     ? "Big-endian buffer not supported on little-endian compiler"
                                     : "Little-endian buffer not supported on big-endian compiler");
    }
    reader->mode = *reader->text == '@' || *reader->text == '^' ? *reader->text : '=';
    reader->text++;
    return true;
}

static bool read_part(Reader *reader, int depth) {
    switch (*reader->text) {
    case ' ':
    case '\r':
    case '\n':
        reader->text++;
        return true;
    case '<':
    case '>':
    case '!':
    case '=':
    case '@':
    case '^':
        return read_mode(reader);
    case 'T':
        return read_structure(reader, depth);
    case 'x':
        reader->offset += reader->count;
        reader->count = 1;
        reader->text++;
        return true;
    case ':':
        return skip_name(reader);
    case '(':
        return read_lengths(reader);
    default:
        return *reader->text == 'Z' || find_code(*reader->text)
                   ? match_items(reader)
                   : read_number(reader, &reader->count);
    }
}

// Up to the end of the text, or of the structure that is being read.
static bool read_format(Reader *reader, int depth) {
    while (*reader->text && !(depth > 0 && *reader->text == '}')) {
        if (!read_part(reader, depth)) {
            return false;
        }
    }
    return true;
}

bool zi_format_fits(const char *format, const zi_view_info *info) {
    zi_item_field whole = {
        .type_name = info->item_name, .item_class = info->item_class, .size = info->item_size};
    const zi_item_field *fields = info->fields ? info->fields : &whole;
    Reader reader = {.text = format,
                     .field = fields,
                     .end = fields + (info->fields ? info->field_count : 1),
                     .mode = '@',
                     .count = 1};
    if (!read_format(&reader, 0)) {
        return false;
    }
    return reader.field == reader.end || raise_mismatch(&reader, NULL);
}
