import re
import scriptling.runtime as runtime

WORD = re.compile(r"(?P<first>\w)\w*", re.ASCII)
shout = re.compile(b"[a-z]").sub


def words(text):
    return [m["first"] for m in WORD.finditer(text)], shout(lambda m: m[0].upper(), b"ab"), WORD.flags == re.A


print(runtime.run(words, "so many words").get())  # expect: (['s', 'm', 'w'], b'AB', True)
