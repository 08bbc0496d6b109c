import json

print(json.loads('{"a": [1, 2.0, -3e2, null, true, "\\u00e9\\ud83d\\ude00"]}'))
# expect: {'a': [1, 2.0, -300.0, None, True, 'é😀']}
print(json.loads("12345678901234567890123"), json.loads(b'"x"'), json.loads(" [ ] "))
# expect: 12345678901234567890123 x []
print(json.loads('{"a": 1, "a": 2}'), json.loads("NaN"))  # expect: {'a': 2} nan
