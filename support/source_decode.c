// Decoding: takes the raw bytes of a file, gives UTF-8.
//
// The encoding comes from the byte order mark or the cookie of PEP 263, else it is UTF-8. UTF-8,
// ASCII and Latin-1 are done here, all others by iconv. Line ends stay as they are.

#include "support/internal.h"
#include "support/utf8.h"
#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <string.h>

typedef struct Piece {
    const char *start;
    size_t length;
} Piece;

// Returns the line at `text` without its end.
static Piece line_at(const char *text, const char *end) {
    const char *stop = text;
    while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
    return (Piece){text, (size_t)(stop - text)};
}

// Tells whether the line is blank or a comment; only then may the cookie be in the line after it.
static bool is_comment_or_blank(Piece line) {
    for (size_t i = 0; i < line.length; i++) {
        char byte = line.start[i];
        if (byte == '#')
            return true;
        if (byte != ' ' && byte != '\t' && byte != '\f')
            return false;
    }
    return true;
}

// Returns the encoding that a line names as PEP 263 says: ^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)
// In Cython's files the directive c_string_encoding is none.
static Piece find_cookie(Piece line, bool is_cython) {
    static const char directive[] = "c_string_en";
    const size_t width = sizeof directive - 1;
    const char *next = line.start, *end = line.start + line.length;
    while (next < end && (*next == ' ' || *next == '\t' || *next == '\f'))
        next++;
    if (next == end || *next != '#')
        return (Piece){NULL, 0};
    for (; end - next > 7; next++) {
        if (memcmp(next, "coding", 6) != 0 || (next[6] != ':' && next[6] != '='))
            continue;
        if (is_cython && (size_t)(next - line.start) >= width &&
            memcmp(next - width, directive, width) == 0)
            continue;
        const char *start = next + 7;
        while (start < end && (*start == ' ' || *start == '\t'))
            start++;
        const char *stop = start;
        while (stop < end &&
               (isalnum((unsigned char)*stop) || *stop == '-' || *stop == '_' || *stop == '.'))
            stop++;
        if (stop > start)
            return (Piece){start, (size_t)(stop - start)};
    }
    return (Piece){NULL, 0};
}

// Returns the encoding that the first two lines name, or nothing.
static Piece find_declared_encoding(const char *text, const char *end, bool is_cython) {
    Piece first = line_at(text, end);
    Piece cookie = find_cookie(first, is_cython);
    if (cookie.start || !is_comment_or_blank(first))
        return cookie;
    const char *next = first.start + first.length;
    if (next == end)
        return cookie;
    next += end - next > 1 && next[0] == '\r' && next[1] == '\n' ? 2 : 1;
    return find_cookie(line_at(next, end), is_cython);
}

// Returns the name in lower case, with '-' for '_'.
static char *normalize_encoding(Arena *arena, Piece name) {
    char *text = arena_copy_bytes(arena, name.start, name.length);
    for (char *next = text; *next; next++)
        *next = *next == '_' ? '-' : (char)tolower((unsigned char)*next);
    return text;
}

// Tells whether the name is one of the `names` (a list with spaces around each) or one followed by
// '-'.
static bool is_encoding(const char *name, const char *const *names) {
    for (; *names; names++) {
        size_t length = strlen(*names);
        if (!strncmp(name, *names, length) && (name[length] == '\0' || name[length] == '-'))
            return true;
    }
    return false;
}

static bool is_utf8(const char *name) {
    static const char *const names[] = {"utf-8", "utf8", NULL};
    return is_encoding(name, names);
}

static bool is_latin1(const char *name) {
    static const char *const names[] = {"latin-1",     "latin1", "iso-8859-1", "iso8859-1",
                                        "iso-latin-1", "l1",     NULL};
    return is_encoding(name, names);
}

static bool is_ascii(const char *name) {
    return !strcmp(name, "ascii") || !strcmp(name, "us-ascii");
}

static DecodedText decode_failure(DiagCode problem, size_t offset, size_t extent,
                                  const char *encoding) {
    return (DecodedText){
        .problem = problem, .offset = offset, .extent = extent, .encoding = encoding};
}

// Checks text that is UTF-8 already and gives it as it is.
static DecodedText decode_utf8(const char *bytes, size_t start, size_t length) {
    size_t valid = utf8_valid_length(bytes + start, length - start);
    if (start + valid < length)
        return decode_failure(DIAG_E0004, start + valid, 1, "utf-8");
    return (DecodedText){.text = bytes + start, .length = length - start, .encoding = "utf-8"};
}

static DecodedText decode_ascii(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return decode_failure(DIAG_E0004, i, 1, "ascii");
    return (DecodedText){.text = bytes, .length = length, .encoding = "ascii"};
}

static DecodedText decode_latin1(Arena *arena, const char *bytes, size_t length) {
    size_t high = 0;
    for (size_t i = 0; i < length; i++)
        high += (unsigned char)bytes[i] >= 0x80;
    char *text = arena_allocate(arena, length + high + 1), *next = text;
    for (size_t i = 0; i < length; i++)
        next += utf8_encode((unsigned char)bytes[i], next);
    return (DecodedText){.text = text, .length = length + high, .encoding = "latin-1"};
}

// Opens the converter under the names that Python and the C library may give it.
static iconv_t open_converter(Arena *arena, const char *name) {
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter != (iconv_t)-1)
        return converter;
    char *other = arena_copy_string(arena, name);
    for (char *next = other; *next; next++)
        if (*next == '-')
            *next = '_';
    converter = iconv_open("UTF-8", other);
    if (converter == (iconv_t)-1 && !strcmp(name, "mac-roman"))
        converter = iconv_open("UTF-8", "MACINTOSH");
    return converter;
}

// Converts through the C library.
static DecodedText decode_other(Arena *arena, const char *bytes, size_t length, const char *name) {
    iconv_t converter = open_converter(arena, name);
    if (converter == (iconv_t)-1)
        return decode_failure(DIAG_E0006, 0, 0, name);
    size_t room = length + length / 2 + 64;
    char *text = arena_allocate(arena, room);
    char *input = (char *)bytes, *output = text; // iconv does not write to its input
    size_t input_left = length, output_left = room;
    while (iconv(converter, &input, &input_left, &output, &output_left) == (size_t)-1) {
        if (errno != E2BIG) {
            iconv_close(converter);
            return decode_failure(DIAG_E0004, length - input_left, 1, name);
        }
        size_t used = room - output_left;
        text = arena_grow(arena, text, room, room * 2);
        output = text + used;
        output_left += room;
        room *= 2;
    }
    iconv_close(converter);
    size_t used = room - output_left;
    text = arena_grow(arena, text, room, room + 1);
    text[used] = '\0';
    return (DecodedText){.text = text, .length = used, .encoding = name};
}

DecodedText decode_source_text(Arena *arena, const char *bytes, size_t length, bool is_cython) {
    zi_assert(bytes);
    size_t mark = length >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;
    Piece cookie = find_declared_encoding(bytes + mark, bytes + length, is_cython);
    const char *name = cookie.start ? normalize_encoding(arena, cookie) : "utf-8";
    DecodedText decoded;
    if (mark && !is_utf8(name))
        decoded = decode_failure(DIAG_E0010, 0, 0, name);
    else if (is_utf8(name))
        decoded = decode_utf8(bytes, mark, length);
    else if (is_ascii(name))
        decoded = decode_ascii(bytes, length);
    else if (is_latin1(name))
        decoded = decode_latin1(arena, bytes, length);
    else
        decoded = decode_other(arena, bytes, length, name);
    if (!decoded.text && (decoded.problem == DIAG_E0006 || decoded.problem == DIAG_E0010)) {
        decoded.offset = (size_t)(cookie.start - bytes);
        decoded.extent = cookie.length;
    }
    // A NUL byte says more about a binary file than a byte after it that is not text.
    const char *null_byte = memchr(bytes, '\0', decoded.text ? length : decoded.offset);
    if (null_byte)
        return decode_failure(DIAG_E0005, (size_t)(null_byte - bytes), 1, decoded.encoding);
    return decoded;
}
