import html

print(html.escape("<a href='x'>\"&\"</a>"), html.escape("'<>", quote=False))
# expect: &lt;a href=&#x27;x&#x27;&gt;&quot;&amp;&quot;&lt;/a&gt; '&lt;&gt;
print(html.unescape("&lt;&amp;&gt; &eacute; &#233; &#xe9; &copy &notit; &unknown; & &#; &#128; &NotEqualTilde;"))
# expect: <&> é é é © ¬it; &unknown; & &#; € ≂̸
