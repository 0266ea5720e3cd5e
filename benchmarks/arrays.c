// The kernels of arrays.pyx in C: of each view the pointer and its lengths.
#include <math.h>

// --- Sums and maps -------------------------------------------------------------------------------
double total(const double *x, long n) {
    double result = 0;
    for (long i = 0; i < n; i++)
        result += x[i];
    return result;
}

double dot(const double *x, long n, const double *y, long m) {
    double result = 0;
    (void)m;
    for (long i = 0; i < n; i++)
        result += x[i] * y[i];
    return result;
}

void axpy(double a, const double *x, long n, const double *y, long m, double *target, long k) {
    (void)m, (void)k;
    for (long i = 0; i < n; i++)
        target[i] = a * x[i] + y[i];
}

void prefix_sum(const double *x, long n, double *target, long m) {
    double result = 0;
    (void)m;
    for (long i = 0; i < n; i++) {
        result += x[i];
        target[i] = result;
    }
}

void normalise(const double *x, long n, double *target, long m) {
    double mean = 0, square = 0;
    (void)m;
    for (long i = 0; i < n; i++)
        mean += x[i];
    mean /= (double)n;
    for (long i = 0; i < n; i++)
        square += (x[i] - mean) * (x[i] - mean);
    double deviation = sqrt(square / (double)n);
    for (long i = 0; i < n; i++)
        target[i] = (x[i] - mean) / deviation;
}

void particles(double step, const double *vx, long a, const double *vy, long b, const double *vz,
               long c, double *x, long n, double *y, long d, double *z, long e) {
    (void)a, (void)b, (void)c, (void)d, (void)e;
    for (long i = 0; i < n; i++) {
        x[i] += step * vx[i];
        y[i] += step * vy[i];
        z[i] += step * vz[i];
        if (x[i] > 1)
            x[i] -= 1;
        if (y[i] > 1)
            y[i] -= 1;
        if (z[i] > 1)
            z[i] -= 1;
    }
}

// --- Matrices ------------------------------------------------------------------------------------
void matmul(const double *a, long n, long l, const double *b, long q, long m, double *c, long r,
            long s) {
    (void)q, (void)r, (void)s;
    for (long i = 0; i < n; i++)
        for (long j = 0; j < m; j++) {
            double result = 0;
            for (long k = 0; k < l; k++)
                result += a[i * l + k] * b[k * m + j];
            c[i * m + j] = result;
        }
}

void stencil(const double *u, long n, long m, double *target, long r, long s) {
    (void)r, (void)s;
    for (long i = 1; i < n - 1; i++)
        for (long j = 1; j < m - 1; j++)
            target[i * m + j] = u[(i - 1) * m + j] + u[(i + 1) * m + j] + u[i * m + j - 1] +
                                u[i * m + j + 1] - 4 * u[i * m + j];
}

static void average(const double *a, double *b, long n, long m) {
    for (long i = 1; i < n - 1; i++)
        for (long j = 1; j < m - 1; j++)
            b[i * m + j] = 0.2 * (a[i * m + j] + a[i * m + j - 1] + a[i * m + j + 1] +
                                  a[(i + 1) * m + j] + a[(i - 1) * m + j]);
}

void jacobi(int steps, double *a, long n, long m, double *b, long r, long s) {
    (void)r, (void)s;
    for (int step = 0; step < steps; step++) {
        average(a, b, n, m);
        average(b, a, n, m);
    }
}

void convolve(const double *image, long n, long m, const double *weights, long height, long width,
              double *target, long r, long s) {
    (void)r;
    for (long i = 0; i < n - height + 1; i++)
        for (long j = 0; j < m - width + 1; j++) {
            double result = 0;
            for (long k = 0; k < height; k++)
                for (long l = 0; l < width; l++)
                    result += image[(i + k) * m + j + l] * weights[k * width + l];
            target[i * s + j] = result;
        }
}

void floyd_warshall(double *d, long n, long m) {
    (void)m;
    for (long k = 0; k < n; k++)
        for (long i = 0; i < n; i++)
            for (long j = 0; j < n; j++)
                if (d[i * n + k] + d[k * n + j] < d[i * n + j])
                    d[i * n + j] = d[i * n + k] + d[k * n + j];
}

void pairwise(const double *points, long n, long m, double *target, long r, long s) {
    (void)r, (void)s;
    for (long i = 0; i < n; i++)
        for (long j = 0; j < n; j++) {
            double square = 0;
            for (long k = 0; k < m; k++) {
                double difference = points[i * m + k] - points[j * m + k];
                square += difference * difference;
            }
            target[i * n + j] = sqrt(square);
        }
}

// --- Functions of libm ---------------------------------------------------------------------------
static double squared(double x) { return x * x; }

void arc_distance(const double *theta_1, long n, const double *phi_1, long a, const double *theta_2,
                  long b, const double *phi_2, long c, double *target, long d) {
    (void)a, (void)b, (void)c, (void)d;
    for (long i = 0; i < n; i++) {
        double half = squared(sin((theta_2[i] - theta_1[i]) / 2)) +
                      cos(theta_1[i]) * cos(theta_2[i]) * squared(sin((phi_2[i] - phi_1[i]) / 2));
        target[i] = 2 * asin(sqrt(half));
    }
}

static double normal(double x) { return 0.5 * (1 + erf(x / sqrt(2.0))); }

void black_scholes(double rate, double volatility, const double *price, long n,
                   const double *strike, long a, const double *years, long b, double *target,
                   long c) {
    (void)a, (void)b, (void)c;
    for (long i = 0; i < n; i++) {
        double spread = volatility * sqrt(years[i]);
        double d1 =
            (log(price[i] / strike[i]) + (rate + volatility * volatility / 2) * years[i]) / spread;
        double d2 = d1 - spread;
        target[i] = price[i] * normal(d1) - strike[i] * exp(-rate * years[i]) * normal(d2);
    }
}

// --- Subscripts that data gives ------------------------------------------------------------------
void histogram(const double *x, long n, long *counts, long bins) {
    for (long i = 0; i < bins; i++)
        counts[i] = 0;
    for (long i = 0; i < n; i++)
        counts[(long)(x[i] * (double)bins)] += 1;
}

void gather(const double *values, long m, const long *places, long n, double *target, long k) {
    (void)m, (void)k;
    for (long i = 0; i < n; i++)
        target[i] = values[places[i]];
}

void spmv(const double *data, long a, const int *columns, long b, const int *starts, long c,
          const double *x, long d, double *target, long n) {
    (void)a, (void)b, (void)c, (void)d;
    for (long i = 0; i < n; i++) {
        double result = 0;
        for (long k = starts[i]; k < starts[i + 1]; k++)
            result += data[k] * x[columns[k]];
        target[i] = result;
    }
}

long crc16(const unsigned char *data, long n) {
    unsigned int crc = 0xFFFF;
    for (long i = 0; i < n; i++) {
        crc ^= data[i];
        for (int bit = 0; bit < 8; bit++) {
            if (crc & 1)
                crc = (crc >> 1) ^ 0xA001;
            else
                crc >>= 1;
        }
    }
    return crc;
}

static void sort_part(double *a, long first, long last) {
    while (first < last) {
        long i = first, j = last;
        double pivot = a[(first + last) / 2];
        while (i <= j) {
            while (a[i] < pivot)
                i++;
            while (a[j] > pivot)
                j--;
            if (i <= j) {
                double kept = a[i];
                a[i++] = a[j];
                a[j--] = kept;
            }
        }
        sort_part(a, first, j);
        first = i;
    }
}

void quicksort(const double *source, long n, double *target, long m) {
    (void)m;
    for (long i = 0; i < n; i++)
        target[i] = source[i];
    sort_part(target, 0, n - 1);
}

// --- Other loops ---------------------------------------------------------------------------------
void mandelbrot(int limit, int *counts, long rows, long columns) {
    for (long i = 0; i < rows; i++) {
        double cy = 2.4 * (double)i / (double)rows - 1.2;
        for (long j = 0; j < columns; j++) {
            double cx = 3.0 * (double)j / (double)columns - 2.25, x = 0, y = 0;
            int count = 0;
            while (x * x + y * y < 4 && count < limit) {
                double next_x = x * x - y * y + cx;
                y = 2 * x * y + cy;
                x = next_x;
                count++;
            }
            counts[i * columns + j] = count;
        }
    }
}

static double mean_of(const double *x, long n) {
    double result = 0;
    for (long i = 0; i < n; i++)
        result += x[i];
    return result / (double)n;
}

void growing_mean(const double *x, long n, double *target, long m) {
    (void)m;
    for (long i = 0; i < n; i++)
        target[i] = mean_of(x, i + 1);
}

void short_rows(const double *rows, long n, long m, double *target, long k) {
    (void)k;
    for (long i = 0; i < n; i++)
        target[i] = mean_of(rows + i * m, m);
}
