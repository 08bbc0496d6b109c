import json

for v in [1j, [1, 2j], {"a": 1j}]:
    try:
        print(json.dumps(v))
    except TypeError as e:
        print(e)
# expect: Object of type complex is not JSON serializable
# expect: Object of type complex is not JSON serializable
# expect: Object of type complex is not JSON serializable
print(json.dumps({"z": 1 + 2j}, default=lambda z: [z.real, z.imag]))  # expect: {"z": [1.0, 2.0]}
