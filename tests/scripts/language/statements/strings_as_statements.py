"a string"
1
...
print(__doc__)  # expect: a string
