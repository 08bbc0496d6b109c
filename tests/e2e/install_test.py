#!/usr/bin/env python3
"""What is installed suffices: a host of its own is built against it, and runs."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROJECT = """
cmake_minimum_required(VERSION 3.25)
project(host CXX)
find_package(scriptling REQUIRED)
add_executable(host main.cpp)
target_link_libraries(host scriptling::actors)
"""


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    prefix, host, build = folder / "prefix", folder / "host", folder / "build"
    run("cmake", "--install", ROOT / "build/release", "--prefix", prefix)
    host.mkdir()
    shutil.copy(ROOT / "examples/embed/main.cpp", host)
    (host / "CMakeLists.txt").write_text(PROJECT)
    run("cmake", "-G", "Ninja", "-S", host, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}")
    run("cmake", "--build", build)
    printed = run(build / "host", ROOT / "examples/embed")
    assert printed.splitlines() == [
        "the script's value: 15",
        "the function's result: {'total': 6.5, 'currency': 'CHF'}",
    ], printed
    assert "15" == run(prefix / "bin/scriptling", "-c", "print(7 + 8)").strip()
print("1 passed, 0 failed")
