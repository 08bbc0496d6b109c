# Float arithmetic in nested loops: points of the Mandelbrot set.
def inside(width, height, rounds):
    count = 0
    for row in range(height):
        ci = 2.4 * row / height - 1.2
        for column in range(width):
            cr = 3.0 * column / width - 2.0
            zr = 0.0
            zi = 0.0
            step = 0
            while step < rounds:
                rr = zr * zr
                ii = zi * zi
                if rr + ii > 4.0:
                    break
                zi = 2.0 * zr * zi + ci
                zr = rr - ii + cr
                step += 1
            else:
                count += 1
    return count


print(inside(300, 200, 250))
