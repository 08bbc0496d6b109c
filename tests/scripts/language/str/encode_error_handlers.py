for h in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace"): print(h, "aé😀".encode("ascii", h))
# expect: ignore b'a'
# expect: replace b'a??'
# expect: backslashreplace b'a\\xe9\\U0001f600'
# expect: xmlcharrefreplace b'a&#233;&#128512;'
try: "é".encode("ascii", "unknown")
except LookupError as e: print(e)  # expect: unknown error handler name 'unknown'
