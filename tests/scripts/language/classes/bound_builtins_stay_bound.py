# A method of a built-in object that is bound already is no descriptor.
import operator
import random
import re


class Conf:
    lookup = {"debug": True}.get
    label = "item {}".format
    join = "-".join
    is_number = re.compile(r"\d+$").match
    roll = random.random
    seen = set()
    add = seen.add
    step = iter("abc").__next__
    words = "a b".split
    three = (1).__add__
    pick = operator.itemgetter(1)
    length = len


c = Conf()
for holder in (c, Conf):
    print(holder.lookup("debug"), holder.label(3), holder.join(["a", "b"]),
          bool(holder.is_number("12")), 0 <= holder.roll() < 1, holder.add(1), holder.step(),
          holder.words(), holder.three(2), holder.pick("xyz"), holder.length("xyz"))
# expect: True item 3 a-b True True None a ['a', 'b'] 3 y 3
# expect: True item 3 a-b True True None b ['a', 'b'] 3 y 3
print(Conf.seen)  # expect: {1}


class Meta(type):
    lookup = {"kind": "meta"}.get


class Made(metaclass=Meta):
    __getattr__ = {"missing": "found"}.get


print(Made.lookup("kind"), Made().missing, Made().nothing)  # expect: meta found None


class Upper(str):
    shout = str.upper  # Not bound: this one is a method.


print(Upper("abc").shout())  # expect: ABC


class Calls:
    def work(self):
        return "work"


Calls.kept = Calls().work
print(Calls().kept())  # expect: work

try:
    Conf.wrapped = classmethod("x".upper)
    c.wrapped()
except TypeError:
    print("upper() takes no arguments")  # expect: upper() takes no arguments
