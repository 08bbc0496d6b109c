import urllib.parse
from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urlencode, urljoin, urlparse, urlsplit

u = urlparse("HTTPS://user:pw@Example.com:8080/a/b;p?q=1&r=a%20b#frag")
print(u, u.hostname, u.port, u.username, u.password, u.geturl())
# expect: ParseResult(scheme='https', netloc='user:pw@Example.com:8080', path='/a/b', params='p', query='q=1&r=a%20b', fragment='frag') example.com 8080 user pw https://user:pw@Example.com:8080/a/b;p?q=1&r=a%20b#frag
print(urlsplit("//host/path?x"), urllib.parse.urlunparse(u) == u.geturl(), urllib.parse.urldefrag("a#b"))
# expect: SplitResult(scheme='', netloc='host', path='/path', query='x', fragment='') True DefragResult(url='a', fragment='b')
print(quote("a b/é&"), quote("a/b", safe=""), quote_plus("a b+c"), unquote("a%20b%C3%A9+"), unquote_plus("a+b"), urllib.parse.unquote_to_bytes("%ff"))
# expect: a%20b/%C3%A9%26 a%2Fb a+b%2Bc a bé+ a b b'\xff'
print(urlencode({"a": 1, "b": "x y"}), urlencode([("a", [1, 2])], doseq=True), parse_qs("a=1&a=2&b=&c"), parse_qsl("a=1&b=", keep_blank_values=True))
# expect: a=1&b=x+y a=1&a=2 {'a': ['1', '2']} [('a', '1'), ('b', '')]
print(urljoin("http://h/a/b", "../c?d"), urljoin("http://h/a/", "//other/x"), urljoin("http://h/a", "b#c"))
# expect: http://h/c?d http://other/x http://h/b#c
for wrong in (lambda: urlparse("http://h:99999/").port, lambda: urlparse("http://[::1"), lambda: urlencode("x")):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
        # expect: ValueError Port out of range 0-65535
        # expect: ValueError Invalid IPv6 URL
        # expect: TypeError not a valid non-string sequence or mapping object
