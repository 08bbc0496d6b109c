class A:
    def __dir__(self): 1 // 0
A().x  # expect error: AttributeError: 'A' object has no attribute 'x'
