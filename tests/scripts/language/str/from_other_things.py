print(str(), str(b"a"), str(b"a", "ascii"), str(None), str([1, "a"]), str(1.0), str(object=5))
# expect:  b'a' a None [1, 'a'] 1.0 5
