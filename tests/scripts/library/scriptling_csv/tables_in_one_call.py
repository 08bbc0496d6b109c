# python differs: Scriptling's own module
import scriptling.csv as csv

print(csv.loads('a,"b,1"\r\n\r\n"say ""hi""","x\ny"\nlone\n,\n'))
# expect: [['a', 'b,1'], ['say "hi"', 'x\ny'], ['lone'], ['', '']]
print(csv.loads_dict("n;m\n1;2\n3\n", ";"))  # expect: [{'n': '1', 'm': '2'}, {'n': '3', 'm': ''}]
print(repr(csv.dumps([["a", "b,c"], ['q"', 1]])))  # expect: 'a,"b,c"\n"q""",1\n'
print(repr(csv.dumps_dict([{"b": "1", "a": "2"}, {"a": "3"}])))  # expect: 'a,b\n2,1\n3,\n'
print(repr(csv.dumps_dict([{"b": "1", "a": "2"}], columns=["b"])))  # expect: 'b\n1\n'
try:
    csv.dumps([[None]])
except TypeError as error:
    print(error)  # expect: a cell must be str, not NoneType
