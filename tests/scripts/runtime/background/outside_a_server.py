import scriptling.runtime as runtime

print(runtime.server_running())  # expect: False
