from enum import STRICT, Flag, IntFlag, auto


class Perm(Flag, boundary=STRICT):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R | Perm.X, repr(Perm.R | Perm.X), ~Perm.R, Perm.RW, list(Perm), Perm.R in Perm.RW, bool(Perm.R & Perm.W))
# expect: Perm.R|X <Perm.R|X: 5> Perm.W|X Perm.RW [<Perm.R: 1>, <Perm.W: 2>, <Perm.X: 4>] True False
print(Perm(0), Perm.R ^ Perm.RW, list(Perm.RW), Perm(5).value, Perm.RW & Perm.W)
# expect: Perm(0) Perm.W [<Perm.R: 1>, <Perm.W: 2>] 5 Perm.W
try:
    Perm(16)
except ValueError as error:
    print(str(error).split("\n")[0])  # expect: <flag 'Perm'> invalid value 16


class Bits(IntFlag):
    A = 1
    B = 4


print(Bits.A | Bits.B, repr(Bits.A | Bits.B), Bits.A | 8, Bits(5) == 5, repr(~Bits.A))
# expect: 5 <Bits.A|B: 5> 9 True <Bits.B|2: 6>
