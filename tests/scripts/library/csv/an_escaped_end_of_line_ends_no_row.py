# A strict reader says so when there is no more to come.
import csv
import io

for text in ("a\\\n", "a\\", '"a\\\n', '"a\\', "a\\\nb\n"):
    try:
        print(list(csv.reader(io.StringIO(text), strict=True, escapechar="\\")))
    except csv.Error as e:
        print(e)
# expect: unexpected end of data
# expect: unexpected end of data
# expect: unexpected end of data
# expect: unexpected end of data
# expect: [['a\nb']]
