class A:
    pass


A().nothing  # expect error: AttributeError: 'A' object has no attribute 'nothing'
