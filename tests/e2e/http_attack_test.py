#!/usr/bin/env python3
"""Requests whose framing two readers could understand differently, sent to a real server
whole and byte by byte: each must get one answer with the expected status, and then the
end of the connection. The second request that some of them smuggle must never be heard of.
"""
from serving import Site, run


def get(fields="", line="GET / HTTP/1.1", end="\r\n\r\n"):
    return f"{line}\r\nHost: h{fields}{end}"


def post(fields, body=""):
    return f"POST / HTTP/1.1\r\nHost: h\r\n{fields}\r\n\r\n{body}"


def chunked(body):
    return post("Transfer-Encoding: chunked", body)


SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n"

ATTACKS = [
    # Two lengths, or a length that is none.
    (400, post("Content-Length: 5\r\nContent-Length: 6", "hello")),
    (400, post("Content-Length: 5\r\nContent-Length: 5", "hello")),
    (400, post("Content-Length: 5, 5", "hello")),
    (400, post("Content-Length: 0\r\ncontent-length: 38", SMUGGLED)),
    (400, post("Content-Length: +5", "hello")),
    (400, post("Content-Length: -5", "hello")),
    (400, post("Content-Length: 0x5", "hello")),
    (400, post("Content-Length: 5 5", "hello")),
    (400, post("Content-Length: 5;a", "hello")),
    (400, post("Content-Length: five", "hello")),
    (400, post("Content-Length: ", SMUGGLED)),
    (400, post("Content-Length: 5.", "hello")),
    (400, post("Content-Length: 1e1", "hello")),
    (400, post("Content-Length: \v5", "hello")),
    (413, post("Content-Length: 18446744073709551616", SMUGGLED)),
    (413, post("Content-Length: 9223372036854775808", SMUGGLED)),
    (413, post("Content-Length: " + "9" * 400, SMUGGLED)),
    # A length and chunks.
    (400, post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n" + SMUGGLED)),
    (400, post("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n" + SMUGGLED)),
    # A coding that only one of two readers knows.
    (400, post("Transfer-Encoding: xchunked", "0\r\n\r\n" + SMUGGLED)),
    (400, post("Transfer-Encoding: chunked, identity", "0\r\n\r\n" + SMUGGLED)),
    (400, post("Transfer-Encoding: identity", SMUGGLED)),
    (400, post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", SMUGGLED)),
    (400, post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", SMUGGLED)),
    (400, post("Transfer-Encoding: \"chunked\"", "0\r\n\r\n" + SMUGGLED)),
    (400, post("Transfer-Encoding: \vchunked", "0\r\n\r\n" + SMUGGLED)),
    (400, post("Transfer-Encoding: chunked;q=1", "0\r\n\r\n" + SMUGGLED)),
    (400, post("Transfer-Encoding:\r\n chunked", "0\r\n\r\n" + SMUGGLED)),
    (400, post("Transfer-Encoding : chunked", "0\r\n\r\n" + SMUGGLED)),
    (400, post(" Transfer-Encoding: chunked", "0\r\n\r\n" + SMUGGLED)),
    (400, post("X: y\rTransfer-Encoding: chunked", "0\r\n\r\n" + SMUGGLED)),
    (400, post("X: y\nTransfer-Encoding: chunked", "0\r\n\r\n" + SMUGGLED)),
    (501, post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n" + SMUGGLED)),
    (400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED),
    # Chunks.
    (400, chunked("g\r\n")),
    (400, chunked("-1\r\n")),
    (400, chunked("+1\r\na\r\n0\r\n\r\n")),
    (400, chunked("0x1\r\na\r\n0\r\n\r\n")),
    (400, chunked(" 1\r\na\r\n0\r\n\r\n")),
    (400, chunked("1 \r\na\r\n0\r\n\r\n")),
    (400, chunked("1\t;x\r\na\r\n0\r\n\r\n")),
    (400, chunked("\r\n")),
    (400, chunked(";x\r\n")),
    (400, chunked("1\na\r\n0\r\n\r\n")),
    (400, chunked("1\ra\r\n0\r\n\r\n")),
    (400, chunked("1\r\na\n0\r\n\r\n")),
    (400, chunked("1\r\nab\r\n0\r\n\r\n")),
    (400, chunked("2\r\na\r\n0\r\n\r\n")),
    (400, chunked("1;a\nb\r\na\r\n0\r\n\r\n")),
    (400, chunked("1;a\rb\r\na\r\n0\r\n\r\n")),
    (400, chunked("1;\0\r\na\r\n0\r\n\r\n")),
    (400, chunked("1;" + "x" * 300 + "\r\na\r\n0\r\n\r\n")),
    (400, chunked("00000000000000001\r\na\r\n0\r\n\r\n")),
    (413, chunked("fffffffffffffff\r\n")),
    (400, chunked("ffffffffffffffffffffffff\r\n")),
    # Trailers.
    (400, chunked("0\r\n\n" + SMUGGLED)),
    (400, chunked("0\r\nX\r\n\r\n")),
    (400, chunked("0\r\nX : y\r\n\r\n")),
    (400, chunked("0\r\n X: y\r\n\r\n")),
    (400, chunked("0\r\nX: y\n\r\n")),
    (400, chunked("0\r\nX: y\rz\r\n\r\n")),
    # Ends of lines, blanks, controls.
    (400, "GET / HTTP/1.1\nHost: h\n\n"),
    (400, get("\nX: y")),
    (400, get(end="\n\n")),
    (400, get("\r\nX: y\rz")),
    (400, get("\r\nX: y\r\n z")),
    (400, get("\r\nX: y\r\n\tz")),
    (400, get("\r\nX : y")),
    (400, get("\r\nX\t: y")),
    (400, get("\r\nX y: z")),
    (400, get("\r\n: y")),
    (400, get("\r\nX")),
    (400, get("\r\nX: \0")),
    (400, get("\r\nX\0: y")),
    (400, get("\r\nX: \x7f")),
    (400, get("\r\n\xe9: y")),
    (400, "\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"),
    # The request line.
    (400, get(line="GET  / HTTP/1.1")),
    (400, get(line="GET /  HTTP/1.1")),
    (400, get(line="GET / HTTP/1.1 ")),
    (400, get(line=" GET / HTTP/1.1")),
    (400, get(line="GET\t/\tHTTP/1.1")),
    (400, get(line="GET /a b HTTP/1.1")),
    (400, get(line="GET /\0 HTTP/1.1")),
    (400, get(line="GET /%00 HTTP/1.1")),
    (400, get(line="GET /%zz HTTP/1.1")),
    (400, get(line="GET /a#b HTTP/1.1")),
    (400, get(line="GET a HTTP/1.1")),
    (400, get(line="GET * HTTP/1.1")),
    (400, get(line="GET http:///a HTTP/1.1")),
    (400, get(line="GET http://u@h/a HTTP/1.1")),
    (400, get(line="GET ftp://h/a HTTP/1.1")),
    (400, get(line="G(T / HTTP/1.1")),
    (400, get(line="M" * 65 + " / HTTP/1.1")),
    (400, "GET /\r\n\r\n"),
    (400, get(line="GET / http/1.1")),
    (400, get(line="GET / HTTP/1.1.1")),
    (400, get(line="GET / HTTP/1.")),
    (400, get(line="GET / HTTP/01.1")),
    (400, get(line="GET / XTTP/1.1")),
    (505, get(line="GET / HTTP/1.2")),
    (505, get(line="GET / HTTP/0.9")),
    (505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    (501, get(line="CONNECT h:80 HTTP/1.1")),
    # Host.
    (400, "GET / HTTP/1.1\r\n\r\n"),
    (400, get("\r\nHost: i")),
    (400, get("\r\nhost: h")),
    (400, "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
    (400, "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
    # Sizes.
    (431, get("\r\nX: " + "y" * 17000)),
    (431, get("\r\nX: y" * 300)),
    (431, get(line="GET /" + "x" * 17000 + " HTTP/1.1")),
    (417, post("Expect: miracles\r\nContent-Length: 1", "a")),
    # Something else altogether.
    (400, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
    (400, "\x80.\x01\x00\x02\x00\x15"),
]

SETUP = """
heard = runtime.sync.Atomic("heard")
runtime.http.route("/", "handlers.root", methods=["GET", "POST"])
runtime.http.get("/smuggled", "handlers.smuggled")
runtime.http.get("/heard", "handlers.heard")
"""
HANDLERS = """
heard_of = runtime.sync.Atomic("heard")
def root(request):
    return "root"
def smuggled(request):
    heard_of.add(1)
    return "smuggled"
def heard(request):
    return str(heard_of.get())
"""


def attack(site, expected, text, in_pieces):
    data = text.encode("latin-1")
    with site.client() as client:
        try:
            for start in range(0, len(data), 1 if in_pieces else len(data)):
                client.send(data[start:] if not in_pieces else data[start:start + 1])
        except (BrokenPipeError, ConnectionResetError):
            pass  # It was refused before its end.
        answer = client.answer()
        what = f"{text[:200]!r}, {'byte by byte' if in_pieces else 'whole'}: {answer}"
        assert answer.status == expected, what
        assert answer.headers.get("connection") == "close", what
        assert client.is_closed(), "something followed " + what


def every_attack_is_refused():
    assert len(ATTACKS) >= 60
    with Site(SETUP, {"handlers.py": HANDLERS}) as site:
        for expected, text in ATTACKS:
            for in_pieces in (False, True):
                # A byte at a time is a system call at a time: long ones once are enough.
                if not in_pieces or len(text) < 4000:
                    attack(site, expected, text, in_pieces)
        assert site.get("/heard") == "0"
        assert site.get("/") == "root"
        assert site.stop() == 0


run([every_attack_is_refused])
