a = 1
print(f"{ a  +  1 = }")  # expect:  a  +  1 = 2
