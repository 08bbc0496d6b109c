class Text(str): pass
print(type(Text("a") % ()).__name__, type(Text("a").format()).__name__)  # expect: Text Text
print(type(Text("") % ()).__name__, type(Text("").format()).__name__)  # expect: str str
print(type(Text("%s") % 1).__name__, type(Text("{}").format(1)).__name__)  # expect: str str
