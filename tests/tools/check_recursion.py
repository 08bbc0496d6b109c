#!/usr/bin/env python3
"""Every chain of functions that may call itself is bounded.

Reads the machine code of a program, where a call is a call, be it to another file or to a
destructor that nobody wrote. A chain is bounded by a function in it that asks for room on
the native stack, or by what recursion.txt says of it. The rest is for whoever wrote it.

    check_recursion.py [BINARY]

Not seen: calls through pointers. Natives are called so, but in call_native_bound() alone,
which is reached through Vm::call_vector() or a dispatch loop, and both of these ask.
"""
import bisect
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = ROOT / "tests/tools/recursion.txt"
# Whoever calls one of these asks for room on the stack, or counts how deep it is.
GUARDS = re.compile(r"Vm::check_native_depth|Vm::check_depth_elsewhere|"
                    r"NativeStack::(thread_)?has_room|compiler::check_room|"
                    r"Parser::fail_too_deep")
# Trees that are kept in balance, sorting, and libraries that only see the command line
# and small documents of ours.
OTHERS = re.compile(r"^(CLI::|nlohmann::|(\w+ )*std::_Rb_tree|std::__(introsort|adjust)|"
                    r"void std::__introsort_loop)")


def disassembled(binary):
    """Where each function begins, its names, and pairs of (caller, target)."""
    text = subprocess.run(["objdump", "-d", "--no-show-raw-insn", "-w", binary], check=True,
                          capture_output=True, text=True).stdout
    head = re.compile(r"^([0-9a-f]+) <(.+)>:$")
    jump = re.compile(r"^\s+[0-9a-f]+:\s+(?:addr32 |bnd )*(?:call|j[a-z]+)\s+([0-9a-f]+) <")
    names, jumps, here = {}, [], None
    for line in text.splitlines():
        if found := jump.match(line):
            jumps.append((here, int(found[1], 16)))
        elif found := head.match(line):
            here = int(found[1], 16)
            names[here] = found[2]
    return names, jumps


def call_graph(binary):
    names, jumps = disassembled(binary)
    starts = sorted(names)
    whole = {}  # Unlikely parts of a function stand elsewhere under its name.
    for at, name in names.items():
        if ".cold" not in name:
            whole.setdefault(name, at)
    owner = {at: whole.get(re.sub(r"\.cold(\.\d+)?$", "", name), at) if ".cold" in name else at
             for at, name in names.items()}
    calls = {at: set() for at in names if owner[at] == at}
    for caller, target in jumps:
        start = starts[bisect.bisect_right(starts, target) - 1]
        caller, callee = owner[caller], owner[start]
        if caller != callee or target == callee:
            calls[caller].add(callee)
    plain = subprocess.run(["c++filt"], input="\n".join(names.values()), check=True,
                           capture_output=True, text=True).stdout.splitlines()
    return calls, dict(zip(names, plain))


def chains(calls, without):
    """Sets of functions that call each other in a circle (Tarjan, without recursion)."""
    number, lowest, stack, on_stack = {}, {}, [], set()
    for root in calls:
        if root in number or root in without:
            continue
        path = [(root, iter(calls[root]))]
        while path:
            at, rest = path[-1]
            if at not in number:
                number[at] = lowest[at] = len(number)
                stack.append(at)
                on_stack.add(at)
            for callee in rest:
                if callee in without:
                    continue
                if callee not in number:
                    path.append((callee, iter(calls[callee])))
                    break
                if callee in on_stack:
                    lowest[at] = min(lowest[at], number[callee])
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[at])
                if lowest[at] != number[at]:
                    continue
                chain = stack[stack.index(at):]
                del stack[-len(chain):]
                on_stack.difference_update(chain)
                if len(chain) > 1 or at in calls[at]:
                    yield chain


def bare(name):
    """Without parameters, template arguments, and what the compiler adds."""
    name = re.sub(r" ?\[(clone|abi)[^]]*\]", "", name).replace("(anonymous namespace)::", "")
    name = name.replace("scriptling::", "")
    while (shorter := re.sub(r"<[^<>]*>", "", name)) != name:
        name = shorter
    return re.sub(r"\(.*", "", name).split(" ")[-1]


def bounds():
    """The functions of recursion.txt."""
    listed = set()
    for number, line in enumerate(LIST.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        function, guard, file = line.split()
        if guard not in (ROOT / file).read_text():
            sys.exit(f"recursion.txt:{number}: there is no {guard} in {file}")
        listed.add(function)
    return listed


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/release/scriptling"
    calls, names = call_graph(binary)
    guards = {at for at, name in names.items() if GUARDS.search(name)}
    listed = bounds()
    patterns = [re.compile(name) for name in listed if "<" in name]

    def is_bounded(at):
        name = names[at]
        return (at in guards or calls[at] & guards or bare(name) in listed or
                OTHERS.match(name) or any(p.search(name) for p in patterns))

    bounded = {at for at in calls if is_bounded(at)}
    if len(calls) < 1000 or not guards:
        sys.exit(f"recursion: {binary} has no names to go by")
    wrong = list(chains(calls, bounded))
    for chain in wrong:
        print("recursion without a bound:", *sorted({bare(names[at]) for at in chain}))
    print(f"recursion: {len(wrong)} chains without a bound" if wrong else
          "recursion: every chain is bounded")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
