# The values of a StrEnum are texts from the start; nothing is made one.
import enum


class Color(enum.StrEnum):
    RED = "red"
    DARK_BLUE = enum.auto()


print(Color.RED, Color("dark_blue"), Color.RED + "dish")  # expect: red dark_blue reddish
for wrong in (1, None, b"red", ("a", "b", "c", "d")):
    try:
        enum.StrEnum("Wrong", {"A": wrong})
    except TypeError as e:
        print(e)
# expect: 1 is not a string
# expect: None is not a string
# expect: b'red' is not a string
# expect: too many arguments for str(): ('a', 'b', 'c', 'd')
