# python differs: the parts are items by name, and urlunparse takes them in a dict
from urllib.parse import urlparse, urlunparse

u = urlparse("http://h/p?q")
print(u["scheme"], u["netloc"], urlunparse({"scheme": "http", "netloc": "h", "path": "/x"}))
# expect: http h http://h/x
