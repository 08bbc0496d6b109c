for h in ("ignore", "replace", "backslashreplace", "surrogateescape"): print(h, ascii(b"a\xffb".decode("utf-8", h)))
# expect: ignore 'ab'
# expect: replace 'a\ufffdb'
# expect: backslashreplace 'a\\xffb'
# expect: surrogateescape 'a\udcffb'
