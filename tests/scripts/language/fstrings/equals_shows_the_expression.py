x = 5
print(f"{x=} {x = } {x+1=} {x=:>4} {x=!s} {'a'=}")  # expect: x=5 x = 5 x+1=6 x=   5 x=5 'a'='a'
