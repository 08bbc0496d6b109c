# options: --timeout 0.2
# timeout: 10
print("begins")  # expect: begins
try:
    while True:
        pass
finally:
    print("finally")  # expect: finally
# expect exit: 124
