#!/usr/bin/env python3
"""How a site begins, or is told that it cannot: options, registration, imports.
SCRIPTLING names another binary than that of the release."""
import os
import pathlib
import re
import subprocess
import tempfile
import time

from serving import BINARY, PREAMBLE, SCALE, Site, eventually, run


def failed_start(setup, files=None, options=(), status=1, **variables):
    """What is said by a site that must not begin."""
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        for name, text in {"setup.py": setup, **(files or {})}.items():
            (pathlib.Path(folder) / name).write_text(PREAMBLE + text, encoding="utf-8")
        ended = subprocess.run(
            [BINARY, "--server", "127.0.0.1:0", *options, "setup.py"], cwd=folder, text=True,
            env={**os.environ, **variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=30 * SCALE)
    assert ended.returncode == status, (ended.returncode, ended.stdout)
    assert "listening" not in ended.stdout, ended.stdout
    return ended.stdout


def says(text, *words):
    for word in words:
        assert word in text, (word, text)


def a_handler_that_cannot_be_loaded_ends_the_start():
    setup = """
runtime.http.get("/a", "handlers.a")
runtime.http.get("/b", "handlers.b")
runtime.http.get("/c", "others.c")
"""
    good = {"others.py": "def c(request): pass\n"}
    for handlers, words in (
            ("def a(request): pass\n", ["handler handlers.b cannot be loaded", "'b'"]),
            ("import nowhere\n", ["cannot be loaded", "No module named 'nowhere'"]),
            ("def a(request) pass\n", ["cannot be loaded", "SyntaxError", "handlers.py"]),
            ("a = b = 1 / 0\n", ["cannot be loaded", "ZeroDivisionError"]),
            ("a = b = 5\n", ["cannot be loaded", "handlers.a"]),
            (None, ["cannot be loaded", "No module named 'handlers'"])):
        files = dict(good)
        if handlers is not None:
            files["handlers.py"] = handlers
        said = failed_start(setup, files)
        says(said, *words)
        assert said.count("Traceback") <= 1 or handlers == "a = b = 5\n", said


def a_folder_must_be_there():
    says(failed_start('runtime.http.static("/", "nowhere")\n'),
         "FileNotFoundError", "static(): there is no directory", "nowhere", "setup.py")
    says(failed_start('runtime.http.static("/", "setup.py")\n'),
         "NotADirectoryError", "static(): no directory:", "setup.py")


def paths_that_can_never_match_are_refused():
    for path, words in (
            ("/a?b=1", "has a query or a fragment"), ("/a#b", "has a query or a fragment"),
            ("/<id>", "write {id}"), ("/<int:id>", "write {id}"), ("/:id", "write {id}"),
            ("/a/*", "write {name...}"), ("/*rest", "write {rest...}"),
            ("/{id:int}", "write {id}"), ("/{rest:path}", "write {rest...}")):
        says(failed_start(f'runtime.http.get({path!r}, "handlers.x")\n'),
             path, words, "ValueError")
    with Site('runtime.http.get("/a:b/c*/x<y>", "handlers.x")\n',
              {"handlers.py": "def x(request): return 'x'\n"}) as site:
        assert site.get("/a:b/c*/x%3Cy%3E") == "x"
        assert site.stop() == 0


def a_route_without_a_handler_is_told():
    says(failed_start('runtime.http.get("/x")\n'), "TypeError: route GET /x has no handler")
    says(failed_start('@runtime.http.get\ndef x(request): pass\n'),
         'get() path must be str, not function: write @http.get("/path")')


def guards_are_never_empty():
    for name in ("bearer-token", "tls-cert", "web-root", "kv-storage", "allowed-paths"):
        variable = "SCRIPTLING_" + name.upper().replace("-", "_")
        says(failed_start("", options=["--" + name, ""], status=2), "--" + name, "empty")
        says(failed_start("", status=2, **{variable: ""}), variable, "empty")
    says(failed_start("", options=["--bearer-token", " "], status=2), "empty")


def numbers_have_clear_limits():
    for options, words in (
            (["--header-timeout", "abc"], "'abc' is no number of seconds from 0 to 1000000000"),
            (["--idle-timeout", "-1"], "'-1' is no number of seconds"),
            (["--ping-interval", "inf"], "'inf' is no number of seconds"),
            (["--body-timeout", "nan"], "'nan' is no number of seconds"),
            (["--max-requests", "0"], "'0' is no whole number from 1 to 1000000000000"),
            (["--max-connections", "1.5"], "'1.5' is no whole number"),
            (["--threads", "-1"], "'-1' is no whole number from 0 to 1024"),
            (["--http-threads", "999999999999999999999"], "is no whole number from 0")):
        said = failed_start("", options=options, status=2)
        says(said, options[0], words)
        assert len(said) < 300, said


def a_setup_that_does_not_end_says_so():
    setup = """
print("setting up")
while True:
    time.sleep(0.1)
"""
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        (pathlib.Path(folder) / "setup.py").write_text(PREAMBLE + setup, encoding="utf-8")
        with subprocess.Popen([BINARY, "--server", "127.0.0.1:0", "setup.py"], cwd=folder,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              text=True) as process:
            line = process.stderr.readline()
            process.terminate()
            process.wait(30 * SCALE)
    says(line, "WARN", "nothing is served yet: the setup script has neither ended")


def is_listening(process):
    """Whether it has a port yet; asks nobody, so that what is tested does not change."""
    inodes = set()
    for name in os.listdir(f"/proc/{process.pid}/fd"):
        try:
            inodes.add(os.readlink(f"/proc/{process.pid}/fd/{name}"))
        except FileNotFoundError:
            pass
    listen = "0A"
    with open("/proc/net/tcp", encoding="ascii") as file:
        rows = [line.split() for line in file][1:]
    return any(row[3] == listen and f"socket:[{row[9]}]" in inodes for row in rows)


def a_stop_while_it_starts_is_carried_out():
    """From the moment when there is a port: early, in the script, in imports, in service."""
    setups = ["runtime.http.get('/', 'handlers.index')", "time.sleep(100)",
              "try:\n    time.sleep(0.1)\nexcept BaseException:\n    pass\n"
              "runtime.http.get('/', 'handlers.index')"]
    for turn in range(60):
        with tempfile.TemporaryDirectory(prefix="site-") as folder:
            (pathlib.Path(folder) / "setup.py").write_text(PREAMBLE + setups[turn % 3])
            (pathlib.Path(folder) / "handlers.py").write_text(
                "import json\ndef index(request):\n    return 1\n")
            with subprocess.Popen([BINARY, "--server", "127.0.0.1:0", "setup.py"],
                                  cwd=folder, stderr=subprocess.PIPE, text=True) as process:
                try:
                    eventually(lambda: is_listening(process), "a port")
                    time.sleep(turn // 3 * 0.001)
                    process.terminate()
                    began = time.monotonic()
                    said = process.communicate(timeout=40 * SCALE)[1]
                    took = time.monotonic() - began
                finally:
                    process.kill()
            assert process.returncode == 0, (turn, process.returncode, said)
            assert took < 4 * SCALE, (turn, took)


def imports_may_wait_for_what_tasks_do():
    setup = """
def load():
    time.sleep(0.1)
    runtime.sync.Queue("loaded").put("prices")
runtime.background("load", "load")
runtime.http.get("/", "handlers.prices")
"""
    handlers = """
loaded = runtime.sync.Queue("loaded").get()
runtime.sync.Queue("loaded").put(loaded)
def prices(request):
    return loaded
"""
    with Site(setup, {"handlers.py": handlers}) as site:
        assert site.get("/") == "prices"
        assert site.stop() == 0


def no_line_of_the_log_can_be_forged():
    setup = """
@runtime.http.post("/fails")
def fails(request):
    raise ValueError(request.body)
"""
    forged = "2026-01-01T00:00:00.000Z INFO  root: all is well"
    with Site(setup) as site:
        answer = site.ask("POST", "/fails", body=f"x\n{forged}\x1b[31m\r{forged}".encode())
        assert answer.status == 500
        assert site.stop() == 0
        eventually(lambda: "ValueError: x" in site.log(), "the error in the log")
        assert all(not line.startswith(forged) for line in site.lines), site.log()
        says(site.log(), "  " + forged + "\\x1b[31m\\x0d" + forged)
        starts = [line for line in site.lines if not line.startswith("  ")]
        assert all(re.match(r"\d{4}-\d\d-\d\dT", line) for line in starts), starts


run([a_handler_that_cannot_be_loaded_ends_the_start, a_folder_must_be_there,
     paths_that_can_never_match_are_refused, a_route_without_a_handler_is_told,
     guards_are_never_empty, numbers_have_clear_limits, a_setup_that_does_not_end_says_so,
     a_stop_while_it_starts_is_carried_out,
     imports_may_wait_for_what_tasks_do, no_line_of_the_log_can_be_forged])
