# An assembler and a machine with registers, flags, memory and a stack; programs run on it.
import enum
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import ClassVar


class Flags(enum.IntFlag):
    ZERO = 1
    NEGATIVE = 2
    CARRY = 4


class MachineError(Exception):
    pass


class Halt(Exception):
    pass


@dataclass
class Operand:
    kind: str
    value: object

    @classmethod
    def parse(cls, text, constants):
        if re.fullmatch(r"r[0-7]", text):
            return cls("reg", int(text[1]))
        if found := re.fullmatch(r"\[(.+)\]", text):
            inner = cls.parse(found[1], constants)
            return cls("at " + inner.kind, inner.value)
        if re.fullmatch(r"'.'", text):
            return cls("imm", ord(text[1]))
        try:
            return cls("imm", constants.get(text) if text in constants else int(text, 0))
        except ValueError:
            return cls("label", text)


@dataclass
class Instruction:
    name: str
    operands: list
    line: int

    def __str__(self):
        return f"{self.name} " + ", ".join(f"{o.kind}:{o.value}" for o in self.operands)


class Assembler:
    def __init__(self, source):
        self.code, self.labels, self.constants, self.data = [], {}, {}, {}
        self.macros = {}
        for number, line in enumerate(source.splitlines(), 1):
            self.line(re.sub(r";.*", "", line).strip(), number)
        for instruction in self.code:
            for operand in instruction.operands:
                if "label" in operand.kind:
                    if operand.value not in self.labels:
                        raise MachineError(f"line {instruction.line}: no label {operand.value!r}")
                    operand.kind = operand.kind.replace("label", "imm")
                    operand.value = self.labels[operand.value]

    def line(self, text, number):
        match text.split(maxsplit=1):
            case []:
                return
            case [label] if label.endswith(":"):
                if self.labels.setdefault(label[:-1], len(self.code)) != len(self.code):
                    raise MachineError(f"line {number}: {label[:-1]} twice")
            case [".equ", rest]:
                name, value = rest.split()
                self.constants[name] = int(value, 0)
            case [".data", rest]:
                name, at, *values = re.findall(r'"[^"]*"|\S+', rest)
                self.labels[name] = int(at, 0)
                for place, value in zip(count(int(at, 0)), [v for t in values for v in (t[1:-1].encode() + b"\0" if t[0] == '"' else [int(t, 0)])]):
                    self.data[place] = value
            case [".macro", rest]:
                name, body = rest.split("=", 1)
                self.macros[name.strip()] = [part.strip() for part in body.split("|")]
            case [name, *rest] if name in self.macros:
                arguments = [a.strip() for a in rest[0].split(",")] if rest else []
                for part in self.macros[name]:
                    self.line(re.sub(r"%(\d)", lambda m: arguments[int(m[1])], part), number)
            case [name, *rest]:
                operands = [Operand.parse(t.strip(), self.constants) for t in rest[0].split(",")] if rest else []
                self.code.append(Instruction(name.lower(), operands, number))


def operation(arity):
    def mark(function):
        function.arity = arity
        return function
    return mark


@dataclass
class Machine:
    code: list
    memory: dict = field(default_factory=lambda: defaultdict(int))
    registers: list = field(default_factory=lambda: [0] * 8)
    stack: list = field(default_factory=list)
    flags: Flags = Flags(0)
    at: int = 0
    steps: int = 0
    output: list = field(default_factory=list)
    limit: ClassVar[int] = 20000
    table: ClassVar[dict] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.table = cls.table | {k[3:]: v for k, v in vars(cls).items() if k.startswith("op_")}

    def get(self, operand):
        match operand:
            case Operand("reg", n):
                return self.registers[n]
            case Operand("imm", n):
                return n
            case Operand("at reg", n):
                return self.memory[self.registers[n]]
            case Operand("at imm", n):
                return self.memory[n]

    def set(self, operand, value):
        value &= 0xFFFF
        match operand.kind:
            case "reg":
                self.registers[operand.value] = value
            case "at reg":
                self.memory[self.registers[operand.value]] = value
            case "at imm":
                self.memory[operand.value] = value
            case _:
                raise MachineError(f"cannot write to {operand.value}")

    def result(self, value):
        self.flags = (Flags.ZERO if value & 0xFFFF == 0 else Flags(0)) | (Flags.NEGATIVE if value & 0x8000 else Flags(0))
        if not 0 <= value <= 0xFFFF:
            self.flags |= Flags.CARRY
        return value

    def run(self):
        try:
            while True:
                if not 0 <= self.at < len(self.code):
                    raise MachineError(f"ran off to {self.at}")
                instruction = self.code[self.at]
                self.at += 1
                self.steps += 1
                if self.steps > self.limit:
                    raise MachineError(f"over {self.limit} steps")
                self.execute(instruction)
        except Halt:
            return "".join(self.output)

    def execute(self, instruction):
        try:
            method = self.table[instruction.name]
            if len(instruction.operands) != method.arity:
                raise TypeError(f"{instruction.name} takes {method.arity}")
            method(self, *instruction.operands)
        except (KeyError, TypeError, IndexError, ZeroDivisionError) as e:
            error = MachineError(f"line {instruction.line}: {instruction}")
            error.add_note(f"{type(e).__name__}, {self.steps} steps, {self.flags!r}")
            raise error from e


class Processor(Machine):
    @operation(2)
    def op_mov(self, target, source):
        self.set(target, self.get(source))

    @operation(0)
    def op_hlt(self):
        raise Halt

    @operation(1)
    def op_push(self, source):
        self.stack.append(self.get(source))

    @operation(1)
    def op_pop(self, target):
        self.set(target, self.stack.pop())

    @operation(1)
    def op_call(self, target):
        self.stack.append(self.at)
        self.at = self.get(target)

    @operation(0)
    def op_ret(self):
        self.at = self.stack.pop()

    @operation(1)
    def op_out(self, source):
        self.output.append(chr(self.get(source)))

    @operation(1)
    def op_num(self, source):
        self.output.append(str(self.get(source)) + " ")

    @operation(2)
    def op_cmp(self, a, b):
        self.result(self.get(a) - self.get(b))


def add_arithmetic(cls):
    def make(function):
        @operation(2)
        def op(self, target, source):
            self.set(target, self.result(function(self.get(target), self.get(source))))
        return op
    for name, function in {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "div": lambda a, b: a // b,
                           "mod": lambda a, b: a % b, "and": lambda a, b: a & b, "xor": lambda a, b: a ^ b, "shl": lambda a, b: a << b}.items():
        cls.table[name] = make(function)

    def jump(test):
        @operation(1)
        def op(self, target):
            if test(self.flags):
                self.at = self.get(target)
        return op
    for name, test in {"jmp": lambda f: True, "jz": lambda f: Flags.ZERO in f, "jnz": lambda f: Flags.ZERO not in f,
                       "jc": lambda f: bool(f & Flags.CARRY), "jn": lambda f: bool(f & Flags.NEGATIVE)}.items():
        cls.table[name] = jump(test)
    return cls


add_arithmetic(Processor)


def run(source):
    program = Assembler(source)
    machine = Processor(program.code)
    machine.memory.update(program.data)
    return machine.run(), machine


hello, machine = run("""
.data text 0x100 "Hello, " "machine" 33
    mov r1, text
next: 
    mov r0, [r1]
    cmp r0, 0
    jz skip
    out r0
skip:
    add r1, 1
    cmp r1, 0x111
    jnz next
    hlt
""")
print(repr(hello), machine.steps, machine.registers[:3], machine.flags)
primes, machine = run("""
.equ LIMIT 60
.macro clear = mov %0, 0
    mov r1, 2
outer:
    clear r3
    mov r2, 2
inner:
    mov r4, r2
    mul r4, r2
    cmp r1, r4
    jc prime          ; r4 > r1
    mov r5, r1
    mod r5, r2
    cmp r5, 0
    jz composite
    add r2, 1
    jmp inner
prime:
    num r1
composite:
    add r1, 1
    cmp r1, LIMIT
    jnz outer
    hlt
""")
print(primes, machine.steps)
recursive, machine = run("""
    mov r0, 12
    call fib
    num r1
    hlt
fib:
    cmp r0, 2
    jc small
    push r0
    sub r0, 1
    call fib
    pop r0
    push r1
    sub r0, 2
    call fib
    pop r2
    add r1, r2
    ret
small:
    mov r1, r0
    ret
""")
print(recursive, machine.steps, machine.stack, machine.flags)
for bad in ("jmp nowhere", "a:\na:\nhlt\na:", "mov 1, r2", "div r1, r2", "fly", "ret", "x:\njmp x", "mov r1", "nop:\n"):
    try:
        print(run(bad))
    except MachineError as e:
        print(repr(bad), "->", e, *getattr(e, "__notes__", []), "<-", type(e.__cause__).__name__)
_, machine = run("mov r0, 0xFFF0\nadd r0, 0x20\nmov [5], r0\nxor r1, r1\nmov r2, 5\nmov r3, [r2]\nshl r3, 12\nhlt")
print(machine.registers, machine.memory[5], machine.flags, sorted(Processor.table)[:6], len(Processor.table), Machine.table)
