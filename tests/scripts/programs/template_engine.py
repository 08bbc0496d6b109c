# Templates with loops, conditions, filters, inheritance of blocks; compiled to closures.
import re
from html import escape

TOKEN = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.S)
FILTERS = {}


class TemplateError(SyntaxError):
    def __init__(self, message, line):
        super().__init__(f"line {line}: {message}")
        self.line = line


def template_filter(name=None):
    def register(function):
        FILTERS[name or function.__name__] = function
        return function
    return register


@template_filter()
def upper(value):
    return str(value).upper()


@template_filter("default")
def default_of(value, other=""):
    return value if value not in (None, "") else other


@template_filter()
def join(value, separator=", "):
    return separator.join(map(str, value))


@template_filter()
def money(value, currency="EUR"):
    return f"{value:,.2f} {currency}"


template_filter("length")(len)
template_filter("sort")(sorted)


class Scope(dict):
    def __init__(self, parent=None, **values):
        super().__init__(values)
        self.parent = parent

    def __missing__(self, key):
        if self.parent is None:
            return ""
        return self.parent[key]


def lookup(path):
    first, *rest = path.split(".")

    def get(scope):
        value = scope[first]
        for name in rest:
            if isinstance(value, dict):
                value = value.get(name, "")
            elif name.isdigit():
                value = value[int(name)]
            else:
                value = getattr(value, name, "")
            if callable(value):
                value = value()
        return value
    return get


def compile_expression(text):
    head, *filters = [part.strip() for part in text.split("|")]
    if re.fullmatch(r"-?\d+(\.\d+)?", head):
        number = float(head) if "." in head else int(head)
        get = lambda scope: number
    elif head[:1] in "'\"" and head[-1:] == head[:1]:
        get = lambda scope: head[1:-1]
    else:
        get = lookup(head)
    steps = []
    for part in filters:
        name, _, argument = part.partition(":")
        if name not in FILTERS:
            raise LookupError(f"no filter {name!r}")
        steps.append((FILTERS[name], [compile_expression(argument)] if argument else []))

    def run(scope):
        value = get(scope)
        for function, arguments in steps:
            value = function(value, *[a(scope) for a in arguments])
        return value
    return run


class Parser:
    def __init__(self, source):
        self.tokens = TOKEN.split(source)
        self.at = 0
        self.line = 1
        self.blocks = {}

    def until(self, *ends):
        nodes = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            self.line += token.count("\n")
            if token.startswith("{#") or not token:
                continue
            if token.startswith("{{"):
                nodes.append(self.output(token[2:-2]))
            elif token.startswith("{%"):
                word, _, rest = token[2:-2].strip().partition(" ")
                if word in ends:
                    return nodes, word, rest
                make = getattr(self, "tag_" + word, None)
                if make is None:
                    raise TemplateError(f"unknown tag {word!r}", self.line)
                nodes.append(make(rest))
            else:
                nodes.append(lambda scope, text=token: (text,))
        if ends:
            raise TemplateError(f"no {' or '.join(ends)}", self.line)
        return nodes, "", ""

    def output(self, text):
        try:
            expression = compile_expression(text)
        except LookupError as e:
            raise TemplateError(str(e), self.line) from e
        return lambda scope: (escape(str(expression(scope))),)

    def tag_for(self, rest):
        found = re.fullmatch(r"(\w+) in (.+)", rest.strip())
        if not found:
            raise TemplateError("for NAME in LIST", self.line)
        name, source = found[1], compile_expression(found[2])
        body, end, _ = self.until("endfor", "else")
        empty = self.until("endfor")[0] if end == "else" else []

        def run(scope):
            count = -1
            for count, item in enumerate(source(scope)):
                inner = Scope(scope, loop={"index": count + 1, "first": count == 0})
                inner[name] = item
                yield from render(body, inner)
            if count < 0:
                yield from render(empty, scope)
        return run

    def tag_if(self, rest):
        branches = []
        condition, end = rest, ""
        while end != "endif":
            test = compile_expression(condition.removeprefix("not ")) if condition else None
            negated = condition.startswith("not ")
            body, end, following = self.until("elif", "else", "endif")
            branches.append((test, negated, body))
            condition = following

        def run(scope):
            for test, negated, body in branches:
                if test is None or bool(test(scope)) is not negated:
                    yield from render(body, scope)
                    return
        return run

    def tag_block(self, name):
        body, _, _ = self.until("endblock")
        self.blocks[name] = body
        return lambda scope: render(scope["blocks"].get(name, body), scope)


def render(nodes, scope):
    for node in nodes:
        yield from node(scope)


class Template:
    def __init__(self, source, parent=None):
        parser = Parser(source)
        self.nodes, _, _ = parser.until()
        self.blocks, self.parent = parser.blocks, parent

    def render(self, **values):
        blocks, base = {}, self
        while base is not None:
            blocks = {**base.blocks, **blocks}
            root, base = base, base.parent
        return "".join(render(root.nodes, Scope(None, blocks=blocks, **values)))


base = Template("<h1>{% block title %}Untitled{% endblock %}</h1>\n{% block body %}{% endblock %}--\n")
page = Template("""{% block title %}{{ shop.name | upper }} & more{% endblock %}
{% block body %}{% for item in items %}{{ loop.index }}. {{ item.name }}: {{ item.price | money }}{% if item.tags %} [{{ item.tags | sort | join:'/' }}]{% elif loop.first %} (first){% else %} (plain){% endif %}
{% else %}nothing for sale
{% endfor %}{# never seen #}{{ note | default:'no <note>' }}
{% endblock %}""", base)
print(page.render(shop={"name": "nuts & bolts"}, items=[]), end="")
goods = [{"name": f"<thing {n}>", "price": n * 1234.5, "tags": ["x", "a", "m"][: n % 3]}
         for n in range(5)]
print(page.render(shop={"name": "a"}, items=goods, note="5 > 4"), end="")
print(Template("{{ a.b.0 }} {{ a.missing.x | default:7 }} {{ s.strip }} {{ -3.5 }}|").render(
    a={"b": ["zero"]}, s="  trimmed "))
for bad in ("{% for x %}", "line\n{% if a %}\nx", "{{ a | nope }}", "\n\n{% what %}"):
    try:
        Template(bad)
    except TemplateError as e:
        print(type(e).__name__, e, e.line, type(e.__cause__).__name__)
nested = Template("{% for row in rows %}{% for c in row %}{% if not c %}.{% else %}{{ c }}{% endif %}{% endfor %};{% endfor %}")
print(nested.render(rows=[[r * c % 3 for c in range(20)] for r in range(6)]))
big = nested.render(rows=[[r ^ c for c in range(20)] for r in range(12)])
print(len(big), hash(big) == hash("".join(list(big))), big[-40:])
print(sorted(FILTERS), FILTERS["money"](-1e6, "USD"))
