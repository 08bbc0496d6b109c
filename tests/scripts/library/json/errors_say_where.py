import json

for text in ('{"a": }', "[1, 2", "", '{"a" 1}', "[1] x"):
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        print(error)
# expect: Expecting value: line 1 column 7 (char 6)
# expect: Expecting ',' delimiter: line 1 column 6 (char 5)
# expect: Expecting value: line 1 column 1 (char 0)
# expect: Expecting ':' delimiter: line 1 column 6 (char 5)
# expect: Extra data: line 1 column 5 (char 4)
