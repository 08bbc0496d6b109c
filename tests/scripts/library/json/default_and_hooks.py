import json

print(json.dumps({"s": {1}}, default=lambda x: sorted(x)))  # expect: {"s": [1]}
print(json.loads('{"a": {"b": 1}}', object_hook=lambda d: list(d)))  # expect: ['a']
print(json.loads("[1.5, 2]", parse_float=str, parse_int=float))  # expect: ['1.5', 2.0]
