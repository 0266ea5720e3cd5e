"""What gate_declarations.py knows to be so, with the reasons."""

# Names that headers do not have: {module: [(reason, first and last minor version of 3, names)]}.
ALL = (9, 15)
MISSING = {
    "cpython.buffer": [
        ("Python 2's", ALL, "PyBUF_SHADOW PyObject_CopyToObject"),
    ],
    "cpython.bytes": [
        (
            "Python 2's",
            ALL,
            "PyBytes_Format PyBytes_InternInPlace PyBytes_InternFromString PyBytes_Decode "
            "PyBytes_AsDecodedObject PyBytes_Encode PyBytes_AsEncodedObject",
        ),
    ],
    "cpython.ceval": [
        ("removed", (13, 15), "PyEval_ThreadsInitialized"),
    ],
    "cpython.exc": [
        (
            "Windows",
            ALL,
            "PyErr_SetFromWindowsErr PyErr_SetExcFromWindowsErr "
            "PyErr_SetFromWindowsErrWithFilename PyErr_SetExcFromWindowsErrWithFilename",
        ),
        ("came later", (9, 9), "PyErr_SetInterruptEx"),
    ],
    "cpython.instance": [
        ("Python 2's", ALL, "PyInstance_Check PyInstance_New PyInstance_NewRaw"),
    ],
    "cpython.long": [
        (
            "came later",
            (9, 12),
            "Py_ASNATIVEBYTES_DEFAULTS Py_ASNATIVEBYTES_BIG_ENDIAN "
            "Py_ASNATIVEBYTES_LITTLE_ENDIAN Py_ASNATIVEBYTES_NATIVE_ENDIAN "
            "Py_ASNATIVEBYTES_UNSIGNED_BUFFER Py_ASNATIVEBYTES_REJECT_NEGATIVE "
            "Py_ASNATIVEBYTES_ALLOW_INDEX PyLong_FromNativeBytes "
            "PyLong_FromUnsignedNativeBytes PyLong_AsNativeBytes",
        ),
        ("came later", (9, 13), "PyLong_AsInt32 PyLong_AsInt64 PyLong_AsUInt32 PyLong_AsUInt64"),
        ("removed", (10, 15), "PyLong_FromUnicode"),
    ],
    "cpython.method": [
        ("Python 2's", ALL, "PyMethod_Class PyMethod_GET_CLASS"),
    ],
    "cpython.number": [
        ("Python 2's", ALL, "PyNumber_Divide PyNumber_InPlaceDivide PyNumber_Coerce"),
    ],
    "cpython.object": [
        (
            "Python 2's",
            ALL,
            "cmpfunc tp_compare PyObject_Cmp PyObject_Compare Py_TPFLAGS_INT_SUBCLASS "
            "Py_TPFLAGS_STRING_SUBCLASS",
        ),
        (
            "came later",
            (9, 9),
            "Py_TPFLAGS_IMMUTABLETYPE Py_TPFLAGS_DISALLOW_INSTANTIATION Py_TPFLAGS_SEQUENCE "
            "Py_TPFLAGS_MAPPING",
        ),
        ("came later", (9, 10), "Py_TPFLAGS_MANAGED_DICT"),
        ("came later", (9, 11), "Py_TPFLAGS_MANAGED_WEAKREF Py_TPFLAGS_ITEMS_AT_END"),
    ],
    "cpython.pylifecycle": [
        ("private, or Windows", ALL, "_Py_InitializeEx_Private _Py_CheckPython3"),
        ("removed", (10, 15), "_Py_PyAtExit"),
        (
            "removed",
            (13, 15),
            "Py_SetPath Py_SetStandardStreamEncoding _Py_RestoreSignals _Py_gitidentifier "
            "_Py_gitversion _PyOS_URandom _PyOS_URandomNonblock",
        ),
        (
            "removed",
            (15, 15),
            "Py_GetProgramName Py_GetPythonHome Py_GetProgramFullPath Py_GetPrefix "
            "Py_GetExecPrefix Py_GetPath",
        ),
    ],
    "cpython.pythread": [
        ("Python 2's", ALL, "PyThread_type_sema"),
    ],
    "cpython.ref": [
        (
            "came later",
            (9, 13),
            "PyUnstable_Object_EnableDeferredRefcount "
            "PyUnstable_Object_IsUniqueReferencedTemporary "
            "PyUnstable_Object_IsUniquelyReferenced PyUnstable_IsImmortal "
            "PyUnstable_EnableTryIncRef PyUnstable_TryIncRef",
        ),
    ],
    "cpython.sentinel": [
        ("came later", (9, 14), "PySentinel_Check PySentinel_New"),
    ],
    "cpython.set": [
        ("came later", (9, 9), "PySet_CheckExact"),
    ],
    "cpython.type": [
        ("came later", (9, 9), "Py_am_send"),
        ("came later", (9, 13), "Py_tp_vectorcall Py_tp_token"),
    ],
    "cpython.unicode": [
        (
            "Windows",
            ALL,
            "PyUnicode_DecodeMBCS PyUnicode_DecodeMBCSStateful PyUnicode_EncodeMBCS "
            "PyUnicode_AsMBCSString PyUnicode_EncodeCodePage",
        ),
        (
            "removed in 3.9",
            ALL,
            "Py_UCS4_strlen Py_UCS4_strcpy Py_UCS4_strncpy Py_UCS4_strcat Py_UCS4_strcmp "
            "Py_UCS4_strncmp Py_UCS4_strchr Py_UCS4_strrchr",
        ),
        (
            "removed",
            (11, 15),
            "PyUnicode_Encode PyUnicode_EncodeUTF8 PyUnicode_EncodeUTF16 "
            "PyUnicode_EncodeUnicodeEscape PyUnicode_EncodeRawUnicodeEscape "
            "PyUnicode_EncodeLatin1 PyUnicode_EncodeASCII PyUnicode_EncodeCharmap "
            "PyUnicode_TranslateCharmap",
        ),
        (
            "removed",
            (12, 15),
            "PyUnicode_WCHAR_KIND PyUnicode_GET_SIZE PyUnicode_GET_DATA_SIZE "
            "PyUnicode_AS_UNICODE PyUnicode_AS_DATA PyUnicode_AsUnicode PyUnicode_GetSize "
            "PyUnicode_FromUnicode",
        ),
    ],
    "cpython.version": [
        ("Python 2's", ALL, "PY_PATCHLEVEL_REVISION"),
    ],
    "cpython.weakref": [
        ("removed", (15, 15), "PyWeakref_GetObject PyWeakref_GET_OBJECT"),
    ],
    "libc.errno": [
        ("BSD", ALL, "ENOATTR"),
    ],
    "libc.signal": [
        ("BSD and others", ALL, "SIGEMT SIGLOST SIGINFO"),
    ],
    "libc.stdio": [
        ("removed from C11", ALL, "gets"),
    ],
    "posix.fcntl": [
        ("an option of POSIX", ALL, "O_TTY_INIT O_EXEC O_SEARCH"),
    ],
    "posix.mman": [
        (
            "an option of POSIX",
            ALL,
            "posix_tmi_length posix_typed_mem_open posix_mem_offset posix_typed_mem_get_info "
            "POSIX_TYPED_MEM_ALLOCATE POSIX_TYPED_MEM_ALLOCATE_CONTIG "
            "POSIX_TYPED_MEM_MAP_ALLOCATABLE",
        ),
        ("BSD", ALL, "MAP_NOCORE MAP_NOSYNC"),
        ("in the kernel's headers alone", ALL, "MADV_SOFT_OFFLINE"),
    ],
    "posix.stat": [
        ("BSD", ALL, "st_birthtime"),
        ("an option of POSIX", ALL, "S_TYPEISTMO"),
    ],
    "posix.stdlib": [
        ("removed from glibc", ALL, "setkey"),
    ],
    "posix.time": [
        (
            "BSD",
            ALL,
            "CLOCK_UPTIME CLOCK_UPTIME_PRECISE CLOCK_UPTIME_FAST CLOCK_REALTIME_PRECISE "
            "CLOCK_REALTIME_FAST CLOCK_MONOTONIC_PRECISE CLOCK_MONOTONIC_FAST CLOCK_SECOND",
        ),
    ],
    "posix.unistd": [
        ("removed from glibc", ALL, "encrypt"),
    ],
}

# Functions whose declared type is another one than the header's: [(reason, names)].
DIFFERENT = [
    (
        "the headers have const for more, some from a version on",
        "PyBuffer_GetPointer PyBuffer_IsContiguous PyBuffer_ToContiguous "
        "PyBuffer_FromContiguous PyMemoryView_FromBuffer PyArg_ParseTupleAndKeywords "
        "PyArg_VaParseTupleAndKeywords Py_SetProgramName Py_SetPythonHome "
        "PyUnicode_FromUnicode PyUnicode_Encode PyUnicode_EncodeUTF8 PyUnicode_EncodeUTF16 "
        "PyUnicode_EncodeUnicodeEscape PyUnicode_EncodeRawUnicodeEscape "
        "PyUnicode_EncodeLatin1 PyUnicode_EncodeASCII PyUnicode_EncodeCharmap "
        "PyUnicode_TranslateCharmap",
    ),
    (
        "the manual has unsigned char *",
        "PyFloat_Pack2 PyFloat_Pack4 PyFloat_Pack8 PyFloat_Unpack2 PyFloat_Unpack4 PyFloat_Unpack8",
    ),
    (
        "any object that is a type will do",
        "PyType_HasFeature PyType_IS_GC",
    ),
    (
        "enums where POSIX has int",
        "getpriority setpriority getrlimit setrlimit getitimer setitimer",
    ),
    (
        "void * where older systems have struct timezone *",
        "gettimeofday",
    ),
]

# Names of Cython's files, and functions with names of parameters, that ours do not have: [(reason,
# names)].
LEFT_OUT = [
    (
        "Python's builtins are names of every module",
        "cpython.bool.bool cpython.bool cpython.type.type cpython.type",
    ),
    (
        "cimported there for use in the file itself",
        "cpython._cython cpython.complex._cython cpython.contextvars._cython cpython.cpython "
        "cpython.object.cpython cpython.array.PyErr_BadArgument cpython.array.PyObject_Free "
        "cpython.array.PyObject_Malloc cpython.array.Py_SIZE cpython.datetime.PY_VERSION_HEX "
        "cpython.dict.uint64_t cpython.time.libc_localtime",
    ),
    (
        "three parameters there, as in Python 2",
        "cpython.method.PyMethod_New",
    ),
    (
        "a type that stands there for a name",
        "posix.time.clock_getcpuclockid",
    ),
    (
        "a device of Cython's own",
        "cython.view._testscope cython.view.array_cwrapper "
        "libc.threads._dummy_force_utility_code_inclusion",
    ),
]
