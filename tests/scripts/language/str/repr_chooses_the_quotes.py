print(repr("it's"), repr('say "hi"'), repr("both ' and \""))
# expect: "it's" 'say "hi"' 'both \' and "'
print(repr("tab\t nl\n \x00 \x7f \\ é \u200b \U0001f600"))
# expect: 'tab\t nl\n \x00 \x7f \\ é \u200b 😀'
