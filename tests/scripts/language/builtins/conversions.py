print(bin(10), oct(8), hex(-255), chr(8364), ord("€"), ascii("é"), repr([1]))
# expect: 0b1010 0o10 -0xff € 8364 '\xe9' [1]
print(list("ab"), tuple([1]), bool([]), bool("0"), str(None), float("2"), set([1]))
# expect: ['a', 'b'] (1,) False True None 2.0 {1}
