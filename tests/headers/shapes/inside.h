#include <Python.h>
long run_inside(long n);
double sum_without_gil(double x);
const char *name_of_square_type(void);
PyObject *read_fields(PyObject *shape);
int call_back(int value);
