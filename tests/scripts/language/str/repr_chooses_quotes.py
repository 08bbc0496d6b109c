print(repr("a'b"), repr('a"b'), repr("a'\"b"), repr("\\\n\t\x00\x7f\xa0é日"), ascii("é日😀"))
# expect: "a'b" 'a"b' 'a\'"b' '\\\n\t\x00\x7f\xa0é日' '\xe9\u65e5\U0001f600'
