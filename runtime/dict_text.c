// What a dict has under a key: one that is a text is looked for in place where the dict has texts
// alone, which none of Python's code can see. All else the interpreter looks up.
#define Py_BUILD_CORE_MODULE 1
#include "runtime/cache.h"

#if ZI_READS_DICTS_IN_PLACE
// The hash of a plain text, which its own method computes and keeps.
static inline Py_hash_t hash_of_text(PyObject *text) {
    Py_hash_t hash = ((PyASCIIObject *)text)->hash;
    return ZI_LIKELY(hash != -1) ? hash : PyUnicode_Type.tp_hash(text);
}

static bool is_key(PyObject *key, PyObject *text, Py_hash_t hash) {
    return key == text || (((PyASCIIObject *)key)->hash == hash &&
                           (ZI_LIKELY(zi_is_plain_text(key)) ? zi_are_equal_texts(key, text)
                                                             : PyUnicode_Compare(key, text) == 0));
}

// In the order in which dicts look. NULL: there is nothing. (Apart, so that a look-up of something
// else does not save the registers that this one takes.)
static ZI_SLOW PyObject *find_text(PyDictKeysObject *keys, PyObject *text, Py_hash_t hash) {
    const PyDictUnicodeEntry *entries = DK_UNICODE_ENTRIES(keys);
    size_t mask = ((size_t)1 << keys->dk_log2_size) - 1, perturb = (size_t)hash;
    for (size_t place = perturb & mask;; place = zi_next_place(place, &perturb) & mask) {
        Py_ssize_t number = zi_entry_number(keys, place);
        if (number == DKIX_EMPTY) {
            return NULL;
        }
        if (number >= 0 && is_key(entries[number].me_key, text, hash)) {
            return entries[number].me_value;
        }
    }
}
#endif

bool zi_dict_find_text(PyObject *dict, PyObject *key, PyObject **value) {
#if ZI_READS_DICTS_IN_PLACE
    PyDictKeysObject *keys = ((PyDictObject *)dict)->ma_keys;
    bool is_asked =
        keys->dk_kind == DICT_KEYS_UNICODE && keys->dk_log2_size < 32 && zi_is_plain_text(key);
    *value = ZI_LIKELY(is_asked) ? find_text(keys, key, hash_of_text(key)) : NULL;
    return is_asked;
#else
    (void)dict, (void)key;
    *value = NULL;
    return false;
#endif
}

int zi_dict_find_item(PyObject *dict, PyObject *key, PyObject **item) {
    if (zi_dict_find_text(dict, key, item)) {
        Py_XINCREF(*item);
        return *item != NULL;
    }
#if ZI_HAS_DICT_REFERENCES
    return PyDict_GetItemRef(dict, key, item);
#else
    *item = PyDict_GetItemWithError(dict, key);
    Py_XINCREF(*item);
    return *item ? 1 : PyErr_Occurred() ? -1 : 0;
#endif
}
