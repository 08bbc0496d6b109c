# A web framework in small: routes with converters, middleware, requests parsed from text, answers.
import html
import json
import re
import uuid
from collections import UserDict, defaultdict
from functools import reduce, wraps
from types import SimpleNamespace
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

STATUS = {200: "OK", 201: "Created", 204: "No Content", 302: "Found", 400: "Bad Request", 401: "Unauthorized",
          404: "Not Found", 405: "Method Not Allowed", 422: "Unprocessable", 500: "Internal Server Error"}


class HttpError(Exception):
    def __init__(self, status, message="", **headers):
        super().__init__(message or STATUS[status])
        self.status, self.headers = status, headers


class Headers(UserDict):
    """Names without regard to case; a name may have several values."""

    def __setitem__(self, key, value):
        self.data[key.title()] = str(value)

    def __getitem__(self, key):
        return self.data[key.title()]

    def __contains__(self, key):
        return key.title() in self.data

    def add(self, key, value):
        self[key] = f"{self[key]}, {value}" if key in self else value


class Request(SimpleNamespace):
    @classmethod
    def parse(cls, text):
        head, _, body = text.partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        found = re.fullmatch(r"([A-Z]+) (\S+) HTTP/1\.[01]", first)
        if not found:
            raise HttpError(400, f"bad request line {first!r}")
        parts = urlsplit(found[2])
        headers = Headers()
        for line in lines:
            name, colon, value = line.partition(":")
            if not colon or name != name.strip():
                raise HttpError(400, f"bad header {line!r}")
            headers.add(name, value.strip())
        query = defaultdict(list)
        for key, value in parse_qsl(parts.query, keep_blank_values=True):
            query[key].append(value)
        length = int(headers.get("content-length", len(body)))
        return cls(method=found[1], path=unquote(parts.path), query=dict(query), headers=headers, body=body[:length], context={})

    @property
    def json(self):
        try:
            return json.loads(self.body)
        except ValueError as e:
            raise HttpError(400, "no JSON") from e


class Response:
    def __init__(self, body="", status=200, **headers):
        self.body, self.status = body, status
        self.headers = Headers({k.replace("_", "-"): v for k, v in headers.items()})

    @classmethod
    def of(cls, value):
        match value:
            case Response():
                return value
            case None:
                return cls(status=204)
            case str():
                return cls(value, content_type="text/plain")
            case dict() | list():
                return cls(json.dumps(value, sort_keys=True), content_type="application/json")
            case (int() as status, value):
                response = cls.of(value)
                response.status = status
                return response
        raise TypeError(f"cannot answer with {type(value).__name__}")

    def __str__(self):
        lines = [f"{self.status} {STATUS[self.status]}", *(f"{k}: {v}" for k, v in sorted(self.headers.items()))]
        return "\n".join([*lines, self.body] if self.body else lines)


CONVERTERS = {"": (r"[^/]+", str), "int": (r"-?\d+", int), "path": (r".+", str), "uuid": (r"[0-9a-f-]{36}", lambda t: str(uuid.UUID(t)))}


class Route:
    def __init__(self, method, pattern, handler):
        self.method, self.pattern, self.handler = method, pattern, handler
        self.converters = {}

        def replace(match):
            kind, name = match["kind"] or "", match["name"]
            expression, self.converters[name] = CONVERTERS[kind]
            return f"(?P<{name}>{expression})"
        parts = re.split(r"(<[^>]+>)", pattern)
        self.regex = re.compile("".join(
            re.sub(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>", replace, p) if p[:1] == "<" else re.escape(p) for p in parts))
        self.weight = (-len(self.converters), len(pattern))

    def match(self, path):
        found = self.regex.fullmatch(path)
        return found and {k: self.converters[k](v) for k, v in found.groupdict().items()}

    def url(self, **values):
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda m: quote(str(values[m[1]])), self.pattern)


class App:
    def __init__(self):
        self.routes, self.middlewares, self.log = [], [], []

    def route(self, pattern, *methods):
        def register(handler):
            self.routes += [Route(m, pattern, handler) for m in methods or ("GET",)]
            self.routes.sort(key=lambda r: r.weight, reverse=True)
            return handler
        return register

    def middleware(self, function):
        self.middlewares.append(function)
        return function

    def dispatch(self, request):
        allowed = set()
        for route in self.routes:
            if (values := route.match(request.path)) is not None:
                if route.method == request.method:
                    return Response.of(route.handler(request, **values))
                allowed.add(route.method)
        if allowed:
            raise HttpError(405, Allow=", ".join(sorted(allowed)))
        raise HttpError(404, f"nothing at {request.path}")

    def __call__(self, text):
        try:
            request = Request.parse(text)
            stack = reduce(lambda inner, layer: lambda r: layer(r, inner), reversed(self.middlewares), self.dispatch)
            response = stack(request)
        except HttpError as e:
            response = Response.of((e.status, {"error": str(e)}))
            response.headers.update(e.headers)
        except Exception as e:
            self.log.append(f"{type(e).__name__}: {e}")
            response = Response.of((500, {"error": "internal"}))
        return response

    def url_for(self, handler, **values):
        return next(r.url(**values) for r in self.routes if r.handler is handler)


app = App()
items = {1: {"name": "tea"}, 2: {"name": "nuts & bolts"}}


@app.middleware
def timing(request, following):
    request.context["steps"] = ["timing"]
    response = following(request)
    response.headers["X-Steps"] = "/".join(request.context["steps"])
    return response


@app.middleware
def login(request, following):
    request.context["steps"].append("login")
    if request.path.startswith("/admin") and request.headers.get("authorization") != "Bearer s3cret":
        raise HttpError(401, **{"WWW-Authenticate": "Bearer"})
    return following(request)


def validated(**kinds):
    def wrap(handler):
        @wraps(handler)
        def inner(request, **values):
            data = request.json
            wrong = {k: f"{kind.__name__} wanted" for k, kind in kinds.items() if not isinstance(data.get(k), kind)}
            if wrong:
                return 422, {"errors": wrong}
            return handler(request, **values, data=data)
        return inner
    return wrap


@app.route("/items", "GET")
def list_items(request):
    words = request.query.get("q", [""])
    return [{"id": k, **v} for k, v in items.items() if words[-1] in v["name"]]


@app.route("/items", "POST")
@validated(name=str, price=(int))
def create(request, data):
    items[max(items) + 1] = data
    return Response(status=201, location=app.url_for(show_item, number=max(items)))


@app.route("/items/<int:number>")
def show_item(request, number):
    if number not in items:
        raise HttpError(404, f"no item {number}")
    return Response(f"<h1>{html.escape(items[number]['name'])}</h1>", content_type="text/html")


@app.route("/items/<int:number>", "DELETE")
def remove(request, number):
    del items[number]


@app.route("/files/<path:rest>")
def files(request, rest):
    return f"{rest} {request.query}"


@app.route("/admin/<uuid:key>")
def admin(request, key):
    return key.upper()


@app.route("/odd")
def odd(request):
    return object


def ask(line, body="", **headers):
    lines = [f"{line} HTTP/1.1", *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items())]
    return app("\r\n".join(lines) + "\r\n\r\n" + body)


for call in [("GET /items",), ("GET /items?q=&q=tea&x=%20",), ("GET /items/2",), ("GET /items/9",), ("PUT /items/2",),
             ("POST /items", '{"name": "cup", "price": 3}'), ("POST /items", '{"name": 5}'), ("POST /items", "{"),
             ("DELETE /items/1",), ("DELETE /items/1",), ("GET /files/a%20b/c.txt?" + urlencode({"ü": "ß&", "z": ""}),),
             ("GET /admin/12345678-1234-5678-1234-567812345678",), ("GET /odd",), ("GET",), ("GET /items/x",)]:
    print(ask(*call), end="\n--\n")
print(ask("GET /admin/12345678-1234-5678-1234-567812345678", authorization="Bearer s3cret"))
print(app("GET / HTTP/1.1\r\nbad header\r\n\r\n").status, app.log, create.__name__, app.url_for(files, rest="ü/x y"))
print([f"{r.method} {r.pattern}" for r in app.routes], len({r.regex.pattern for r in app.routes}))
for n in range(25):
    ask("POST /items", json.dumps({"name": f"n{n}", "price": n, "pad": "x" * n}), content_length=1000)
print(len(items), ask("GET /items?q=n2").body[:70], max(items), sum(i.get("price", 0) for i in items.values()))
