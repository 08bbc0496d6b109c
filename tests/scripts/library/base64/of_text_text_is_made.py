# python differs: the encoders take text as UTF-8 and give text for it
import base64

print(base64.b64encode("hello"), base64.b64decode(base64.b64encode("é")).decode())
# expect: aGVsbG8= é
