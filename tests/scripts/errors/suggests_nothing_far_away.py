counter = 1
print(banana)  # expect error: NameError: name 'banana' is not defined
