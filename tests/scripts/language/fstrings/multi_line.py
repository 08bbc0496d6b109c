x = 2
text = f"""{x}
{
    x + 1
}"""
print(text.split("\n"))  # expect: ['2', '3']
