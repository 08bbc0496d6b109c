print("\N{GREEK SMALL LETTER ALPHA}\N{latin small letter a with grave}\N{SNOWMAN}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{HANGUL SYLLABLE GA}\N{LINE FEED}|")
# expect: αà☃一가
# expect: |
print(f"\N{DIGIT ONE}{1 + 1}", b"\N{x}")  # expect: 12 b'\\N{x}'
