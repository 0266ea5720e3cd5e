/* The programs of c_level.pyx in C. Objects come from malloc; text is what Latin-1 text is in
 * memory. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

// --- Numbers -------------------------------------------------------------------------------------
static long fib(long n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

long fibonacci(long n) { return fib(n); }

long primes(int count) {
    int found[1000];
    int n = 2, length = 0;
    while (length < count) {
        int i = 0;
        while (i < length && n % found[i] != 0) {
            i++;
        }
        if (i == length) {
            found[length++] = n;
        }
        n++;
    }
    return found[count - 1];
}

long xorshift(long count) {
    uint64_t state = 88172645463325252, total = 0;
    for (long i = 0; i < count; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        total += state & 255;
    }
    return (long)total;
}

double power_double(long count) {
    double x = 0, total = 0;
    for (long i = 0; i < count; i++) {
        x += 0.001;
        total += pow(x, 3) - pow(x, 2);
    }
    return total;
}

long power_int(long count) {
    long total = 0;
    for (long i = 0; i < count; i++) {
        total ^= i * i * i + i * i;
    }
    return total;
}

// --- Pointers ------------------------------------------------------------------------------------
static void fill(int *values, long count) {
    uint64_t state = 88172645463325252;
    for (long i = 0; i < count; i++) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        values[i] = (int)(state >> 40);
    }
}

static void sort_range(int *values, long first, long last) {
    long i = first, j = last;
    int pivot = values[(first + last) / 2];
    while (i <= j) {
        while (values[i] < pivot) {
            i++;
        }
        while (values[j] > pivot) {
            j--;
        }
        if (i <= j) {
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
            i++;
            j--;
        }
    }
    if (first < j) {
        sort_range(values, first, j);
    }
    if (i < last) {
        sort_range(values, i, last);
    }
}

static int compare_ints(const void *left, const void *right) {
    int a = *(const int *)left, b = *(const int *)right;
    return (a > b) - (a < b);
}

long quicksort(long count) {
    int *values = malloc((size_t)count * sizeof(int));
    fill(values, count);
    sort_range(values, 0, count - 1);
    long middle = values[count / 2];
    free(values);
    return middle;
}

long qsort_callback(long count) {
    int *values = malloc((size_t)count * sizeof(int));
    fill(values, count);
    qsort(values, (size_t)count, sizeof(int), compare_ints);
    long middle = values[count / 2];
    free(values);
    return middle;
}

// --- Text ----------------------------------------------------------------------------------------
long edit_distance(const unsigned char *left, const unsigned char *right, long height, long size) {
    long width = size + 1;
    int *row = malloc((size_t)width * sizeof(int));
    for (long j = 0; j < width; j++) {
        row[j] = (int)j;
    }
    for (long i = 0; i < height; i++) {
        int diagonal = row[0];
        row[0] = (int)i + 1;
        for (long j = 1; j < width; j++) {
            int above = row[j];
            int best = left[i] == right[j - 1] ? diagonal : diagonal + 1;
            if (above + 1 < best) {
                best = above + 1;
            }
            if (row[j - 1] + 1 < best) {
                best = row[j - 1] + 1;
            }
            row[j] = best;
            diagonal = above;
        }
    }
    long distance = row[width - 1];
    free(row);
    return distance;
}

long hash_bytes(const unsigned char *data, long size) {
    unsigned result = 2166136261;
    for (long i = 0; i < size; i++) {
        result = (result ^ data[i]) * 16777619;
    }
    return result;
}

long count_words(const unsigned char *text, long size) {
    long words = 0;
    int inside = 0;
    for (long i = 0; i < size; i++) {
        if (text[i] == ' ' || text[i] == '\n') {
            inside = 0;
        } else if (!inside) {
            inside = 1;
            words++;
        }
    }
    return words;
}

// --- Classes -------------------------------------------------------------------------------------
typedef struct {
    double x, y, z, vx, vy, vz, mass;
} Body;

static Body *make_body(int i) {
    Body *body = malloc(sizeof *body);
    *body = (Body){i * 1.5, i * i * 0.25, 1.0 / (i + 1), 0.01 * i, 0.02, -0.01 * i, 1.0 / (i + 2)};
    return body;
}

static void advance(Body **bodies, long count, double dt) {
    for (long i = 0; i < count; i++) {
        Body *a = bodies[i];
        for (long j = i + 1; j < count; j++) {
            Body *b = bodies[j];
            double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
            double square = dx * dx + dy * dy + dz * dz;
            double magnitude = dt / (square * sqrt(square));
            a->vx -= dx * b->mass * magnitude;
            a->vy -= dy * b->mass * magnitude;
            a->vz -= dz * b->mass * magnitude;
            b->vx += dx * a->mass * magnitude;
            b->vy += dy * a->mass * magnitude;
            b->vz += dz * a->mass * magnitude;
        }
    }
    for (long i = 0; i < count; i++) {
        Body *a = bodies[i];
        a->x += dt * a->vx;
        a->y += dt * a->vy;
        a->z += dt * a->vz;
    }
}

double n_body(long steps) {
    Body *bodies[5];
    for (int i = 0; i < 5; i++) {
        bodies[i] = make_body(i);
    }
    for (long step = 0; step < steps; step++) {
        advance(bodies, 5, 0.001);
    }
    double total = bodies[0]->x + bodies[0]->y + bodies[0]->z;
    for (int i = 0; i < 5; i++) {
        free(bodies[i]);
    }
    return total;
}

typedef struct Node {
    struct Node *left, *right;
    long value;
} Node;

static Node *grow(int depth, long value) {
    Node *node = malloc(sizeof *node);
    *node = (Node){NULL, NULL, value};
    if (depth > 0) {
        node->left = grow(depth - 1, 2 * value);
        node->right = grow(depth - 1, 2 * value + 1);
    }
    return node;
}

static void drop(Node *node) {
    if (node) {
        drop(node->left);
        drop(node->right);
        free(node);
    }
}

static long total_of(const Node *node) {
    return node ? node->value + total_of(node->left) + total_of(node->right) : 0;
}

long tree_build(int depth) {
    Node *tree = grow(depth, 1);
    long value = tree->right->value;
    drop(tree);
    return value;
}

static Node *kept_tree;

long tree_walk(long rounds) {
    if (!kept_tree) {
        kept_tree = grow(12, 1);
    }
    long total = 0;
    for (long i = 0; i < rounds; i++) {
        kept_tree->value = i;
        total += total_of(kept_tree);
    }
    return total;
}

typedef struct Shape {
    const struct ShapeMethods *methods;
    double side;
} Shape;

typedef struct ShapeMethods {
    double (*area)(const Shape *);
    double (*scaled)(const Shape *, double);
} ShapeMethods;

static double area_of_square(const Shape *shape) { return shape->side * shape->side; }

static double area_of_circle(const Shape *shape) { return shape->side * shape->side * 3.14; }

static double scaled(const Shape *shape, double factor) { return shape->side * factor; }

// not const: a program may change them, as a module of Python's may change a vtable
ShapeMethods squares = {area_of_square, scaled}, circles = {area_of_circle, scaled};

double virtual_calls(long count) {
    Shape *shapes[64];
    for (int i = 0; i < 64; i++) {
        shapes[i] = malloc(sizeof(Shape));
        *shapes[i] = (Shape){i % 3 ? &squares : &circles, i};
    }
    double total = 0;
    for (long i = 0; i < count; i++) {
        Shape *shape = shapes[i & 63];
        total += shape->methods->area(shape);
    }
    for (int i = 0; i < 64; i++) {
        free(shapes[i]);
    }
    return total;
}

double cpdef_methods(long count) {
    Shape shape = {&squares, 1.5};
    double total = 0;
    for (long i = 0; i < count; i++) {
        total += shape.methods->scaled(&shape, (double)i);
    }
    return total;
}

// in Python a division rounds down
static long collatz(long n) { return (n & 1) == 0 ? n >> 1 : 3 * n + 1; }

long cpdef_functions(long count) {
    long total = 0;
    for (long i = 1; i < count; i++) {
        long n = i;
        while (n > 4) {
            n = collatz(n);
            total++;
        }
    }
    return total;
}
