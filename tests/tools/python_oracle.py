#!/usr/bin/env python3
"""Runs many Python programs without starting python3 for each: reads lines `SECONDS PATH`,
answers each with a line of JSON: [status, standard output, standard error].

Every program runs in a fork of this process, as `__main__`, with a recursion limit that leaves
it as many frames as a python3 of its own would. A program that takes longer is killed; its
status is then -9.
"""

import json
import os
import select
import signal
import sys
import time
import types

# Frames of this file below the program's first one.
OWN_FRAMES = 3


def run_program(path):
    """As `python3 PATH`; returns its status."""
    main = types.ModuleType("__main__")
    main.__file__ = path
    sys.modules["__main__"] = main
    sys.argv = [path]
    try:
        with open(path, encoding="utf-8") as file:
            code = compile(file.read(), path, "exec", dont_inherit=True)
        exec(code, main.__dict__)
    except SystemExit as e:
        if isinstance(e.code, (int, type(None))):
            return e.code or 0
        print(e.code, file=sys.stderr)
        return 1
    except BaseException as e:
        sys.excepthook(type(e), e, e.__traceback__.tb_next)
        return 1
    return 0


def be_the_program(path, out, error):
    os.dup2(out, 1)
    os.dup2(error, 2)
    sys.stdin = open(os.devnull, encoding="utf-8")
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogatepass", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.setrecursionlimit(1000 + OWN_FRAMES)
    status = 1
    try:
        status = run_program(path)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status & 255)


def ask(seconds, path):
    out, out_end = os.pipe()
    error, error_end = os.pipe()
    child = os.fork()
    if child == 0:
        be_the_program(path, out_end, error_end)
    os.close(out_end)
    os.close(error_end)
    texts = {out: [], error: []}
    end = time.monotonic() + seconds
    late = False
    while texts.keys() - {fd for fd, parts in texts.items() if parts and parts[-1] == b""}:
        waiting = [fd for fd, parts in texts.items() if not parts or parts[-1] != b""]
        ready, _, _ = select.select(waiting, [], [], max(0, end - time.monotonic()))
        if not ready and not late:
            os.kill(child, signal.SIGKILL)
            late, end = True, end + 60
        for fd in ready:
            texts[fd].append(os.read(fd, 65536))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(out)
    os.close(error)
    return [status] + [b"".join(texts[fd]).decode("utf-8", "backslashreplace")
                       for fd in (out, error)]


def main():
    for line in sys.stdin:
        seconds, path = line.rstrip("\n").split(" ", 1)
        print(json.dumps(ask(float(seconds), path)), flush=True)


if __name__ == "__main__":
    main()
