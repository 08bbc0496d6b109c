import math

print(math.factorial(25), math.gcd(12, 18, 27), math.lcm(4, 6), math.comb(50, 25), math.perm(5, 2))
# expect: 15511210043330985984000000 3 12 126410606437752 20
print(math.prod([1, 2, 3]), math.gcd(), math.prod([], start=5))  # expect: 6 0 5
