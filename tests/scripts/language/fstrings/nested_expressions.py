d = {"k": [1, 2]}
print(f"{d['k'][1]} {sum(d['k'])} {'yes' if d else 'no'} {f'{1}{2}'} {(lambda x: x * 2)(4)}")
# expect: 2 3 yes 12 8
text = f"""{ 1 + 1
} lines"""
print(text)  # expect: 2 lines
