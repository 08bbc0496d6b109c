print(list(b"ab"), [*reversed(b"ab")], sum(b"\x01\x02"), max(b"az"), b"abc"[1], b"abc"[1:2])
# expect: [97, 98] [98, 97] 3 122 98 b'b'
