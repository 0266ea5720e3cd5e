# The C mathematics of numpy: NumPy C-API, "NumPy core math library". What C's own has is that; the rest is in the
# library npymath.

from libc.math cimport (
    M_E as E, M_LOG2E as LOG2E, M_LOG10E as LOG10E, M_LN2 as LOGE2, M_LN10 as LOGE10, M_PI as PI, M_PI_2 as PI_2,
    M_PI_4 as PI_4, M_1_PI as NPY_1_PI, M_2_PI as NPY_2_PI, INFINITY, NAN, isfinite, isinf, isnan, signbit,
    copysign, nextafter,
    acosf, acoshf, asinf, asinhf, atan2f, atanf, atanhf, ceilf, copysignf, cosf, coshf, exp2f, expf, expm1f, fabsf,
    floorf, fmodf, hypotf, log10f, log1pf, log2f, logf, modff, nextafterf, powf, rintf, sinf, sinhf, sqrtf, tanf, tanhf,
    acosl, acoshl, asinl, asinhl, atan2l, atanl, atanhl, ceill, copysignl, cosl, coshl, exp2l, expl, expm1l, fabsl,
    floorl, fmodl, hypotl, log10l, log1pl, log2l, logl, modfl, nextafterl, powl, rintl, sinl, sinhl, sqrtl, tanl, tanhl,
)

cdef extern from "numpy/npy_math.h" nogil:
    const double PZERO "NPY_PZERO"
    const double NZERO "NPY_NZERO"
    const double EULER "NPY_EULER"

    float spacingf "npy_spacingf"(float x)
    double spacing "npy_spacing"(double x)
    long double spacingl "npy_spacingl"(long double x)

    float deg2radf "npy_deg2radf"(float x)
    double deg2rad "npy_deg2rad"(double x)
    long double deg2radl "npy_deg2radl"(long double x)
    float rad2degf "npy_rad2degf"(float x)
    double rad2deg "npy_rad2deg"(double x)
    long double rad2degl "npy_rad2degl"(long double x)

    float logaddexpf "npy_logaddexpf"(float x, float y)
    double logaddexp "npy_logaddexp"(double x, double y)
    long double logaddexpl "npy_logaddexpl"(long double x, long double y)
    float logaddexp2f "npy_logaddexp2f"(float x, float y)
    double logaddexp2 "npy_logaddexp2"(double x, double y)
    long double logaddexp2l "npy_logaddexp2l"(long double x, long double y)
