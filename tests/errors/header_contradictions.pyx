# cython: boundscheck=True, cdivision=True
# cython: boundscheck=False, cdivision=True, wraparound=False
# cython: wraparound=False, boundscheck=True
# cython: test_assert_path_exists=//A, test_assert_path_exists=//B
# Each directive has one value; the same one may be said again.
# error on line 2: E0425 the file's header sets 'boundscheck' to 'False' here and to 'True' before
# error on line 3: E0425 the file's header sets 'boundscheck' to 'True' here and to 'False' before
