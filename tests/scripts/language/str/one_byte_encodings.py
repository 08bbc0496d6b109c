def say(f, *args):
    try:
        print(ascii(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)


say(b"caf\xe9 \x80".decode, "cp1252")  # expect: 'caf\xe9 \u20ac'
say("é€".encode, "cp1252")  # expect: b'\xe9\x80'
say("é€".encode, "windows-1252")  # expect: b'\xe9\x80'
say(b"\x81".decode, "cp1252")
# expect: UnicodeDecodeError 'charmap' codec can't decode byte 0x81 in position 0: character maps to <undefined>
say(b"\x81a".decode, "cp1252", "replace")  # expect: '\ufffda'
say("Ā".encode, "cp1252")
# expect: UnicodeEncodeError 'charmap' codec can't encode character '\u0100' in position 0: character maps to <undefined>
say("aĀb".encode, "cp1252", "xmlcharrefreplace")  # expect: b'a&#256;b'
say(b"\xa4".decode, "iso-8859-15")  # expect: '\u20ac'
say(b"\xcf\xf0\xe8".decode, "cp1251")  # expect: '\u041f\u0440\u0438'
say(b"\xf0\xd2\xc9".decode, "koi8-r")  # expect: '\u041f\u0440\u0438'
say(b"\x80\xe1".decode, "cp437")  # expect: '\xc7\xdf'
say(b"\xb1".decode, "iso8859-2")  # expect: '\u0105'
say(b"a\\n\\u00e9\\x41\\101\\N{EURO SIGN}\\q\\\n.".decode, "unicode_escape")
# expect: 'a\n\xe9AA\u20ac\\q.'
say(b"\\x4".decode, "unicode_escape")
# expect: UnicodeDecodeError 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape
say(b"\\".decode, "unicode_escape")
# expect: UnicodeDecodeError 'unicodeescape' codec can't decode byte 0x5c in position 0: \ at end of string
say(b"\\N{NO}".decode, "unicode_escape")
# expect: UnicodeDecodeError 'unicodeescape' codec can't decode bytes in position 0-5: unknown Unicode character name
say("a\n\té\u20ac\U0001F600\\".encode, "unicode_escape")
# expect: b'a\\n\\t\\xe9\\u20ac\\U0001f600\\\\'
say("aé€\x80中".encode, "ascii", "namereplace")
# expect: b'a\\N{LATIN SMALL LETTER E WITH ACUTE}\\N{EURO SIGN}\\x80\\N{CJK UNIFIED IDEOGRAPH-4E2D}'
say("bücher.example".encode, "idna")  # expect: b'xn--bcher-kva.example'
say("Straße.例え。jp.".encode, "idna")  # expect: b'strasse.xn--r8jz45g.jp.'
say(b"xn--bcher-kva.example".decode, "idna")  # expect: 'b\xfccher.example'
say("".encode, "idna")  # expect: b''
say("x".encode, "no-such")  # expect: LookupError unknown encoding: no-such
