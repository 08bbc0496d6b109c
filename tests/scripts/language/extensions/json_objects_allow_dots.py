# python differs: dicts have no attributes of their own there
import json

reply = json.loads('{"user": {"name": "Al", "tags": ["a"]}}')
print(reply.user.name, reply.user.tags[0], type(reply).__name__)  # expect: Al a dict
