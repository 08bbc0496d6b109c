import sys

print(sys.modules["builtins"].len is len)  # expect: True
print(sys.modules["__main__"].sys is sys)  # expect: True

import builtins

print(sys.modules["builtins"] is builtins)  # expect: True
