# python differs: an encoding is needed there
print(bytes("é"))  # expect: b'\xc3\xa9'
