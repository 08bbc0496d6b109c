#!/usr/bin/env python3
"""Handlers as clients meet them: slow readers, clients that leave, limits, the log, the
ways in which a site begins and ends.
"""
import json
import re
import signal
import time

import websocket_client
from serving import Site, eventually, run

COUNTS = """
begun = runtime.sync.Atomic("begun")
ended = runtime.sync.Atomic("ended")
def counts(request):
    return [begun.get(), ended.get()]
"""


def count(site):
    return json.loads(site.get("/counts"))


def a_slow_reader_suspends_the_generator():
    megabytes = 64
    handlers = COUNTS + f"""
def stream(request):
    block = "x" * 65536
    for number in range({megabytes} * 16):
        begun.add(1)
        yield block
    ended.add(1)
"""
    setup = """
runtime.http.get("/stream", "handlers.stream")
runtime.http.get("/counts", "handlers.counts")
"""
    with Site(setup, {"handlers.py": handlers}) as site:
        assert count(site) == [0, 0]
        before = site.memory()
        with site.client(receive_buffer=65536) as client:
            client.request("GET", "/stream")
            status, headers = client.head()
            assert status == 200 and headers["transfer-encoding"] == "chunked", headers
            last = -1
            while count(site)[0] != last:  # Until the generator stands still.
                last = count(site)[0]
                time.sleep(0.3)
            assert 0 < last < megabytes * 8, last
            size = sum(len(chunk) for chunk in client.chunks())
            assert size == megabytes << 20, size
        assert count(site) == [megabytes * 16, 1]
        grown = site.memory() - before
        assert grown < 24 << 20, f"grew by {grown >> 20} MiB"
        assert site.stop() == 0


def a_client_that_leaves_ends_the_generator():
    handlers = COUNTS + """
def stream(request):
    begun.add(1)
    try:
        while True:
            yield "x" * 1000
            time.sleep(0.01)
    finally:
        ended.add(1)
"""
    setup = """
runtime.http.get("/stream", "handlers.stream")
runtime.http.get("/counts", "handlers.counts")
"""
    with Site(setup, {"handlers.py": handlers}) as site:
        with site.client() as client:
            client.request("GET", "/stream")
            assert client.head()[0] == 200
        eventually(lambda: count(site) == [1, 1], "the generator's finally")
        assert site.stop() == 0


def a_client_that_leaves_cancels_its_handler():
    handlers = COUNTS + """
def sleep(request):
    begun.add(1)
    try:
        time.sleep(60)
    finally:
        ended.add(1)
def spin(request):
    begun.add(1)
    try:
        while True:
            pass
    finally:
        ended.add(1)
"""
    setup = """
for name in ["sleep", "spin", "counts"]:
    runtime.http.get("/" + name, "handlers." + name)
"""
    with Site(setup, {"handlers.py": handlers}) as site:
        for number, (path, leaves_by_reset) in enumerate(
                [("/sleep", False), ("/spin", False), ("/sleep", True), ("/spin", True)]):
            client = site.client()
            client.request("GET", path)
            eventually(lambda n=number: count(site)[0] == n + 1, path)
            if leaves_by_reset:
                client.reset()
            else:
                client.socket.close()
            eventually(lambda n=number: count(site)[1] == n + 1, path + " cancelled")
        assert site.stop() == 0
        assert len(re.findall(r": GET /(?:spin|sleep) 499 0 ", site.log())) == 4, site.log()


def too_many_requests_are_turned_away_but_not_health():
    handlers = """
gate = runtime.sync.Queue("gate")
def wait(request):
    return gate.get()
def opened(request):
    return "opened"
def control(client):
    client.receive(timeout=None)
    gate.put("one")
    gate.put("two")
"""
    setup = """
runtime.http.get("/wait", "handlers.wait")
runtime.http.get("/quick", "handlers.opened")
runtime.http.websocket("/control", "handlers.control")
"""
    with Site(setup, {"handlers.py": handlers}, "--max-requests", 2) as site:
        control = websocket_client.Client(site.port, "/control")  # Not one of the two.
        waiting = [site.client(), site.client()]
        for client in waiting:
            client.request("GET", "/wait")
        eventually(lambda: site.ask("GET", "/quick").status == 503, "503")
        answer = site.ask("GET", "/quick")
        assert answer.status == 503 and answer.headers["retry-after"] == "1", answer
        assert site.ask("GET", "/health").status == 200
        control.say("let them go")
        bodies = {client.answer().body for client in waiting}
        assert bodies == {b"one", b"two"}, bodies
        assert control.closed_with() == 1000
        assert site.get("/quick") == "opened"
        assert site.stop() == 0
        assert re.search(r": GET /quick 503 \d+ ", site.log()), site.log()


def a_handler_that_takes_too_long_is_answered_504_and_cancelled():
    handlers = COUNTS + """
def sleep(request):
    try:
        time.sleep(60)
    finally:
        ended.add(1)
"""
    setup = """
runtime.http.get("/sleep", "handlers.sleep")
runtime.http.get("/counts", "handlers.counts")
"""
    with Site(setup, {"handlers.py": handlers}, "--handler-timeout", 0.3) as site:
        with site.client() as client:
            began = time.monotonic()
            client.request("GET", "/sleep")
            answer = client.answer()
            assert answer.status == 504, answer
            assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]+", answer.headers["x-request-id"])
            assert 0.25 < time.monotonic() - began < 5
            client.request("GET", "/counts")  # The connection is still good.
            assert json.loads(client.answer().body)[1] <= 1
        eventually(lambda: count(site)[1] == 1, "the handler's finally")
        assert site.stop() == 0
        assert f"{answer.headers['x-request-id']}: GET /sleep 504 " in site.log()


def a_failure_is_found_in_the_log_by_its_id():
    setup = """
@runtime.http.get("/boom/{what}")
def boom(request):
    raise ValueError("boom " + request.path_param("what"))
"""
    with Site(setup) as site:
        answer = site.ask("GET", "/boom/x?y=z")
        body = json.loads(answer.body)
        assert answer.status == 500 and body["error"] == "Internal Server Error", answer
        assert body["id"] == answer.headers["x-request-id"], answer
        assert site.stop() == 0
        log = site.log()
        assert f"{body['id']}: GET /boom/{{what}} (boom (setup.py:" in log, log
        assert "ValueError: boom x" in log, log
        assert re.search(rf"INFO  {body['id']}: GET /boom/x 500 \d+ \d+\.\d{{3}} ms "
                         r"127\.0\.0\.1:\d+$", log, re.M), log


def the_access_log_is_json_or_silent_as_wished():
    setup = 'runtime.http.get("/{rest...}", "handlers.hello")\n'
    handlers = 'def hello(request):\n    return "hello"\n'
    with Site(setup, {"handlers.py": handlers}, "--log-format", "json") as site:
        site.get('/a"b\xff?secret=1')
        assert site.stop() == 0
        records = [json.loads(line) for line in site.lines]
        record = next(record for record in records if "status" in record)
        assert record.pop("remote").startswith("127.0.0.1:")
        assert record.pop("ms") >= 0 and record.pop("time").endswith("Z")
        assert re.fullmatch(r"[0-9a-f]{8}-1", record.pop("task"))
        assert record == {"level": "info", "method": "GET", "path": '/a"b%C3%BF',
                          "status": 200, "bytes": 5}, record
    with Site(setup, {"handlers.py": handlers}, "--no-access-log") as site:
        site.get("/x")
        assert site.stop() == 0
        assert " GET " not in site.log(), site.log()


def a_stream_that_fails_is_cut_short():
    handlers = """
def stream(request):
    yield b"bytes, "
    yield "text"
    raise ValueError("no more")
"""
    with Site('runtime.http.get("/stream", "handlers.stream")\n',
              {"handlers.py": handlers}) as site:
        with site.client() as client:
            client.request("GET", "/stream")
            assert client.head()[0] == 200
            assert client.rest() == b"7\r\nbytes, \r\n4\r\ntext\r\n"
        assert site.stop() == 0
        assert "ValueError: no more" in site.log(), site.log()


def a_conflict_names_both_handlers():
    for setup, words in [
            ('runtime.http.get("/a/{x}", "one.f")\nruntime.http.get("/a/{y}", "two.g")\n',
             ["GET /a/{y}", "one.f", "two.g"]),
            ('runtime.http.route("/a", "one.f")\n@runtime.http.put("/a")\n'
             'def g(request): pass\n', ["PUT /a", "one.f", "g (setup.py:"]),
            ('runtime.http.static("/a", ".")\nruntime.http.get("/a/{x...}", "one.f")\n',
             ["GET /a/{x...}", "folder ", "one.f"])]:
        try:
            with Site(setup):
                raise AssertionError("it was served")
        except RuntimeError as error:
            for word in words:
                assert word in str(error), (word, str(error))


def start_server_returns_at_once_or_at_the_end():
    setup = """
runtime.http.get("/state", "handlers.state")
print_log = runtime.sync.Atomic("after")
runtime.start_server(wait=False)
print_log.add(1)
runtime.start_server(wait=True)
print("served; running:", runtime.server_running())
raise SystemExit(7)
"""
    handlers = """
def state(request):
    return [runtime.server_running(), runtime.sync.Atomic("after").get()]
"""
    with Site(setup, {"handlers.py": handlers}) as site:
        eventually(lambda: json.loads(site.get("/state")) == [True, 1], "wait=False")
        assert site.stop() == 7


def stopping_finishes_what_is_in_flight():
    handlers = COUNTS + """
def slow(request):
    begun.add(1)
    time.sleep(1)
    return "done"
"""
    setup = """
runtime.http.get("/slow", "handlers.slow")
runtime.http.get("/counts", "handlers.counts")
"""
    with Site(setup, {"handlers.py": handlers}) as site:
        clients = [site.client() for _ in range(8)]
        idle = site.client()
        for client in clients:
            client.request("GET", "/slow")
        eventually(lambda: count(site)[0] == 8, "eight requests")
        site.process.send_signal(signal.SIGTERM)
        assert idle.is_closed()
        for client in clients:
            answer = client.answer()
            assert answer.status == 200 and answer.body == b"done", answer
            assert answer.headers["connection"] == "close", answer
            assert client.is_closed()
        assert site.wait(20) == 0


def stopping_has_a_limit():
    handlers = COUNTS + """
def slow(request):
    begun.add(1)
    try:
        time.sleep(60)
    finally:
        time.sleep(0.1)
        print("slept in finally")
"""
    setup = """
runtime.http.get("/slow", "handlers.slow")
runtime.http.get("/counts", "handlers.counts")
"""
    with Site(setup, {"handlers.py": handlers}, "--shutdown-timeout", 0.5) as site:
        with site.client() as client:
            client.request("GET", "/slow")
            eventually(lambda: count(site)[0] == 1, "the request")
            began = time.monotonic()
            assert site.stop() == 0
            assert 0.4 < time.monotonic() - began < 5, time.monotonic() - began
            assert client.answer().status == 503
        assert "slept in finally" in site.lines, site.log()


def stopping_cancels_tasks_and_runs_their_finally():
    setup = """
def worker(name):
    try:
        runtime.sync.WaitGroup("begun").done()
        while True:
            time.sleep(0.01) if name == "sleeper" else None
    finally:
        print("cleaned up after", name)

runtime.sync.WaitGroup("begun").add(2)
runtime.background("sleeper", "worker", "sleeper")
runtime.background("spinner", "worker", "spinner")

@runtime.http.get("/begun")
def begun(request):
    runtime.sync.WaitGroup("begun").wait()
"""
    with Site(setup) as site:
        assert site.ask("GET", "/begun").status == 204
        assert site.stop() == 0
        for name in ("sleeper", "spinner"):
            assert f"cleaned up after {name}" in site.lines, site.log()


def a_second_signal_ends_at_once():
    handlers = COUNTS + """
def slow(request):
    begun.add(1)
    time.sleep(60)
"""
    setup = """
runtime.http.get("/slow", "handlers.slow")
runtime.http.get("/counts", "handlers.counts")
"""
    for signals in [(signal.SIGTERM, signal.SIGTERM), (signal.SIGINT, signal.SIGTERM)]:
        with Site(setup, {"handlers.py": handlers}) as site:
            with site.client() as client:
                client.request("GET", "/slow")
                eventually(lambda s=site: count(s)[0] == 1, "the request")
                site.process.send_signal(signals[0])
                time.sleep(0.5)
                began = time.monotonic()
                site.process.send_signal(signals[1])
                assert site.wait(10) == 130
                assert time.monotonic() - began < 2


def expectations_and_pipelines_are_met_in_order():
    setup = """
runtime.http.route("/echo/{ms}", "handlers.echo", methods=["GET", "POST"])
"""
    handlers = """
def echo(request):
    time.sleep(int(request.path_param("ms")) / 1000)
    return request.path_param("ms") + request.body
"""
    with Site(setup, {"handlers.py": handlers}) as site, site.client() as client:
        client.send("POST /echo/1 HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n"
                    "Content-Length: 4\r\n\r\n")
        assert client.answer().status == 100
        client.send("body")
        assert client.answer().body == b"1body"
        times = [80, 1, 40, 0, 20, 5]
        for ms in times:
            client.request("GET", f"/echo/{ms}")
        client.request("POST", "/echo/2", body=b"!")
        client.request("GET", "/echo/3")
        bodies = [client.answer().body.decode() for _ in range(len(times) + 2)]
        assert bodies == [str(ms) for ms in times] + ["2!", "3"], bodies


def large_files_are_sent_from_the_file():
    data = bytes(range(256)) * 40000
    with Site('runtime.http.static("/files", "site")\n', {"site/big.bin": data}) as site:
        with site.client() as client:
            client.request("GET", "/files/big.bin")
            assert client.answer().body == data
            client.request("GET", "/files/big.bin", ["Range: bytes=1000000-9000000"])
            answer = client.answer()
            assert answer.status == 206 and answer.body == data[1000000:9000001]
        assert site.stop() == 0


run([a_slow_reader_suspends_the_generator, a_client_that_leaves_ends_the_generator,
     a_client_that_leaves_cancels_its_handler,
     too_many_requests_are_turned_away_but_not_health,
     a_handler_that_takes_too_long_is_answered_504_and_cancelled,
     a_failure_is_found_in_the_log_by_its_id,
     the_access_log_is_json_or_silent_as_wished, a_stream_that_fails_is_cut_short,
     a_conflict_names_both_handlers, start_server_returns_at_once_or_at_the_end,
     stopping_finishes_what_is_in_flight, stopping_has_a_limit,
     stopping_cancels_tasks_and_runs_their_finally, a_second_signal_ends_at_once,
     expectations_and_pipelines_are_met_in_order, large_files_are_sent_from_the_file])
