# python differs: dots read keys of dicts
reply = {"user": {"name": "ann"}}
print(reply.user.nam)  # expect error: AttributeError: 'dict' object has no attribute 'nam'. Did you mean: 'name'?
