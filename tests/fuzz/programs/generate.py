#!/usr/bin/env python3
"""Prints a random Python program, the same one for the same seed: generate.py SEED"""

import sys

from areas import Areas
from classes import Classes
from control import Control
from expressions import Expressions
from models import Models
from writer import Writer


class Generator(Expressions, Control, Classes, Models, Areas, Writer):
    def program(self):
        flavour = self.pick(["values", "control", "classes", "mixed", "areas", "areas"])
        with self.block("try:"):
            if flavour == "values":
                for _ in range(45):
                    self.statement(0)
            elif flavour == "control":
                for _ in range(8):
                    self.whole_function()
            elif flavour == "classes":
                for _ in range(6):
                    self.class_definition()
            elif flavour == "areas":
                for _ in range(7):
                    self.area()
            else:
                for _ in range(6):
                    self.pick([self.class_definition, self.whole_function,
                               lambda: self.statements(3, 2)])()
        with self.block("except Exception as e:"):
            self.line("oops('end', e)")
        if self.chance(0.3):
            self.line(f"out('last', {self.expr('any', 4)})")
        return self.text()

    def whole_function(self):
        before = dict(self.variables)
        self.nested_function(3)
        self.variables = before


def program(seed):
    return Generator(seed).program()


if __name__ == "__main__":
    print(program(int(sys.argv[1])), end="")
