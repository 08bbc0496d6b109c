#!/usr/bin/env python3
"""The server behind TLS: who gets in, what is carried, and who is not held up.
SCRIPTLING names another binary than that of the release."""
import http.client
import pathlib
import random
import socket
import ssl
import subprocess
import tempfile
import time
import warnings

from serving import BINARY, Site, report, run_tests, soon
from websocket_client import Client

SETUP = """
import scriptling.runtime as runtime
runtime.http.get("/hello", "handlers.hello")
runtime.http.post("/echo", "handlers.echo")
runtime.http.get("/stream", "handlers.stream")
runtime.http.websocket("/socket", "handlers.socket")
runtime.http.static("/files", ".")
"""

HANDLERS = """
import scriptling.runtime as runtime

def hello(request):
    return "hello"

def echo(request):
    return request.body_bytes

def stream(request):
    for n in range(200):
        yield str(n % 10) * 10000

def socket(client):
    while client.connected():
        message = client.receive()
        if message is not None:
            client.send_binary(message)
    print("socket over")
"""

FILES = {"setup.py": SETUP, "handlers.py": HANDLERS, "large.txt": "0123456789abcdef" * 200_000}


def anybody(lowest=ssl.TLSVersion.TLSv1_2, highest=ssl.TLSVersion.TLSv1_3):
    """A client that trusts everybody, and offers old versions if it is told to."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = lowest, highest
    return context


def connect(site, context=None):
    plain = socket.create_connection(("127.0.0.1", site.port), timeout=30)
    return (context or anybody()).wrap_socket(plain, server_hostname="localhost")


def client(site):
    return http.client.HTTPSConnection("127.0.0.1", site.port, context=anybody(), timeout=30)


def fetch(connection, method, path, body=None, headers={}):
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_versions_from_1_2_on_get_in(site):
    versions = ssl.TLSVersion
    for version, name in ((versions.TLSv1_2, "TLSv1.2"), (versions.TLSv1_3, "TLSv1.3")):
        with connect(site, anybody(version, version)) as connection:
            assert connection.version() == name
            connection.sendall(b"GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_older_versions_do_not(site):
    for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        try:
            connect(site, anybody(version, version))
            raise AssertionError(f"{version} was accepted")
        except ssl.SSLError as error:
            # The server's alert: the client did offer it.
            assert error.reason == "TLSV1_ALERT_PROTOCOL_VERSION", error


def test_the_generated_certificate_is_for_this_machine(site):
    certificate = ssl.get_server_certificate(("127.0.0.1", site.port), timeout=30)
    context = ssl.create_default_context(cadata=certificate)
    for name in ("localhost", "127.0.0.1"):
        plain = socket.create_connection(("127.0.0.1", site.port), timeout=30)
        context.wrap_socket(plain, server_hostname=name).close()


def test_http_1_1_is_what_is_spoken(site):
    context = anybody()
    context.set_alpn_protocols(["h2", "http/1.1"])
    with connect(site, context) as connection:
        assert connection.selected_alpn_protocol() == "http/1.1"


def test_connections_are_kept_alive(site):
    connection = client(site)
    for _ in range(50):
        assert fetch(connection, "GET", "/hello") == (200, b"hello")
        kept = connection.sock
        assert kept is not None
    connection.close()


def test_pipelined_requests_are_answered_in_order(site):
    with connect(site) as connection:
        asks = [f"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n{n}" for n in
                range(100, 120)]
        asks.append("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        connection.sendall("".join(asks).encode())
        data = b""
        while piece := connection.recv(65536):
            data += piece
        bodies = [part.split(b"\r\n\r\n")[1] for part in data.split(b"HTTP/1.1 200 OK")[1:]]
        assert bodies == [str(n).encode() for n in range(100, 120)] + [b"hello"], bodies


def test_large_bodies_go_both_ways(site):
    connection = client(site)
    for size in (16_384, 16_385, 5_000_000):
        body = random.Random(size).randbytes(size)
        assert fetch(connection, "POST", "/echo", body) == (200, body)
    wanted = b"".join(str(n % 10).encode() * 10000 for n in range(200))
    assert fetch(connection, "GET", "/stream") == (200, wanted)
    connection.close()


def test_files_come_whole_and_in_part(site):
    connection = client(site)
    whole = FILES["large.txt"].encode()
    assert fetch(connection, "GET", "/files/large.txt") == (200, whole)
    status, part = fetch(connection, "GET", "/files/large.txt",
                         headers={"Range": "bytes=100000-2099999"})
    assert status == 206 and part == whole[100_000:2_100_000], (status, len(part))
    connection.close()


def test_a_slow_reader_gets_all_of_it(site):
    with connect(site) as connection:
        connection.sendall(b"GET /files/large.txt HTTP/1.1\r\nHost: x\r\n"
                           b"Connection: close\r\n\r\n")
        time.sleep(0.3)
        data = b""
        while piece := connection.recv(65536):
            data += piece
        assert data.endswith(b"\r\n\r\n" + FILES["large.txt"].encode())


def test_the_end_is_told(site):
    with connect(site) as connection:  # Without close_notify, recv() would raise.
        connection.sendall(b"GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        data = b""
        while piece := connection.recv(65536):
            data += piece
        assert data.endswith(b"hello")


def test_slow_handshakes_hold_up_nobody(site):
    hello = ssl.MemoryBIO()
    half_way = anybody().wrap_bio(ssl.MemoryBIO(), hello)
    try:
        half_way.do_handshake()
    except ssl.SSLWantReadError:
        pass
    first = hello.read()
    slow = []
    for size in (0, 1, 5, 50, len(first)) * 8:
        connection = socket.create_connection(("127.0.0.1", site.port), timeout=30)
        connection.sendall(first[:size])
        slow.append(connection)
    began = time.monotonic()
    for _ in range(5):
        connection = client(site)
        assert fetch(connection, "GET", "/hello") == (200, b"hello")
        connection.close()
    assert time.monotonic() - began < 5
    for connection in slow:
        connection.close()


def test_a_handshake_that_is_not_finished_times_out(site):
    for start in (b"", b"\x16\x03\x01"):
        with socket.create_connection(("127.0.0.1", site.port), timeout=30) as connection:
            connection.sendall(start)
            while connection.recv(65536):
                pass


def test_garbage_is_no_handshake(site):
    randomness = random.Random(1)
    for garbage in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\0" * 100, b"\xff" * 20_000,
                    b"\x16\x03\x01\xff\xff" + randomness.randbytes(70_000),
                    *(b"\x16\x03\x01\x00\x50" + randomness.randbytes(80) for _ in range(20))):
        with socket.create_connection(("127.0.0.1", site.port), timeout=30) as connection:
            try:
                connection.sendall(garbage)
                while connection.recv(65536):
                    pass
            except ConnectionError:
                pass
    connection = client(site)
    assert fetch(connection, "GET", "/hello") == (200, b"hello")


def test_websockets_are_carried_too(site):
    context = anybody()
    with Client(site.port, "/socket", wrap=context.wrap_socket) as socket_client:
        for size in (0, 100, 70_000, 1 << 20):
            message = random.Random(size).randbytes(size)
            socket_client.say(message)
            assert socket_client.hear() == message
        socket_client.close()
    soon(lambda: "socket over\n" in site.output())


# -- Certificates from files ------------------------------------------------------------


def make_certificate(folder, name):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=" + name,
                    "-addext", "subjectAltName=DNS:" + name, "-out", f"{folder}/{name}.pem",
                    "-keyout", f"{folder}/{name}.key"], check=True, capture_output=True)


def check_files(folder):
    """A certificate and its key from files are what clients see."""
    with Site(FILES, "--tls-cert", f"{folder}/one.test.pem",
              "--tls-key", f"{folder}/one.test.key") as site:
        context = ssl.create_default_context(cafile=f"{folder}/one.test.pem")
        plain = socket.create_connection(("127.0.0.1", site.port), timeout=30)
        with context.wrap_socket(plain, server_hostname="one.test") as connection:
            connection.sendall(b"GET /hello HTTP/1.1\r\nHost: x\r\n\r\n")
            assert connection.recv(65536).endswith(b"hello")


def check_mistakes(folder):
    """Mistakes are told in one line before anything is served."""
    certificate, key = f"{folder}/one.test.pem", f"{folder}/one.test.key"
    other, garbage = f"{folder}/two.test.key", f"{folder}/garbage.pem"
    pathlib.Path(garbage).write_text("no certificate")
    pathlib.Path(f"{folder}/setup.py").write_text(SETUP)
    for options, blamed in (
            (["--tls-cert", certificate, "--tls-key", other], other),
            (["--tls-cert", garbage, "--tls-key", key], garbage),
            (["--tls-cert", certificate, "--tls-key", garbage], garbage),
            (["--tls-cert", f"{folder}/none.pem", "--tls-key", key], "none.pem"),
            (["--tls-cert", certificate], "--tls-key"),
            (["--tls-key", key], "--tls-cert"),
            (["--tls-generate", "--tls-cert", certificate, "--tls-key", key], "--tls-cert")):
        done = subprocess.run([BINARY, "--server", "127.0.0.1:0", *options,
                               f"{folder}/setup.py"], capture_output=True, text=True, timeout=60)
        assert done.returncode == 2 and blamed in done.stderr, (options, done)
        assert done.stderr.count("\n") == 1 and not done.stdout, done


def main():
    warnings.simplefilter("ignore", DeprecationWarning)  # Of the versions to be refused.
    with Site(FILES, "--tls-generate", "--header-timeout", "2") as site:
        assert site.url.startswith("https://")
        passed, failed = run_tests(globals(), site)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("one.test", "two.test"):
            make_certificate(folder, name)
        more = run_tests({"test_files": check_files, "test_mistakes": check_mistakes}, folder)
    report(passed + more[0], failed + more[1])


main()
