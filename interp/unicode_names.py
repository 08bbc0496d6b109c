#!/usr/bin/env python3
"""Prints the names of characters for \\N{NAME}: sorted lines `NAME;HEX` as a C++ literal.

CMake runs it when it builds; python3's own tables are the source. Ideographs, whose names
are their code points, are left out.
"""

import sys
import unicodedata

# Control characters have no names, only aliases, which python3 knows but does not list.
ALIASES = """NULL, START OF HEADING, START OF TEXT, END OF TEXT, END OF TRANSMISSION, ENQUIRY,
ACKNOWLEDGE, ALERT, BACKSPACE, CHARACTER TABULATION, HORIZONTAL TABULATION, LINE FEED, NEW LINE,
END OF LINE, LINE TABULATION, VERTICAL TABULATION, FORM FEED, CARRIAGE RETURN, SHIFT OUT,
SHIFT IN, DATA LINK ESCAPE, DEVICE CONTROL ONE, DEVICE CONTROL TWO, DEVICE CONTROL THREE,
DEVICE CONTROL FOUR, NEGATIVE ACKNOWLEDGE, SYNCHRONOUS IDLE, END OF TRANSMISSION BLOCK, CANCEL,
END OF MEDIUM, SUBSTITUTE, ESCAPE, INFORMATION SEPARATOR FOUR, FILE SEPARATOR, INFORMATION
SEPARATOR THREE, GROUP SEPARATOR, INFORMATION SEPARATOR TWO, RECORD SEPARATOR, INFORMATION
SEPARATOR ONE, UNIT SEPARATOR, DELETE, NEXT LINE, CONTROL SEQUENCE INTRODUCER, BYTE ORDER MARK,
NUL, SOH, STX, ETX, EOT, ENQ, ACK, BEL, BS, HT, TAB, LF, NL, EOL, VT, FF, CR, SO, SI, DLE, DC1,
DC2, DC3, DC4, NAK, SYN, ETB, CAN, EOM, SUB, ESC, FS, GS, RS, US, SP, DEL, NEL, NBSP, SHY, ZWSP,
ZWNJ, ZWJ, LRM, RLM, BOM, CSI"""


def names():
    found = {}
    for code in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(code), None)
        if name and not name.startswith("CJK UNIFIED IDEOGRAPH-"):
            found[name] = code
    for alias in ALIASES.replace("\n", " ").split(", "):
        found[alias] = ord(unicodedata.lookup(alias))
    return found


def main():
    for name, code in sorted(names().items()):
        print(f'"{name};{code:X}\\n"')


if __name__ == "__main__":
    main()
