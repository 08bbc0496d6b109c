import textwrap

text = "The quick brown fox jumped over the lazy dog, well-known for its --very-- long naps."
print(textwrap.wrap(text, 20))
# expect: ['The quick brown fox', 'jumped over the lazy', 'dog, well-known for', 'its --very-- long', 'naps.']
print(textwrap.fill(text, width=30, initial_indent="* ", subsequent_indent="  "))
# expect: * The quick brown fox jumped
# expect:   over the lazy dog, well-
# expect:   known for its --very-- long
# expect:   naps.
print(textwrap.shorten("Hello  world of words", width=15), textwrap.shorten("Hello world", 5), textwrap.shorten("a b c", 4, placeholder="~"))
# expect: Hello [...] [...] a b~
print(repr(textwrap.dedent("  a\n    b\n\n  c\n")), repr(textwrap.indent("a\n\nb\n", "> ")))
# expect: 'a\n  b\n\nc\n' '> a\n\n> b\n'
print(textwrap.wrap("averyverylongword indeed", 8), textwrap.wrap("a b c d e f g h i", 7, max_lines=2), textwrap.wrap("", 5))
# expect: ['averyver', 'ylongwor', 'd indeed'] ['a b c d', 'e [...]'] []
