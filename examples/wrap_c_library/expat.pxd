"""What xmlevents.pyx uses of Expat, as expat.h declares it and under the same names.

The C compiler reads the header itself; these lines say how Cython code may use it. So only what is
used has to be here, and of a struct only the fields that are read.
"""

# The functions need no Python object: they may be called without the GIL.
cdef extern from "expat.h" nogil:
    # Macros without arguments are constants of the type that one gives them.
    const int XML_MAJOR_VERSION
    const int XML_MINOR_VERSION
    const int XML_MICRO_VERSION

    ctypedef char XML_Char
    ctypedef unsigned char XML_Bool
    # Of the header's `XML_Size` it only matters that it is an unsigned integer.
    ctypedef unsigned long XML_Size

    const XML_Bool XML_TRUE
    const XML_Bool XML_FALSE

    # The handle: a pointer to a struct that expat.h does not show either.
    struct XML_ParserStruct:
        pass
    ctypedef XML_ParserStruct *XML_Parser

    enum XML_Status:
        XML_STATUS_ERROR
        XML_STATUS_OK

    enum XML_Error:
        XML_ERROR_NONE
        XML_ERROR_NO_MEMORY

    XML_Parser XML_ParserCreate(const XML_Char *encoding)
    void XML_ParserFree(XML_Parser parser)
    XML_Status XML_Parse(XML_Parser parser, const char *data, int length, int is_final)
    XML_Status XML_StopParser(XML_Parser parser, XML_Bool is_resumable)

    # Where the parser stands, and what went wrong there.
    XML_Error XML_GetErrorCode(XML_Parser parser)
    const char *XML_ErrorString(XML_Error code)
    XML_Size XML_GetCurrentLineNumber(XML_Parser parser)
    XML_Size XML_GetCurrentColumnNumber(XML_Parser parser)

    # What is called back. C code knows no Python exceptions: hence `noexcept`.
    ctypedef void (*XML_StartElementHandler)(
        void *context, const XML_Char *name, const XML_Char **attributes) noexcept
    ctypedef void (*XML_EndElementHandler)(void *context, const XML_Char *name) noexcept
    ctypedef void (*XML_CharacterDataHandler)(
        void *context, const XML_Char *text, int length) noexcept
    ctypedef void (*XML_ElementDeclHandler)(
        void *context, const XML_Char *name, XML_Content *model) noexcept

    void XML_SetUserData(XML_Parser parser, void *context)
    void XML_SetStartElementHandler(XML_Parser parser, XML_StartElementHandler handler)
    void XML_SetEndElementHandler(XML_Parser parser, XML_EndElementHandler handler)
    void XML_SetCharacterDataHandler(XML_Parser parser, XML_CharacterDataHandler handler)
    void XML_SetElementDeclHandler(XML_Parser parser, XML_ElementDeclHandler handler)

    # What a DTD says that an element may contain: a tree of structs.
    enum XML_Content_Type:
        XML_CTYPE_EMPTY
        XML_CTYPE_ANY
        XML_CTYPE_MIXED
        XML_CTYPE_NAME
        XML_CTYPE_CHOICE
        XML_CTYPE_SEQ

    enum XML_Content_Quant:
        XML_CQUANT_NONE
        XML_CQUANT_OPT
        XML_CQUANT_REP
        XML_CQUANT_PLUS

    ctypedef struct XML_Content:
        XML_Content_Type type
        XML_Content_Quant quant
        XML_Char *name
        unsigned int numchildren
        XML_Content *children

    void XML_FreeContentModel(XML_Parser parser, XML_Content *model)

    # What the library was built with.
    ctypedef struct XML_Expat_Version:
        int major
        int minor
        int micro

    XML_Expat_Version XML_ExpatVersionInfo()

    enum XML_FeatureEnum:
        XML_FEATURE_END

    ctypedef struct XML_Feature:
        XML_FeatureEnum feature
        const char *name
        long value

    const XML_Feature *XML_GetFeatureList()
