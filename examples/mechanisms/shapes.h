/* What header.pyx reads: the kinds of thing that C headers hold. */
#ifndef SHAPES_H
#define SHAPES_H

#define SHAPES_VERSION 42
#define SHAPES_SCALE 2.5
#define SHAPES_DOUBLE(x) ((x) + (x))

static inline int shapes_clamp(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

/* Only `radius` is declared in header.pyx; where it stands is the header's business. */
struct shapes_circle {
    char label[13];
    long double weight;
    double radius;
    unsigned flags : 3;
};

static inline void shapes_circle_init(struct shapes_circle *circle, double radius) {
    circle->label[0] = 0;
    circle->weight = 1;
    circle->radius = radius;
    circle->flags = 5;
}

static inline double shapes_circle_area(const struct shapes_circle *circle) {
    return 3.0 * circle->radius * circle->radius;
}

enum shapes_kind { SHAPES_POINT = 7, SHAPES_LINE, SHAPES_ROUND = 100 };

#endif
