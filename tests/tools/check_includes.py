#!/usr/bin/env python3
"""The arrows between the rooms, checked: includes point down, never up or sideways."""
import pathlib
import re
import sys

MAY_INCLUDE = {
    "interp": {"interp"},
    "state": {"state"},
    "http": {"http"},
    "actors": {"actors", "interp", "state", "http"},
    "cli": {"cli", "actors", "interp", "state", "http"},
}
OUTSIDERS = [("caf/", re.compile(r"^actors/")),
             ("pistache/", re.compile(r"^http/pistache_server\.cpp$"))]

root = pathlib.Path(__file__).resolve().parents[2]
wrong = []
for room, allowed in MAY_INCLUDE.items():
    for path in sorted((root / room).rglob("*.[ch]*")):
        file = str(path.relative_to(root))
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            target = found[1] if found else ""
            bad_room = target.split("/")[0] in MAY_INCLUDE.keys() - allowed
            outsider = any(target.startswith(prefix) and not home.match(file)
                           for prefix, home in OUTSIDERS)
            if bad_room or outsider:
                wrong.append(f"{file}:{number}: may not include {target}")
print("\n".join(wrong) or "includes: every arrow points down")
sys.exit(bool(wrong))
