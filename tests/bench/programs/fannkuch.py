# Small lists reversed in place: pancake flips over all permutations.
def fannkuch(n):
    permutation = list(range(n))
    count = [0] * n
    flips_most = checksum = sign = 0
    r = n
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        first = permutation[0]
        if first:
            work = permutation[:]
            flips = 0
            while first:
                work[:first + 1] = work[first::-1]
                flips += 1
                first = work[0]
            if flips > flips_most:
                flips_most = flips
            checksum += -flips if sign else flips
        sign = 1 - sign
        while True:
            if r == n:
                return checksum, flips_most
            moved = permutation.pop(0)
            permutation.insert(r, moved)
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1


print(fannkuch(9))
