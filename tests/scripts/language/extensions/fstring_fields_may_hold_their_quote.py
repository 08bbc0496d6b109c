# python differs: from 3.12 on only
d = {"k": "v"}
print(f"{d["k"]} {"\n".join(["a"])} {f"{f"{1}"}"}")  # expect: v a 1
