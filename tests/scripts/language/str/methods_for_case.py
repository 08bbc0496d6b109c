print("heLLo wORLD".title(), "heLLo".capitalize(), "heLLo".swapcase())
# expect: Hello World Hello HEllO
print("Straße".upper(), "Straße".casefold(), "ÀÉ".lower(), "ǆ".title())
# expect: STRASSE strasse àé ǅ
