x = 1
print("a" f"{x}" 'b' rf"\n{x}" """c""", f"{x}" "{x}")
# expect: a1b\n1c 1{x}
