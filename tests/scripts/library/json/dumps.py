import json

print(json.dumps({"b": [1, 2.5, None, True], "a": "é\n\"<"}))
# expect: {"b": [1, 2.5, null, true], "a": "\u00e9\n\"<"}
print(json.dumps({"b": 1, "a": {"c": []}}, indent=2, sort_keys=True))
# expect: {
# expect:   "a": {
# expect:     "c": []
# expect:   },
# expect:   "b": 1
# expect: }
print(json.dumps([1, 2], separators=(",", ":")), json.dumps("é", ensure_ascii=False))
# expect: [1,2] "é"
print(json.dumps({1: 1, None: 2, True: 3, 1.5: 4}), json.dumps((1, 2)), json.dumps(1e100))
# expect: {"1": 3, "null": 2, "1.5": 4} [1, 2] 1e+100
