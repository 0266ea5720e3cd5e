/* benchmarks/programs/word_count.py by hand: words are texts, counts are in dictionaries by texts
 * and by pairs of texts, places in lists. A character in C is a code point, and an object where a
 * dictionary is asked for it, a text that grows a buffer; generators are loops that ask for the
 * next word, and items are sorted by C's comparison. All of the program's texts are ASCII. */
#include "limits.h"

enum { SYLLABLES = 10, WORDS_OF_LINE = 12, LATIN1 = 256, LONGEST_WORD = 16 };

static const char *const syllables[SYLLABLES] = {"ka", "lo", "mi",  "ter", "ran",
                                                 "us", "ve", "sho", "in",  "pel"};
// Whether a character is one of the program's frozenset of letters.
static bool is_letter[LATIN1];
// The texts of one character, which CPython has already.
static PyObject *characters[LATIN1];
static PyObject *space, *line_end, *full_stop, *lower_name;

static PyObject *call_method(PyObject *object, PyObject *name) {
    return PyObject_CallMethodNoArgs(object, name);
}

static const Py_UCS1 *characters_of(PyObject *text) { return PyUnicode_1BYTE_DATA(text); }

// --- The text ------------------------------------------------------------------------------------
/* Put a syllable behind what ends there; return the new end. */
static char *put_syllable(char *end, long choice) {
    return stpcpy(end, syllables[choice % SYLLABLES]);
}

static PyObject *make_word(long choice) {
    char word[LONGEST_WORD], *end = put_syllable(word, choice);
    if (choice % 3) {
        end = put_syllable(end, choice / 10);
    }
    if (choice % 7 == 0) {
        end = put_syllable(end, choice / 100);
    }
    if (choice % 11 == 0) {
        word[0] = (char)Py_TOUPPER(word[0]);
    }
    if (choice % 13 == 0) {
        *end++ = ',';
    }
    return PyUnicode_FromStringAndSize(word, end - word);
}

/* Append the words of a line as one text to the lines. */
static bool end_line(PyObject *lines, PyObject *line) {
    PyObject *text = PyUnicode_Join(space, line);
    PyUnicode_Append(&text, full_stop);
    return append(lines, text);
}

/* Return a text of so many words, some much more frequent than others. */
static PyObject *make_text(long count) {
    long state = 99;
    PyObject *lines = PyList_New(0), *line = PyList_New(0), *text = NULL;
    if (!lines || !line) {
        goto done;
    }
    for (long number = 0; number < count; number++) {
        state = (state * 1103515245 + 12345) % 2147483648;
        if (!append(line, make_word(state / 65536))) {
            goto done;
        }
        if (PyList_GET_SIZE(line) == WORDS_OF_LINE || number == count - 1) {
            if (!end_line(lines, line)) {
                goto done;
            }
            Py_SETREF(line, PyList_New(0));
            if (!line) {
                goto done;
            }
        }
    }
    text = PyUnicode_Join(line_end, lines);
done:
    Py_XDECREF(line);
    Py_XDECREF(lines);
    return text;
}

// --- Words ---------------------------------------------------------------------------------------
/* What words_of remembers between two words: the text in lower case and the next place. */
typedef struct {
    PyObject *text;
    Py_ssize_t place;
} Words;

static bool begin_words(Words *words, PyObject *text) {
    *words = (Words){call_method(text, lower_name), 0};
    return words->text;
}

/* Return the next word; NULL without an exception at the end. */
static PyObject *next_word(Words *words) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(words->text), start = -1;
    while (words->place < length) {
        Py_ssize_t place = words->place++;
        bool is_in_word = is_letter[characters_of(words->text)[place]];
        if (is_in_word && start < 0) {
            start = place;
        } else if (!is_in_word && start >= 0) {
            return PyUnicode_Substring(words->text, start, place);
        }
    }
    return start < 0 ? NULL : PyUnicode_Substring(words->text, start, length);
}

// --- Counts --------------------------------------------------------------------------------------
/* Add 1 to the number of a key, which begins with 0. */
static bool count(PyObject *counts, PyObject *key) {
    PyObject *before = PyDict_GetItemWithError(counts, key);
    if (!before && PyErr_Occurred()) {
        return false;
    }
    long number = before ? number_of(before) + 1 : 1;
    if (renumber(before, number)) {
        return true;
    }
    PyObject *after = PyLong_FromLong(number);
    bool done = after && PyDict_SetItem(counts, key, after) == 0;
    Py_XDECREF(after);
    return done;
}

static PyObject *count_words(PyObject *text) {
    PyObject *counts = PyDict_New(), *word;
    Words words = {0};
    bool done = counts && begin_words(&words, text);
    while (done && (word = next_word(&words))) {
        done = count(counts, word);
        Py_DECREF(word);
    }
    Py_XDECREF(words.text);
    if (!done || PyErr_Occurred()) {
        Py_CLEAR(counts);
    }
    return counts;
}

static bool count_pair(PyObject *pairs, PyObject *before, PyObject *word) {
    PyObject *key = PyTuple_Pack(2, before, word);
    bool done = key && count(pairs, key);
    Py_XDECREF(key);
    return done;
}

static bool is_mark(Py_UCS1 character) { return character == ',' || character == '.'; }

/* Return a word without marks around it, in lower case. */
static PyObject *plain_word(PyObject *marked) {
    const Py_UCS1 *first = PyUnicode_1BYTE_DATA(marked);
    const Py_UCS1 *end = first + PyUnicode_GET_LENGTH(marked);
    while (first < end && is_mark(*first)) {
        first++;
    }
    while (first < end && is_mark(end[-1])) {
        end--;
    }
    PyObject *word = PyUnicode_New(end - first, 127);
    for (Py_UCS1 *to = word ? PyUnicode_1BYTE_DATA(word) : NULL; to && first < end; first++) {
        *to++ = (Py_UCS1)Py_TOLOWER(*first);
    }
    return word;
}

static bool count_pairs_of_line(PyObject *pairs, PyObject *line) {
    PyObject *words = PyUnicode_Split(line, NULL, -1), *before = NULL;
    bool done = words;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(words); i++) {
        PyObject *word = plain_word(PyList_GET_ITEM(words, i));
        done = word && (!before || count_pair(pairs, before, word));
        Py_XSETREF(before, word);
    }
    Py_XDECREF(before);
    Py_XDECREF(words);
    return done;
}

/* Count pairs of words within a line. */
static PyObject *count_pairs(PyObject *text) {
    PyObject *pairs = PyDict_New(), *lines = PyUnicode_Split(text, line_end, -1);
    bool done = pairs && lines;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(lines); i++) {
        done = count_pairs_of_line(pairs, PyList_GET_ITEM(lines, i));
    }
    Py_XDECREF(lines);
    if (!done) {
        Py_CLEAR(pairs);
    }
    return pairs;
}

/* Return the value of a key, borrowed, which is a new list if there is none. */
static PyObject *list_of(PyObject *dictionary, PyObject *key) {
    PyObject *list = PyDict_GetItemWithError(dictionary, key);
    if (list || PyErr_Occurred()) {
        return list;
    }
    list = PyList_New(0);
    bool done = list && PyDict_SetItem(dictionary, key, list) == 0;
    Py_XDECREF(list);
    return done ? list : NULL;
}

/* Add 1 to the number at a place of a list, which grows by zeros. */
static bool count_place(PyObject *places, Py_ssize_t place) {
    while (PyList_GET_SIZE(places) <= place) {
        if (!append(places, PyLong_FromLong(0))) {
            return false;
        }
    }
    PyObject **number = &PyList_GET_ITEM(places, place);
    return store_long(number, number_of(*number) + 1);
}

static bool count_letters_of_word(PyObject *letters, PyObject *word) {
    for (Py_ssize_t place = 0; place < PyUnicode_GET_LENGTH(word); place++) {
        Py_UCS1 letter = characters_of(word)[place];
        if (letter == ',' || letter == '.') {
            continue;
        }
        PyObject *places = list_of(letters, characters[letter]);
        if (!places || !count_place(places, place)) {
            return false;
        }
    }
    return true;
}

/* Count the letters, and where in their words they stand. */
static PyObject *count_letters(PyObject *text) {
    PyObject *letters = PyDict_New(), *lower = call_method(text, lower_name);
    PyObject *words = lower ? PyUnicode_Split(lower, NULL, -1) : NULL;
    bool done = letters && words;
    for (Py_ssize_t i = 0; done && i < PyList_GET_SIZE(words); i++) {
        done = count_letters_of_word(letters, PyList_GET_ITEM(words, i));
    }
    Py_XDECREF(words);
    Py_XDECREF(lower);
    if (!done) {
        Py_CLEAR(letters);
    }
    return letters;
}

/* Append a line's number to those of a word, unless it is the last one already. */
static bool index_word(PyObject *index, PyObject *word, long number) {
    PyObject *numbers = list_of(index, word);
    if (!numbers) {
        return false;
    }
    Py_ssize_t length = PyList_GET_SIZE(numbers);
    if (length && number_of(PyList_GET_ITEM(numbers, length - 1)) == number) {
        return true;
    }
    return append(numbers, PyLong_FromLong(number));
}

/* Return for each word the numbers of its lines. */
static PyObject *index_lines(PyObject *text) {
    PyObject *index = PyDict_New(), *lines = PyUnicode_Split(text, line_end, -1), *word;
    bool done = index && lines;
    for (Py_ssize_t number = 0; done && number < PyList_GET_SIZE(lines); number++) {
        Words words;
        done = begin_words(&words, PyList_GET_ITEM(lines, number));
        while (done && (word = next_word(&words))) {
            done = index_word(index, word, number);
            Py_DECREF(word);
        }
        done = done && !PyErr_Occurred();
        Py_XDECREF(words.text);
    }
    Py_XDECREF(lines);
    if (!done) {
        Py_CLEAR(index);
    }
    return index;
}

// --- Answers -------------------------------------------------------------------------------------
/* What is counted, and how often: a word or a pair. */
typedef struct {
    PyObject *counted;
    long frequency;
} Item;

static int compare_texts(PyObject *left, PyObject *right) {
    Py_ssize_t left_length = PyUnicode_GET_LENGTH(left), length = PyUnicode_GET_LENGTH(right);
    size_t common = (size_t)(left_length < length ? left_length : length);
    int order = memcmp(PyUnicode_1BYTE_DATA(left), PyUnicode_1BYTE_DATA(right), common);
    return order ? order : (left_length > length) - (left_length < length);
}

static int compare_counted(PyObject *left, PyObject *right) {
    if (PyUnicode_Check(left)) {
        return compare_texts(left, right);
    }
    int order = compare_texts(PyTuple_GET_ITEM(left, 0), PyTuple_GET_ITEM(right, 0));
    return order ? order : compare_texts(PyTuple_GET_ITEM(left, 1), PyTuple_GET_ITEM(right, 1));
}

/* The order of what is counted: the most frequent first, then by texts. */
static int compare_items(const void *left, const void *right) {
    const Item *first = left, *second = right;
    int order = (first->frequency < second->frequency) - (first->frequency > second->frequency);
    return order ? order : compare_counted(first->counted, second->counted);
}

/* Return the list of the first items. */
static PyObject *list_items(const Item *items, Py_ssize_t count) {
    PyObject *list = PyList_New(0);
    for (Py_ssize_t i = 0; list && i < count; i++) {
        PyObject *frequency = PyLong_FromLong(items[i].frequency);
        if (!append(list, make_pair(Py_NewRef(items[i].counted), frequency))) {
            Py_CLEAR(list);
        }
    }
    return list;
}

/* Return the items of a dictionary with the greatest numbers, which is taken and may be NULL. */
static PyObject *most_frequent(PyObject *counts, Py_ssize_t limit) {
    Item *items = counts ? PyMem_New(Item, (size_t)PyDict_GET_SIZE(counts)) : NULL;
    PyObject *counted, *frequency, *most = NULL;
    Py_ssize_t count = 0, place = 0;
    while (items && PyDict_Next(counts, &place, &counted, &frequency)) {
        items[count++] = (Item){counted, number_of(frequency)};
    }
    if (items) {
        qsort(items, (size_t)count, sizeof(*items), compare_items);
        most = list_items(items, count < limit ? count : limit);
    } else if (counts) {
        PyErr_NoMemory();
    }
    PyMem_Free(items);
    Py_XDECREF(counts);
    return most;
}

/* Return the sum of a list's length times its sum, or times its last number, over the values of a
 * dictionary, which is taken and may be NULL. */
static PyObject *sum_lists(PyObject *dictionary, bool by_last) {
    Py_ssize_t place = 0;
    long total = 0;
    PyObject *key, *list;
    if (!dictionary) {
        return NULL;
    }
    while (PyDict_Next(dictionary, &place, &key, &list)) {
        Py_ssize_t length = PyList_GET_SIZE(list);
        long sum = 0;
        for (Py_ssize_t i = by_last ? length - 1 : 0; i < length; i++) {
            sum += number_of(PyList_GET_ITEM(list, i));
        }
        total += length * sum;
    }
    Py_DECREF(dictionary);
    return PyLong_FromLong(total);
}

static PyObject *run(double scale) {
    PyObject *text = make_text(scaled(100000, scale, 1)), *result = NULL;
    PyObject *words = text ? most_frequent(count_words(text), 5) : NULL;
    PyObject *pairs = words ? most_frequent(count_pairs(text), 3) : NULL;
    PyObject *letters = pairs ? sum_lists(count_letters(text), false) : NULL;
    PyObject *index = letters ? sum_lists(index_lines(text), true) : NULL;
    if (index) {
        result = PyTuple_Pack(4, words, pairs, letters, index);
    }
    Py_XDECREF(index);
    Py_XDECREF(letters);
    Py_XDECREF(pairs);
    Py_XDECREF(words);
    Py_XDECREF(text);
    return result;
}

static const Constant constants[] = {
    {&space, " "}, {&line_end, "\n"}, {&full_stop, "."}, {&lower_name, "lower"}, {NULL, NULL}};

static bool prepare(void) {
    for (int i = 0; i < LATIN1; i++) {
        if (!(characters[i] = PyUnicode_FromOrdinal(i))) {
            return false;
        }
    }
    memset(is_letter + 'a', true, 'z' - 'a' + 1);
    return make_texts(constants);
}

LIMITS_MODULE(word_count)
