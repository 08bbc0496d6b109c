# Float attributes in lists: the orbits of the outer planets.
import math

DAYS = 365.24
SOLAR_MASS = 4 * math.pi * math.pi


def bodies():
    sun = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SOLAR_MASS]
    jupiter = [4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
               0.00166007664274403694 * DAYS, 0.00769901118419740425 * DAYS,
               -0.0000690460016972063023 * DAYS, 0.000954791938424326609 * SOLAR_MASS]
    saturn = [8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
              -0.00276742510726411021 * DAYS, 0.00499852801234917238 * DAYS,
              0.0000230417297573763929 * DAYS, 0.000285885980666130812 * SOLAR_MASS]
    uranus = [12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
              0.00296460137564761618 * DAYS, 0.00237847173959480950 * DAYS,
              -0.0000296589568540237556 * DAYS, 0.0000436624404335156298 * SOLAR_MASS]
    neptune = [15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
               0.00268067772490389322 * DAYS, 0.00162824170038242295 * DAYS,
               -0.0000951592254519715870 * DAYS, 0.0000515138902046611451 * SOLAR_MASS]
    return [sun, jupiter, saturn, uranus, neptune]


def energy(system):
    total = 0.0
    for i, body in enumerate(system):
        x, y, z, vx, vy, vz, mass = body
        total += 0.5 * mass * (vx * vx + vy * vy + vz * vz)
        for other in system[i + 1:]:
            dx, dy, dz = x - other[0], y - other[1], z - other[2]
            total -= mass * other[6] / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


def advance(system, pairs, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            square = dx * dx + dy * dy + dz * dz
            pull = dt / (square * math.sqrt(square))
            of_b = b[6] * pull
            of_a = a[6] * pull
            a[3] -= dx * of_b
            a[4] -= dy * of_b
            a[5] -= dz * of_b
            b[3] += dx * of_a
            b[4] += dy * of_a
            b[5] += dz * of_a
        for body in system:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


system = bodies()
pairs = [(a, b) for i, a in enumerate(system) for b in system[i + 1:]]
before = energy(system)
advance(system, pairs, 0.01, 80000)
print(f"{before:.9f} {energy(system):.9f}")
