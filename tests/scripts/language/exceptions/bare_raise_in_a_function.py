def again(): raise
try:
    try: 1 // 0
    except ZeroDivisionError: again()
except ZeroDivisionError as e: print("again", e)  # expect: again integer division or modulo by zero
