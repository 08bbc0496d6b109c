# options: --allowed-paths /nonexistent
import scriptling.runtime as runtime

try:
    runtime.kv.open("things.db")
except PermissionError as error:
    print("things.db" in str(error))  # expect: True
