x = None
x.name  # expect error: AttributeError: 'NoneType' object has no attribute 'name'
