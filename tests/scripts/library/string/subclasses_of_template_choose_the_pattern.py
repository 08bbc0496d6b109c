import re
import string


def say(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


class Dotted(string.Template):
    idpattern = r"[a-z]+(?:\.[a-z]+)*"


class Spaced(string.Template):
    braceidpattern = r"[a-z ]+"


class Caps(string.Template):
    flags = 0
    idpattern = "[A-Z]+"


class Moustache(string.Template):
    delimiter = "{{"
    pattern = r"\{\{(?:(?P<escaped>\{\{)|(?P<named>\w+)\}\}|(?P<braced>[^}]+)\}\}|(?P<invalid>))"


class Percent(string.Template):
    delimiter = "%"


say(Dotted("$user.name!").substitute, {"user.name": "N"})  # expect: N!
say(Spaced("${a b} $c").substitute, {"a b": 1, "c": 2})  # expect: 1 2
say(Caps("$A $b").safe_substitute, A=1, b=2)  # expect: 1 $b
say(Caps("$A $b").substitute, A=1, b=2)
# expect: ValueError Invalid placeholder in string: line 1, col 4
say(Moustache("hi {{name}} {{first name}}").safe_substitute, {"name": "N", "first name": "F"})
# expect: hi N F
say(Percent("%a %% ${a} %{a}").substitute, a=5)  # expect: 5 % ${a} 5
say(string.Template("$a ${b} $$ $").safe_substitute, a=1)  # expect: 1 ${b} $ $
say(string.Template("$a\n  $9").substitute, a=1)
# expect: ValueError Invalid placeholder in string: line 2, col 3
say(string.Template("$a ${b}").substitute, a=1)  # expect: KeyError 'b'
say(string.Template("$A").substitute, {"A": 1})  # expect: 1
say(string.Template("$é").substitute, {"é": 1})
# expect: ValueError Invalid placeholder in string: line 1, col 1
say(string.Template("$x $y $x ${z}").get_identifiers)  # expect: ['x', 'y', 'z']
say(string.Template("$x $").is_valid)  # expect: False
print(isinstance(string.Template.pattern, re.Pattern), string.Template.idpattern)
# expect: True (?a:[_a-z][_a-z0-9]*)
