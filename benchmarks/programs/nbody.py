"""Five bodies that attract one another: the planets from Jupiter on and the sun.

Exercises floats in nested lists and tuples: unpacking, indexed augmented assignment, powers.
"""

PI = 3.14159265358979323
SOLAR_MASS = 4 * PI * PI
DAYS = 365.24

BODIES = {
    "sun": ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], SOLAR_MASS),
    "jupiter": (
        [4.84143144246472090e00, -1.16032004402742839e00, -1.03622044471123109e-01],
        [
            1.66007664274403694e-03 * DAYS,
            7.69901118419740425e-03 * DAYS,
            -6.90460016972063e-05 * DAYS,
        ],
        9.54791938424326609e-04 * SOLAR_MASS,
    ),
    "saturn": (
        [8.34336671824457987e00, 4.12479856412430479e00, -4.03523417114321e-01],
        [-2.76742510726411e-03 * DAYS, 4.99852801234917238e-03 * DAYS, 2.30417297573763e-05 * DAYS],
        2.85885980666130812e-04 * SOLAR_MASS,
    ),
    "uranus": (
        [1.28943695621391310e01, -1.51111514016986312e01, -2.23307578892655734e-01],
        [
            2.96460137564761618e-03 * DAYS,
            2.37847173959480950e-03 * DAYS,
            -2.965895685402e-05 * DAYS,
        ],
        4.36624404335156298e-05 * SOLAR_MASS,
    ),
    "neptune": (
        [1.53796971148509165e01, -2.59193146099879641e01, 1.79258772950371181e-01],
        [
            2.68067772490389322e-03 * DAYS,
            1.62824170038242295e-03 * DAYS,
            -9.5159225451971e-05 * DAYS,
        ],
        5.15138902046611451e-05 * SOLAR_MASS,
    ),
}


def pair_up(bodies):
    """Return each pair of different bodies once."""
    return [
        (bodies[first], bodies[second])
        for first in range(len(bodies) - 1)
        for second in range(first + 1, len(bodies))
    ]


def copy_bodies():
    """Return the bodies as they are at the beginning, the sun moving so that the whole does not."""
    bodies = [(list(place), list(speed), mass) for place, speed, mass in BODIES.values()]
    momentum = [sum(speed[axis] * mass for _, speed, mass in bodies) for axis in range(3)]
    _, speed, mass = bodies[0]
    for axis in range(3):
        speed[axis] = -momentum[axis] / mass
    return bodies


def advance(step, count, bodies, pairs):
    """Move the bodies `count` times by a time of `step`."""
    for _ in range(count):
        for ([x1, y1, z1], v1, m1), ([x2, y2, z2], v2, m2) in pairs:
            dx = x1 - x2
            dy = y1 - y2
            dz = z1 - z2
            magnitude = step * ((dx * dx + dy * dy + dz * dz) ** -1.5)
            pull1 = m1 * magnitude
            pull2 = m2 * magnitude
            v1[0] -= dx * pull2
            v1[1] -= dy * pull2
            v1[2] -= dz * pull2
            v2[0] += dx * pull1
            v2[1] += dy * pull1
            v2[2] += dz * pull1
        for place, (vx, vy, vz), _ in bodies:
            place[0] += step * vx
            place[1] += step * vy
            place[2] += step * vz


def energy(bodies, pairs):
    """Return the energy of the whole, which stays nearly the same."""
    total = 0.0
    for ((x1, y1, z1), _, m1), ((x2, y2, z2), _, m2) in pairs:
        dx, dy, dz = x1 - x2, y1 - y2, z1 - z2
        total -= (m1 * m2) / ((dx * dx + dy * dy + dz * dz) ** 0.5)
    for _, (vx, vy, vz), mass in bodies:
        total += mass * (vx * vx + vy * vy + vz * vz) / 2.0
    return total


def run(scale=1):
    """Return the energy before and after."""
    bodies = copy_bodies()
    pairs = pair_up(bodies)
    before = energy(bodies, pairs)
    advance(0.01, max(1, round(72000 * scale)), bodies, pairs)
    return repr(before), repr(energy(bodies, pairs))
