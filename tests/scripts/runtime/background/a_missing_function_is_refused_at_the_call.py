import scriptling.runtime as runtime

try:
    runtime.background("task", "nowhere")
except Exception as error:
    print("task" in str(error), "nowhere" in str(error))  # expect: True True
