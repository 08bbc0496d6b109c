import csv
import io

print(list(csv.reader(['a,b', '"x,1","say ""hi"""', '', '1;2'])), list(csv.reader(["a;b", "'c;d'"], delimiter=";", quotechar="'")))
# expect: [['a', 'b'], ['x,1', 'say "hi"'], [], ['1;2']] [['a', 'b'], ['c;d']]
print(list(csv.reader(io.StringIO('a,"multi\nline"\r\nb,c\r\n', newline=""))), list(csv.reader(["1,\"x\""], quoting=csv.QUOTE_NONNUMERIC)))
# expect: [['a', 'multi\nline'], ['b', 'c']] [[1.0, 'x']]
out = io.StringIO()
w = csv.writer(out)
w.writerow(["a", 1, 2.5, None, 'q"q', "x,y", "l\nm"])
w.writerows([[], [""], ["x"]])
print(repr(out.getvalue()))  # expect: 'a,1,2.5,,"q""q","x,y","l\nm"\r\n\r\n""\r\nx\r\n'
out = io.StringIO()
d = csv.DictWriter(out, ["a", "b"], lineterminator="\n", quoting=csv.QUOTE_ALL)
d.writeheader()
d.writerow({"a": 1})
print(repr(out.getvalue()), list(csv.DictReader(["a,b", "1,2,3", "4"])), csv.list_dialects())
# expect: '"a","b"\n"1",""\n' [{'a': '1', 'b': '2', None: ['3']}, {'a': '4', 'b': None}] ['excel', 'excel-tab', 'unix']
for wrong in (lambda: d.writerow({"z": 1}), lambda: csv.reader([], delimiter="ab"), lambda: csv.writer(5), lambda: csv.get_dialect("no"), lambda: csv.reader([], foo=1)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
        # expect: ValueError dict contains fields not in fieldnames: 'z'
        # expect: TypeError "delimiter" must be a 1-character string
        # expect: TypeError argument 1 must have a "write" method
        # expect: Error unknown dialect
        # expect: TypeError 'foo' is an invalid keyword argument for this function
