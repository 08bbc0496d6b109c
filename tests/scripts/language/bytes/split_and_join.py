print(b"a,b,,c".split(b","), b" a  b ".split(), b"-".join([b"a", bytearray(b"b")]), b"a\nb\r\n".splitlines(), b"a=b".partition(b"="))
# expect: [b'a', b'b', b'', b'c'] [b'a', b'b'] b'a-b' [b'a', b'b'] (b'a', b'=', b'b')
