/* The reference in C: the sum of squares of a contiguous buffer. */
double sum_squares(const double *values, long count) {
    double total = 0.0;
    for (long i = 0; i < count; i++) {
        total += values[i] * values[i];
    }
    return total;
}
