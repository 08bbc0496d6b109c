#!/usr/bin/env python3
"""How scripts, tasks and servers come to their end, whatever their standard descriptors."""
import os
import resource
import signal
import subprocess
import tempfile
import time

from serving import BINARY, PATIENCE, Site, report, run_tests


def test_who_ignores_hangups_goes_on():
    script = subprocess.Popen(
        ["nohup", BINARY, "-c", "import time\nprint(1, flush=True)\ntime.sleep(0.5)\nprint(2)"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    first = script.stdout.readline()
    script.send_signal(signal.SIGHUP)
    output, _ = script.communicate(timeout=PATIENCE)
    assert (script.returncode, first, output) == (0, "1\n", "2\n"), (script.returncode, output)


SWALLOWING = """
import scriptling.runtime as runtime

def worker():
    queue = runtime.sync.Queue("jobs")
    while True:
        try:
            job = queue.get()
        except:
            print("job failed, going on", flush=True)

runtime.background("worker", worker)
"""


def test_a_worker_that_swallows_cancelled_neither_floods_nor_delays_the_end():
    with Site({"setup.py": SWALLOWING}) as site:
        time.sleep(0.3)
        began = time.monotonic()
        assert site.stop() == 0
        took = time.monotonic() - began
    assert took < 5, took
    assert site.output() == "job failed, going on\n" * 3, site.output()[:1000]
    assert "worker: handler worker has swallowed Cancelled 3 times" in site.log(), site.log()


def test_a_task_that_does_not_end_is_named_in_the_log():
    setup = SWALLOWING.replace("queue.get()", "range(10)")
    with Site({"setup.py": setup.replace('print("job failed, going on", flush=True)', "pass")},
              "--shutdown-timeout", "0.3") as site:
        time.sleep(0.3)
        assert site.stop() == 0
    assert "handler worker has not ended within 0.3 s of being cancelled" in site.log(), site.log()


# -- Standard descriptors ---------------------------------------------------------------------


def run_with(redirections, code, *options):
    """In a shell, which closes or redirects what it is told to."""
    return subprocess.run(
        ["sh", "-c", f'exec "$0" "$@" {redirections}', BINARY, *options, "-c", code],
        capture_output=True, text=True, timeout=PATIENCE)


def test_closed_input_is_an_error():
    code = """
try:
    input()
except RuntimeError as error:
    print(error)
"""
    done = run_with("<&-", code)
    assert (done.returncode, done.stdout) == (0, "input(): standard input is closed\n"), done


def test_closed_output_is_not_somebody_elses_file():
    code = """
import scriptling.runtime.kv as kv
store = kv.open("{}")
for n in range(100):
    print("lost", n)
    store.set(str(n), n)
"""
    with tempfile.TemporaryDirectory() as folder:
        done = run_with(">&- 2>&- <&-", code.format(folder + "/store.db"))
        assert done.returncode == 0, done
        check = subprocess.run([BINARY, "--kv-check", folder + "/store.db"], text=True,
                               capture_output=True, timeout=PATIENCE)
        assert check.stdout.endswith("keys: 100\n"), check


def test_a_full_disk_is_told_once_and_fails_the_script():
    done = run_with(">/dev/full", "for n in range(3): print('x' * 100_000)")
    assert done.returncode == 1, done
    assert done.stderr.count("\n") == 1 and "No space left on device" in done.stderr, done
    done = run_with(">/dev/full", "import sys; print('x'); sys.exit(7)")
    assert done.returncode == 7, done


PRINTING = """
import scriptling.runtime as runtime
import time

def printer():
    while True:
        print("line")
        time.sleep(0.01)

runtime.background("printer", printer)
"""


def test_a_server_outlives_the_reader_of_its_output():
    reader, writer = os.pipe()
    with subprocess.Popen([BINARY, "--server", "127.0.0.1:0", "-c", PRINTING],
                          stdout=writer, stderr=subprocess.PIPE, text=True) as server:
        os.close(writer)
        assert os.read(reader, 4) == b"line"
        os.close(reader)
        time.sleep(0.5)
        assert server.poll() is None, server.returncode
        server.send_signal(signal.SIGTERM)
        _, log = server.communicate(timeout=PATIENCE)
        assert server.returncode == 0, (server.returncode, log)
        assert log.count("Broken pipe") == 1, log


def test_a_server_without_descriptors_serves():
    with subprocess.Popen(
            ["sh", "-c", 'exec "$0" "$@" >&- 2>&- <&-', BINARY, "--server", "127.0.0.1:0", "-c",
             PRINTING]) as server:
        time.sleep(0.5)
        assert server.poll() is None, server.returncode
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0


# -- What is said of an end -------------------------------------------------------------------


def test_a_script_that_runs_out_of_time_says_so():
    done = run_with("", "while True: pass", "--timeout", "0.2")
    assert (done.returncode, done.stderr) == (
        124, "scriptling: the script has timed out after 0.2 s\n"), done


def test_a_call_that_fails_unheard_is_logged():
    code = """
import scriptling.runtime as runtime
import time

def fail():
    raise ValueError("nobody hears this")

call = runtime.run(fail)
time.sleep(0.1)
{}
"""
    done = run_with("", code.format("del call"))
    assert "handler fail failed, and nobody has asked for its result" in done.stderr, done
    assert done.stderr.count("ValueError: nobody hears this") == 1, done
    done = run_with("", code.format("try: call.get()\nexcept ValueError: pass"))
    assert done.stderr == "", done


# -- Limits of the machine --------------------------------------------------------------------


def test_a_heap_that_holds_nothing_is_refused():
    for size in ("0", "1", "1000", "63K"):
        done = subprocess.run([BINARY, "--env-memory", size, "-c", "print(1)"], text=True,
                              capture_output=True, timeout=PATIENCE, check=False)
        assert (done.returncode, done.stdout) == (2, ""), done
        assert f"--env-memory: too small: {size}" in done.stderr, done.stderr
    done = run_with("", "print(1)", "--env-memory", "64K")
    assert (done.returncode, done.stdout) == (0, "1\n"), done


def test_a_store_that_may_not_grow_raises():
    code = """
import scriptling.runtime as runtime
store = runtime.kv.open("store.kv")
try:
    for number in range(100_000):
        store.set(str(number), "x" * 1000)
except OSError as e:
    print(type(e).__name__, number > 10)
print(store.get("0") == "x" * 1000)
"""
    limit = 2 << 20
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [BINARY, "-c", code], cwd=folder, text=True, capture_output=True, timeout=PATIENCE,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert (done.returncode, done.stdout) == (0, "OSError True\nTrue\n"), done


report(*run_tests(globals()))
