# Texts: Python/C API Reference Manual, "Unicode Objects and Codecs". `str` results are references of one's own; texts
# that a function gives as pointers are lent by the object. Functions of Py_UNICODE and those of Windows are an error
# where the headers do not have them.

from libc.stddef cimport wchar_t

cdef extern from "Python.h":
    ctypedef unsigned char Py_UCS1
    ctypedef unsigned short Py_UCS2

    # --- Inside --------------------------------------------------------------------------------------------------
    const int PyUnicode_WCHAR_KIND
    const int PyUnicode_1BYTE_KIND
    const int PyUnicode_2BYTE_KIND
    const int PyUnicode_4BYTE_KIND

    bint PyUnicode_Check(object o)
    bint PyUnicode_CheckExact(object o)
    Py_ssize_t PyUnicode_GET_LENGTH(object o)
    int PyUnicode_KIND(object o)
    void *PyUnicode_DATA(object o)
    Py_UCS1 *PyUnicode_1BYTE_DATA(object o)
    Py_UCS2 *PyUnicode_2BYTE_DATA(object o)
    Py_UCS4 *PyUnicode_4BYTE_DATA(object o)
    Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index)
    Py_UCS4 PyUnicode_READ_CHAR(object o, Py_ssize_t index)
    void PyUnicode_WRITE(int kind, void *data, Py_ssize_t index, Py_UCS4 value)
    bint PyUnicode_IsIdentifier(object o)
    # Gone with Py_UNICODE.
    Py_ssize_t PyUnicode_GET_SIZE(object o)
    Py_ssize_t PyUnicode_GET_DATA_SIZE(object o)
    Py_UNICODE *PyUnicode_AS_UNICODE(object o)
    const char *PyUnicode_AS_DATA(object o)
    Py_UNICODE *PyUnicode_AsUnicode(object o) except NULL
    Py_ssize_t PyUnicode_GetSize(object o) except -1
    str PyUnicode_FromUnicode(Py_UNICODE *u, Py_ssize_t size)

    # --- Characters ----------------------------------------------------------------------------------------------
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISTITLE(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISLINEBREAK(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDIGIT(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISNUMERIC(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISALPHA(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISPRINTABLE(Py_UCS4 ch) nogil
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 ch) nogil
    Py_UCS4 Py_UNICODE_TOUPPER(Py_UCS4 ch) nogil
    Py_UCS4 Py_UNICODE_TOTITLE(Py_UCS4 ch) nogil
    # -1 if the character has no such value.
    int Py_UNICODE_TODECIMAL(Py_UCS4 ch) nogil
    int Py_UNICODE_TODIGIT(Py_UCS4 ch) nogil
    double Py_UNICODE_TONUMERIC(Py_UCS4 ch) nogil

    # --- Making and reading texts --------------------------------------------------------------------------------
    # A text that New makes is to be filled before anyone sees it.
    str PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar)
    str PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)
    str PyUnicode_FromString(const char *u)
    str PyUnicode_FromStringAndSize(const char *u, Py_ssize_t size)
    str PyUnicode_FromFormat(const char *format, ...)
    str PyUnicode_FromOrdinal(int ordinal)
    str PyUnicode_FromEncodedObject(object o, const char *encoding, const char *errors)
    str PyUnicode_FromObject(object obj)
    str PyUnicode_FromWideChar(const wchar_t *w, Py_ssize_t size)
    str PyUnicode_InternFromString(const char *v)
    Py_ssize_t PyUnicode_GetLength(object unicode) except -1
    Py_ssize_t PyUnicode_CopyCharacters(object to, Py_ssize_t to_start, object from_, Py_ssize_t from_start,
                                        Py_ssize_t how_many) except -1
    Py_ssize_t PyUnicode_Fill(object unicode, Py_ssize_t start, Py_ssize_t length, Py_UCS4 fill_char) except -1
    int PyUnicode_WriteChar(object unicode, Py_ssize_t index, Py_UCS4 character) except -1
    Py_UCS4 PyUnicode_ReadChar(object unicode, Py_ssize_t index) except? -1
    str PyUnicode_Substring(object str, Py_ssize_t start, Py_ssize_t end)
    Py_UCS4 *PyUnicode_AsUCS4(object u, Py_UCS4 *buffer, Py_ssize_t buflen, bint copy_null) except NULL
    # PyMem_Free is for the results of these two.
    Py_UCS4 *PyUnicode_AsUCS4Copy(object u) except NULL
    wchar_t *PyUnicode_AsWideCharString(object o, Py_ssize_t *size) except NULL
    Py_ssize_t PyUnicode_AsWideChar(object o, wchar_t *w, Py_ssize_t size) except -1

    # --- Methods -------------------------------------------------------------------------------------------------
    str PyUnicode_Concat(object left, object right)
    list PyUnicode_Split(object s, object sep, Py_ssize_t maxsplit)
    list PyUnicode_Splitlines(object s, bint keepend)
    object PyUnicode_Translate(object str, object table, const char *errors)
    str PyUnicode_Join(object separator, object seq)
    # The direction is -1 for the end of the text, 1 for its start.
    Py_ssize_t PyUnicode_Tailmatch(object str, object substr, Py_ssize_t start, Py_ssize_t end, int direction) except -1
    # -1 is for what is not there.
    Py_ssize_t PyUnicode_Find(object str, object substr, Py_ssize_t start, Py_ssize_t end, int direction) except -2
    Py_ssize_t PyUnicode_FindChar(object str, Py_UCS4 ch, Py_ssize_t start, Py_ssize_t end, int direction) except -2
    Py_ssize_t PyUnicode_Count(object str, object substr, Py_ssize_t start, Py_ssize_t end) except -1
    str PyUnicode_Replace(object str, object substr, object replstr, Py_ssize_t maxcount)
    int PyUnicode_Compare(object left, object right) except? -1
    int PyUnicode_CompareWithASCIIString(object uni, const char *string)
    object PyUnicode_RichCompare(object left, object right, int op)
    str PyUnicode_Format(object format, object args)
    int PyUnicode_Contains(object container, object element) except -1

    # --- Codecs --------------------------------------------------------------------------------------------------
    # An encoding NULL is UTF-8, errors NULL are "strict". Functions named Encode take a Py_UNICODE *, and are gone
    # with it.
    str PyUnicode_Decode(const char *s, Py_ssize_t size, const char *encoding, const char *errors)
    object PyUnicode_Encode(Py_UNICODE *s, Py_ssize_t size, const char *encoding, const char *errors)
    object PyUnicode_AsEncodedString(object unicode, const char *encoding, const char *errors)

    const char *PyUnicode_AsUTF8(object unicode) except NULL
    const char *PyUnicode_AsUTF8AndSize(object unicode, Py_ssize_t *size) except NULL
    str PyUnicode_DecodeUTF8(const char *s, Py_ssize_t size, const char *errors)
    str PyUnicode_DecodeUTF8Stateful(const char *s, Py_ssize_t size, const char *errors, Py_ssize_t *consumed)
    bytes PyUnicode_EncodeUTF8(Py_UNICODE *s, Py_ssize_t size, const char *errors)
    bytes PyUnicode_AsUTF8String(object unicode)

    # The order is -1 (little endian), 1 (big endian) or 0: what a mark says, which is written here if there is one.
    str PyUnicode_DecodeUTF16(const char *s, Py_ssize_t size, const char *errors, int *byteorder)
    str PyUnicode_DecodeUTF16Stateful(const char *s, Py_ssize_t size, const char *errors, int *byteorder,
                                      Py_ssize_t *consumed)
    bytes PyUnicode_EncodeUTF16(Py_UNICODE *s, Py_ssize_t size, const char *errors, int byteorder)
    bytes PyUnicode_AsUTF16String(object unicode)

    str PyUnicode_DecodeUnicodeEscape(const char *s, Py_ssize_t size, const char *errors)
    object PyUnicode_EncodeUnicodeEscape(Py_UNICODE *s, Py_ssize_t size)
    bytes PyUnicode_AsUnicodeEscapeString(object unicode)
    str PyUnicode_DecodeRawUnicodeEscape(const char *s, Py_ssize_t size, const char *errors)
    object PyUnicode_EncodeRawUnicodeEscape(Py_UNICODE *s, Py_ssize_t size, const char *errors)
    bytes PyUnicode_AsRawUnicodeEscapeString(object unicode)

    str PyUnicode_DecodeLatin1(const char *s, Py_ssize_t size, const char *errors)
    bytes PyUnicode_EncodeLatin1(Py_UNICODE *s, Py_ssize_t size, const char *errors)
    bytes PyUnicode_AsLatin1String(object unicode)
    str PyUnicode_DecodeASCII(const char *s, Py_ssize_t size, const char *errors)
    bytes PyUnicode_EncodeASCII(Py_UNICODE *s, Py_ssize_t size, const char *errors)
    bytes PyUnicode_AsASCIIString(object o)

    str PyUnicode_DecodeCharmap(const char *s, Py_ssize_t size, object mapping, const char *errors)
    bytes PyUnicode_EncodeCharmap(Py_UNICODE *s, Py_ssize_t size, object mapping, const char *errors)
    bytes PyUnicode_AsCharmapString(object o, object mapping)
    object PyUnicode_TranslateCharmap(Py_UNICODE *s, Py_ssize_t size, object table, const char *errors)

    str PyUnicode_DecodeMBCS(const char *s, Py_ssize_t size, const char *errors)
    str PyUnicode_DecodeMBCSStateful(const char *s, Py_ssize_t size, const char *errors, Py_ssize_t *consumed)
    bytes PyUnicode_EncodeMBCS(Py_UNICODE *s, Py_ssize_t size, const char *errors)
    bytes PyUnicode_AsMBCSString(object o)
    bytes PyUnicode_EncodeCodePage(int code_page, object unicode, const char *errors)

    # --- Arrays of Py_UCS4 that end in zero, gone from the headers -----------------------------------------------
    size_t Py_UCS4_strlen(const Py_UCS4 *u)
    Py_UCS4 *Py_UCS4_strcpy(Py_UCS4 *s1, const Py_UCS4 *s2)
    Py_UCS4 *Py_UCS4_strncpy(Py_UCS4 *s1, const Py_UCS4 *s2, size_t n)
    Py_UCS4 *Py_UCS4_strcat(Py_UCS4 *s1, const Py_UCS4 *s2)
    int Py_UCS4_strcmp(const Py_UCS4 *s1, const Py_UCS4 *s2)
    int Py_UCS4_strncmp(const Py_UCS4 *s1, const Py_UCS4 *s2, size_t n)
    Py_UCS4 *Py_UCS4_strchr(const Py_UCS4 *s, Py_UCS4 c)
    Py_UCS4 *Py_UCS4_strrchr(const Py_UCS4 *s, Py_UCS4 c)
