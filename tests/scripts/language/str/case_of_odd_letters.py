print("ß".upper(), "ŉ".upper(), "İ".lower() == "i̇", "ǆ".title(), "ΑΣ".lower(), "straße".casefold(), "ﬁ".capitalize())
# expect: SS ʼN True ǅ ας strasse Fi
