/* benchmarks/programs/markdown.py by hand: a tree of instances with dictionaries and lists, parsers
 * and a writer whose state is in attributes, lists of characters that are joined. A visitor's
 * method is looked up by a name that is made anew each time. Calls have no tuple of arguments. */
#include "limits.h"

typedef enum {
    NODE,
    DOCUMENT,
    PARAGRAPH,
    QUOTE,
    ITEM,
    EMPHASIS,
    STRONG,
    LISTING,
    HEADING,
    TEXT,
    CODE,
    BLOCK,
    LINK,
    KINDS
} Kind;

/* Each class of nodes: its name, its base, and the attribute that it has beside `children`. */
static const struct {
    const char *name;
    Kind base;
    const char *detail;
} kinds[KINDS] = {
    [NODE] = {"Node", NODE, NULL},           [DOCUMENT] = {"Document", NODE, NULL},
    [PARAGRAPH] = {"Paragraph", NODE, NULL}, [QUOTE] = {"Quote", NODE, NULL},
    [ITEM] = {"Item", NODE, NULL},           [EMPHASIS] = {"Emphasis", NODE, NULL},
    [STRONG] = {"Strong", NODE, NULL},       [LISTING] = {"Listing", NODE, "is_ordered"},
    [HEADING] = {"Heading", NODE, "level"},  [TEXT] = {"Text", NODE, "text"},
    [CODE] = {"Code", TEXT, "text"},         [BLOCK] = {"Block", TEXT, "text"},
    [LINK] = {"Link", NODE, "target"},
};

enum { CHILDREN, DETAIL };
enum { INLINE_TEXT, PLACE };
enum { LINES, NUMBER };
enum { PARTS };
static const char *const inline_names[] = {"text", "place", NULL};
static const char *const block_names[] = {"lines", "number", NULL};
static const char *const writer_names[] = {"parts", NULL};
static Class node_classes[KINDS], inline_class, block_class, writer_class;
// From the name of a visitor's method to the kind of node.
static PyObject *visits;
static PyObject *empty, *space, *line_end, *star, *two_stars, *fence, *quote, *visit_prefix;
static PyObject *link_middle, *escaped_less, *escaped_ampersand, *end_link, *begin_code, *end_code;
static PyObject *begin_block, *end_block;
static PyObject *strip_name, *lstrip_name, *lower_name;

static const char sample[] = "# Title {n} with *emphasis*\n"
                             "\n"
                             "Some text with **strong words**, `code < here`, "
                             "a [link *to* a page](http://example.org/{n})\n"
                             "and a line that goes on with 3 \\* 4 = 12 & more.\n"
                             "\n"
                             "- first item of {n}\n"
                             "- second *item* with `x`\n"
                             "- third **item**\n"
                             "\n"
                             "1. one\n"
                             "2. two [here](there)\n"
                             "\n"
                             "> quoted text with *marks*\n"
                             "> ## and a heading\n"
                             "> - and an item\n"
                             "\n"
                             "```\n"
                             "def function(x):\n"
                             "    return x < {n}\n"
                             "```\n"
                             "\n"
                             "## Second level\n"
                             "\n"
                             "A short paragraph.\n";

// --- Texts and nodes -----------------------------------------------------------------------------
/* Return the character at a place, or 0 behind the end. */
static Py_UCS4 character_at(PyObject *text, Py_ssize_t place) {
    return place < PyUnicode_GET_LENGTH(text) ? PyUnicode_READ_CHAR(text, place) : 0;
}

static bool starts_with(PyObject *text, PyObject *prefix, Py_ssize_t place) {
    return PyUnicode_Tailmatch(text, prefix, place, PY_SSIZE_T_MAX, -1) == 1;
}

static Py_ssize_t find(PyObject *text, PyObject *mark, Py_ssize_t place) {
    return PyUnicode_Find(text, mark, place, PyUnicode_GET_LENGTH(text), 1);
}

static PyObject *rest_of(PyObject *text, Py_ssize_t start) {
    return PyUnicode_Substring(text, start, PyUnicode_GET_LENGTH(text));
}

/* Return whether a text is more than white space, or -1; makes the stripped text as the program. */
static int has_text(PyObject *text) {
    PyObject *stripped = PyObject_CallMethodNoArgs(text, strip_name);
    int answer = stripped ? PyUnicode_GET_LENGTH(stripped) != 0 : -1;
    Py_XDECREF(stripped);
    return answer;
}

/* Return a node of a list of children and of its other attribute, NULL if the kind has none. The
 * references are taken, and either may be NULL where making it failed. */
static PyObject *make_node(Kind kind, PyObject *children, PyObject *detail) {
    Class *class = &node_classes[kind];
    bool whole = children && (detail || !kinds[kind].detail);
    PyObject *self = whole ? make_instance(class) : NULL;
    bool done = self && set(class, self, CHILDREN, Py_NewRef(children)) &&
                (!detail || set(class, self, DETAIL, Py_NewRef(detail)));
    if (!done) {
        Py_CLEAR(self);
    }
    Py_XDECREF(children);
    Py_XDECREF(detail);
    return self;
}

static PyObject *make_leaf(Kind kind, PyObject *detail) {
    return make_node(kind, PyList_New(0), detail);
}

/* Return a node with a copy of the children, a list whose reference is taken. */
static PyObject *make_parent(Kind kind, PyObject *children, PyObject *detail) {
    PyObject *copy = children ? PyList_GetSlice(children, 0, PyList_GET_SIZE(children)) : NULL;
    Py_XDECREF(children);
    return make_node(kind, copy, detail);
}

// --- What stands in a line -----------------------------------------------------------------------
static PyObject *parse_inline(PyObject *self, PyObject *until);

static bool move_place(PyObject *self, long count) {
    long place = get_long(&inline_class, self, PLACE);
    return place >= 0 && set_long(&inline_class, self, PLACE, place + count);
}

/* Return the nodes of a text, whose reference is taken. */
static PyObject *parse_text(PyObject *text) {
    PyObject *self = text ? make_instance(&inline_class) : NULL, *nodes = NULL;
    if (self && set(&inline_class, self, INLINE_TEXT, Py_NewRef(text)) &&
        set_long(&inline_class, self, PLACE, 0)) {
        nodes = parse_inline(self, empty);
    }
    Py_XDECREF(self);
    Py_XDECREF(text);
    return nodes;
}

static PyObject *parse_span(PyObject *self, PyObject *text, long place, PyObject *mark, Kind kind) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(mark);
    if (find(text, mark, place + length) < 0) {
        return Py_NewRef(Py_None);
    }
    PyObject *children = move_place(self, length) ? parse_inline(self, mark) : NULL;
    if (children && !move_place(self, length)) {
        Py_CLEAR(children);
    }
    return make_parent(kind, children, NULL);
}

static PyObject *parse_link(PyObject *self, PyObject *text, long place) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    Py_ssize_t middle = find(text, link_middle, place);
    Py_ssize_t end = middle < 0 ? -1 : PyUnicode_FindChar(text, ')', middle, length, 1);
    if (end < 0) {
        return Py_NewRef(Py_None);
    }
    PyObject *children = parse_text(PyUnicode_Substring(text, place + 1, middle));
    PyObject *target = children ? PyUnicode_Substring(text, middle + 2, end) : NULL;
    if (target && !set_long(&inline_class, self, PLACE, end + 1)) {
        Py_CLEAR(target);
    }
    return make_parent(LINK, children, target);
}

static PyObject *parse_code_span(PyObject *self, PyObject *text, long place) {
    Py_ssize_t end = PyUnicode_FindChar(text, '`', place + 1, PyUnicode_GET_LENGTH(text), 1);
    if (end <= 0) {
        return Py_NewRef(Py_None);
    }
    PyObject *code = make_leaf(CODE, PyUnicode_Substring(text, place + 1, end));
    if (code && !set_long(&inline_class, self, PLACE, end + 1)) {
        Py_CLEAR(code);
    }
    return code;
}

/* Return the node that begins with a mark here, or None. */
static PyObject *parse_marked(PyObject *self, PyObject *text, Py_UCS4 character) {
    long place = get_long(&inline_class, self, PLACE);
    if (character == '*' && starts_with(text, two_stars, place)) {
        return parse_span(self, text, place, two_stars, STRONG);
    }
    if (character == '*') {
        return parse_span(self, text, place, star, EMPHASIS);
    }
    if (character == '`') {
        return parse_code_span(self, text, place);
    }
    return character == '[' ? parse_link(self, text, place) : Py_NewRef(Py_None);
}

/* Make a node of the plain characters, if there are some, and begin a new list of them. */
static bool end_plain(PyObject *nodes, PyObject **plain) {
    if (!PyList_GET_SIZE(*plain)) {
        return true;
    }
    PyObject *text = PyUnicode_Join(empty, *plain);
    Py_SETREF(*plain, PyList_New(0));
    return append(nodes, make_leaf(TEXT, text)) && *plain;
}

/* Read what is at a place: an escaped or plain character, or a node. */
static bool parse_one(PyObject *self, PyObject *text, long place, PyObject *nodes,
                      PyObject **plain) {
    Py_UCS4 character = PyUnicode_READ_CHAR(text, place);
    if (character == '\\' && place + 1 < PyUnicode_GET_LENGTH(text)) {
        return append(*plain, PyUnicode_FromOrdinal((int)character_at(text, place + 1))) &&
               move_place(self, 2);
    }
    PyObject *node = parse_marked(self, text, character);
    if (node != Py_None) {
        return node && end_plain(nodes, plain) && append(nodes, node);
    }
    Py_DECREF(node);
    return append(*plain, PyUnicode_FromOrdinal((int)character)) && move_place(self, 1);
}

/* Return the nodes up to a mark, or the end. */
static PyObject *parse_inline(PyObject *self, PyObject *until) {
    PyObject *nodes = PyList_New(0), *plain = PyList_New(0);
    PyObject *text = get(&inline_class, self, INLINE_TEXT);
    bool done = nodes && plain && text;
    while (done) {
        long place = get_long(&inline_class, self, PLACE);
        if (place < 0 || place >= PyUnicode_GET_LENGTH(text) ||
            (until != empty && starts_with(text, until, place))) {
            done = place >= 0;
            break;
        }
        done = parse_one(self, text, place, nodes, &plain);
    }
    if (!done || !end_plain(nodes, &plain)) {
        Py_CLEAR(nodes);
    }
    Py_XDECREF(text);
    Py_XDECREF(plain);
    return nodes;
}

// --- Lines ---------------------------------------------------------------------------------------
static PyObject *parse_block(PyObject *self, PyObject *line);

static bool next_line(PyObject *self) {
    long number = get_long(&block_class, self, NUMBER);
    return number >= 0 && set_long(&block_class, self, NUMBER, number + 1);
}

/* Read the line at hand, a new reference; NULL without an exception at the end. */
static PyObject *current_line(PyObject *self) {
    PyObject *lines = get(&block_class, self, LINES), *line = NULL;
    long number = lines ? get_long(&block_class, self, NUMBER) : -1;
    if (number >= 0 && number < PyList_GET_SIZE(lines)) {
        line = Py_NewRef(PyList_GET_ITEM(lines, number));
    }
    Py_XDECREF(lines);
    return line;
}

/* Return the document of lines, whose reference is taken. */
static PyObject *parse_lines(PyObject *lines) {
    PyObject *self = lines ? make_instance(&block_class) : NULL, *line;
    PyObject *document = self ? make_leaf(DOCUMENT, NULL) : NULL;
    bool done = document && set(&block_class, self, LINES, Py_NewRef(lines)) &&
                set_long(&block_class, self, NUMBER, 0);
    while (done && (line = current_line(self))) {
        int filled = has_text(line);
        if (filled > 0) {
            PyObject *children = get(&node_classes[DOCUMENT], document, CHILDREN);
            done = children && append(children, parse_block(self, line));
            Py_XDECREF(children);
        } else {
            done = filled == 0 && next_line(self);
        }
        Py_DECREF(line);
    }
    if (!done || PyErr_Occurred()) {
        Py_CLEAR(document);
    }
    Py_XDECREF(self);
    Py_XDECREF(lines);
    return document;
}

/* Return a list of the lines from here on that a function says 1 of; it may say -1. */
static PyObject *take(PyObject *self, int (*belongs)(PyObject *line)) {
    long start = get_long(&block_class, self, NUMBER);
    PyObject *line;
    int belonging = start < 0 ? -1 : 1;
    while (belonging > 0 && (line = current_line(self))) {
        belonging = belongs(line);
        if (belonging > 0 && !next_line(self)) {
            belonging = -1;
        }
        Py_DECREF(line);
    }
    PyObject *lines = belonging < 0 ? NULL : get(&block_class, self, LINES);
    PyObject *taken =
        lines ? PyList_GetSlice(lines, start, get_long(&block_class, self, NUMBER)) : NULL;
    Py_XDECREF(lines);
    return taken;
}

static int is_quoted(PyObject *line) { return starts_with(line, quote, 0); }

static int is_code(PyObject *line) { return !starts_with(line, fence, 0); }

static int is_plain(PyObject *line) {
    int filled = has_text(line);
    if (filled <= 0) {
        return filled;
    }
    Py_UCS4 first = PyUnicode_READ_CHAR(line, 0);
    return first != '#' && first != '>' && !starts_with(line, fence, 0);
}

static PyObject *parse_heading(PyObject *self, PyObject *line) {
    long level = 0;
    while (character_at(line, level) == '#') {
        level++;
    }
    PyObject *title = next_line(self) ? rest_of(line, level) : NULL;
    PyObject *stripped = title ? PyObject_CallMethodNoArgs(title, strip_name) : NULL;
    Py_XDECREF(title);
    return make_parent(HEADING, parse_text(stripped), PyLong_FromLong(level));
}

static PyObject *parse_code(PyObject *self) {
    PyObject *lines = next_line(self) ? take(self, is_code) : NULL;
    PyObject *text = lines && next_line(self) ? PyUnicode_Join(line_end, lines) : NULL;
    Py_XDECREF(lines);
    return make_leaf(BLOCK, text);
}

/* Return a line without its first character and the space behind that. */
static PyObject *unquoted(PyObject *line) {
    PyObject *rest = rest_of(line, 1);
    PyObject *text = rest ? PyObject_CallMethodNoArgs(rest, lstrip_name) : NULL;
    Py_XDECREF(rest);
    return text;
}

static PyObject *parse_quote(PyObject *self) {
    PyObject *quoted = take(self, is_quoted), *lines = quoted ? PyList_New(0) : NULL;
    for (Py_ssize_t i = 0; lines && i < PyList_GET_SIZE(quoted); i++) {
        if (!append(lines, unquoted(PyList_GET_ITEM(quoted, i)))) {
            Py_CLEAR(lines);
        }
    }
    Py_XDECREF(quoted);
    PyObject *document = parse_lines(lines);
    PyObject *children = document ? get(&node_classes[DOCUMENT], document, CHILDREN) : NULL;
    Py_XDECREF(document);
    return make_parent(QUOTE, children, NULL);
}

static PyObject *parse_paragraph(PyObject *self) {
    PyObject *lines = take(self, is_plain);
    PyObject *text = lines ? PyUnicode_Join(space, lines) : NULL;
    Py_XDECREF(lines);
    return make_parent(PARAGRAPH, parse_text(text), NULL);
}

/* Return where the text of an item begins, or 0. */
static Py_ssize_t item_start(PyObject *line) {
    Py_UCS4 first = character_at(line, 0);
    if ((first == '-' || first == '*') && character_at(line, 1) == ' ') {
        return 2;
    }
    Py_ssize_t place = 0;
    while (Py_UNICODE_ISDIGIT(character_at(line, place))) {
        place++;
    }
    bool is_item =
        place && character_at(line, place) == '.' && character_at(line, place + 1) == ' ';
    return is_item ? place + 2 : 0;
}

static PyObject *parse_list(PyObject *self, PyObject *first) {
    bool is_ordered = Py_UNICODE_ISDIGIT(PyUnicode_READ_CHAR(first, 0));
    PyObject *listing = make_leaf(LISTING, PyBool_FromLong(is_ordered)), *line;
    bool done = listing, ends = false;
    while (done && !ends && (line = current_line(self))) {
        Py_ssize_t start = item_start(line);
        ends = !start;
        if (start) {
            PyObject *children = get(&node_classes[LISTING], listing, CHILDREN);
            PyObject *nodes = children ? parse_text(rest_of(line, start)) : NULL;
            done = nodes && append(children, make_parent(ITEM, nodes, NULL)) && next_line(self);
            Py_XDECREF(children);
        }
        Py_DECREF(line);
    }
    if (!done || PyErr_Occurred()) {
        Py_CLEAR(listing);
    }
    return listing;
}

static PyObject *parse_block(PyObject *self, PyObject *line) {
    if (PyUnicode_READ_CHAR(line, 0) == '#') {
        return parse_heading(self, line);
    }
    if (starts_with(line, fence, 0)) {
        return parse_code(self);
    }
    if (PyUnicode_READ_CHAR(line, 0) == '>') {
        return parse_quote(self);
    }
    return item_start(line) ? parse_list(self, line) : parse_paragraph(self);
}

// --- The writer ----------------------------------------------------------------------------------
static bool accept(PyObject *node, PyObject *writer);

/* Append a text, whose reference is taken, to the parts. */
static bool write_part(PyObject *writer, PyObject *text) {
    PyObject *parts = get(&writer_class, writer, PARTS);
    if (!parts) {
        Py_XDECREF(text);
        return false;
    }
    bool done = append(parts, text);
    Py_DECREF(parts);
    return done;
}

static bool write_text(PyObject *writer, PyObject *text) {
    return write_part(writer, Py_NewRef(text));
}

static bool write_children(PyObject *writer, PyObject *node, Kind kind) {
    PyObject *children = get(&node_classes[kind], node, CHILDREN);
    bool done = children;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(children); i++) {
        done = accept(PyList_GET_ITEM(children, i), writer);
    }
    Py_XDECREF(children);
    return done;
}

static bool wrap(PyObject *writer, PyObject *node, Kind kind, const char *tag, const char *end) {
    return write_part(writer, PyUnicode_FromFormat("<%s>", tag)) &&
           write_children(writer, node, kind) &&
           write_part(writer, PyUnicode_FromFormat("</%s>%s", tag, end));
}

/* Write the text of a leaf. */
static bool escape(PyObject *writer, PyObject *node, Kind kind) {
    PyObject *text = get(&node_classes[kind], node, DETAIL);
    bool done = text;
    for (Py_ssize_t i = 0; done && i < PyUnicode_GET_LENGTH(text); i++) {
        Py_UCS4 character = PyUnicode_READ_CHAR(text, i);
        if (character == '<') {
            done = write_text(writer, escaped_less);
        } else if (character == '&') {
            done = write_text(writer, escaped_ampersand);
        } else {
            done = write_part(writer, PyUnicode_FromOrdinal((int)character));
        }
    }
    Py_XDECREF(text);
    return done;
}

static bool visit_heading(PyObject *writer, PyObject *node) {
    char tag[8];
    PyOS_snprintf(tag, sizeof(tag), "h%ld", get_long(&node_classes[HEADING], node, DETAIL));
    return wrap(writer, node, HEADING, tag, "\n");
}

static bool visit_listing(PyObject *writer, PyObject *node) {
    PyObject *is_ordered = get(&node_classes[LISTING], node, DETAIL);
    bool done =
        is_ordered && wrap(writer, node, LISTING, is_ordered == Py_True ? "ol" : "ul", "\n");
    Py_XDECREF(is_ordered);
    return done;
}

static bool visit_link(PyObject *writer, PyObject *node) {
    PyObject *target = get(&node_classes[LINK], node, DETAIL);
    bool done = target && write_part(writer, PyUnicode_FromFormat("<a href=\"%U\">", target)) &&
                write_children(writer, node, LINK) && write_text(writer, end_link);
    Py_XDECREF(target);
    return done;
}

static bool visit(PyObject *writer, PyObject *node, Kind kind) {
    switch (kind) {
    case DOCUMENT:
        return write_children(writer, node, kind);
    case PARAGRAPH:
        return wrap(writer, node, kind, "p", "\n");
    case QUOTE:
        return wrap(writer, node, kind, "blockquote", "\n");
    case ITEM:
        return wrap(writer, node, kind, "li", "\n");
    case EMPHASIS:
        return wrap(writer, node, kind, "em", "");
    case STRONG:
        return wrap(writer, node, kind, "strong", "");
    case LISTING:
        return visit_listing(writer, node);
    case HEADING:
        return visit_heading(writer, node);
    case LINK:
        return visit_link(writer, node);
    case CODE:
        return write_text(writer, begin_code) && escape(writer, node, kind) &&
               write_text(writer, end_code);
    case BLOCK:
        return write_text(writer, begin_block) && escape(writer, node, kind) &&
               write_text(writer, end_block);
    default:
        return escape(writer, node, kind);
    }
}

/* Call the visitor's method, looked up by its name. */
static bool accept(PyObject *node, PyObject *writer) {
    PyObject *class_name = ((PyHeapTypeObject *)Py_TYPE(node))->ht_name;
    PyObject *lower = PyObject_CallMethodNoArgs(class_name, lower_name);
    PyObject *name = lower ? PyUnicode_Concat(visit_prefix, lower) : NULL;
    PyObject *kind = name ? PyDict_GetItemWithError(visits, name) : NULL;
    bool done = kind && visit(writer, node, (Kind)number_of(kind));
    Py_XDECREF(name);
    Py_XDECREF(lower);
    return done;
}

/* Return the HTML of a document. */
static PyObject *write_html(PyObject *document) {
    PyObject *writer = make_instance(&writer_class), *parts = NULL, *html = NULL;
    if (writer && set(&writer_class, writer, PARTS, PyList_New(0)) && accept(document, writer)) {
        parts = get(&writer_class, writer, PARTS);
    }
    if (parts) {
        html = PyUnicode_Join(empty, parts);
    }
    Py_XDECREF(parts);
    Py_XDECREF(writer);
    return html;
}

// --- Answers -------------------------------------------------------------------------------------
/* Return the sample with a number filled in. */
static PyObject *fill_sample(PyObject *template, PyObject *mark, long number) {
    PyObject *text = PyUnicode_FromFormat("%ld", number);
    PyObject *filled = text ? PyUnicode_Replace(template, mark, text, -1) : NULL;
    Py_XDECREF(text);
    return filled;
}

/* Return the lines of so many samples. */
static PyObject *make_lines(long count) {
    PyObject *template = PyUnicode_FromString(sample), *mark = PyUnicode_FromString("{n}");
    PyObject *samples = PyList_New(0);
    bool done = template && mark && samples;
    for (long number = 0; done && number < count; number++) {
        done = append(samples, fill_sample(template, mark, number));
    }
    PyObject *text = done ? PyUnicode_Join(line_end, samples) : NULL;
    PyObject *lines = text ? PyUnicode_Split(text, line_end, -1) : NULL;
    Py_XDECREF(text);
    Py_XDECREF(samples);
    Py_XDECREF(mark);
    Py_XDECREF(template);
    return lines;
}

static PyObject *run(double scale) {
    PyObject *document = parse_lines(make_lines(scaled(1500, scale, 1)));
    PyObject *html = document ? write_html(document) : NULL;
    Py_XDECREF(document);
    if (!html) {
        return NULL;
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(html);
    long checksum = 0;
    for (Py_ssize_t i = 0; i < length; i++) {
        checksum = (checksum * 31 + (long)PyUnicode_READ_CHAR(html, i)) % 1000003;
    }
    Py_DECREF(html);
    return Py_BuildValue("(nl)", length, checksum);
}

/* Make the class of a kind of nodes, and the name of the method that visits it. */
static bool prepare_kind(Kind kind) {
    const char *const names[] = {"children", kinds[kind].detail, NULL};
    PyTypeObject *base = kind == NODE ? &PyBaseObject_Type : node_classes[kinds[kind].base].type;
    PyObject *name = PyUnicode_FromFormat("visit_%s", kinds[kind].name);
    PyObject *lower = name ? PyObject_CallMethodNoArgs(name, lower_name) : NULL;
    PyObject *number = PyLong_FromLong(kind);
    bool done = lower && number && PyDict_SetItem(visits, lower, number) == 0 &&
                make_class(&node_classes[kind], kinds[kind].name, base, names);
    Py_XDECREF(number);
    Py_XDECREF(lower);
    Py_XDECREF(name);
    return done;
}

static const Constant constants[] = {{&empty, ""},
                                     {&space, " "},
                                     {&line_end, "\n"},
                                     {&star, "*"},
                                     {&two_stars, "**"},
                                     {&fence, "```"},
                                     {&quote, ">"},
                                     {&visit_prefix, "visit_"},
                                     {&strip_name, "strip"},
                                     {&lstrip_name, "lstrip"},
                                     {&lower_name, "lower"},
                                     {&link_middle, "]("},
                                     {&escaped_less, "&lt;"},
                                     {&escaped_ampersand, "&amp;"},
                                     {&end_link, "</a>"},
                                     {&begin_code, "<code>"},
                                     {&end_code, "</code>"},
                                     {&begin_block, "<pre>"},
                                     {&end_block, "</pre>\n"},
                                     {NULL, NULL}};

static bool prepare(void) {
    visits = PyDict_New();
    bool done = visits && make_texts(constants);
    for (Kind kind = NODE; done && kind < KINDS; kind++) {
        done = prepare_kind(kind);
    }
    return done && make_class(&inline_class, "InlineParser", &PyBaseObject_Type, inline_names) &&
           make_class(&block_class, "BlockParser", &PyBaseObject_Type, block_names) &&
           make_class(&writer_class, "HtmlWriter", &PyBaseObject_Type, writer_names);
}

LIMITS_MODULE(markdown)
