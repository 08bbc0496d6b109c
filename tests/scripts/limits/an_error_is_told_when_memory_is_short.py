# options: --env-memory 3M
class Wide:
    pass


wide = Wide()
for n in range(6000):
    setattr(wide, f"name{n}", n)
# To look for a similar name, memory does not suffice.
wide.nothing  # expect error: AttributeError: 'Wide' object has no attribute 'nothing'
