# Markdown to HTML: blocks by a small state machine, inline by regular expressions, a table of contents.
import html
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import count, groupby, zip_longest

INLINE = [
    (re.compile(r"`([^`]+)`"), lambda m: f"<code>{m[1]}</code>"),
    (re.compile(r"!\[([^\]]*)\]\(([^) ]+)(?: &quot;(.*?)&quot;)?\)"),
     lambda m: f'<img src="{m[2]}" alt="{m[1]}"' + (f' title="{m[3]}"' if m[3] else "") + ">"),
    (re.compile(r"\[([^\]]+)\]\(([^)]+)\)"), lambda m: f'<a href="{m[2]}">{m[1]}</a>'),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"<strong>\2</strong>"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])"), r"<em>\2</em>"),
    (re.compile(r"~~(.+?)~~"), r"<del>\1</del>"),
    (re.compile(r"(?<![\"=])(https?://[^\s<]+[^\s<.,;:])"), r'<a href="\1">\1</a>'),
    (re.compile(r"  \n"), "<br>\n"),
]


def inline(text):
    kept, numbers = {}, count()

    def keep(match):
        key = f"\x00{next(numbers)}\x00"
        kept[key] = html.escape(match[1])
        return key
    text = re.sub(r"\\([\\`*_\[\]()#!~])", keep, text)
    text = html.escape(text)
    for pattern, replacement in INLINE:
        text = pattern.sub(replacement, text)
    while "\x00" in text:
        text = re.sub(r"\x00\d+\x00", lambda m: kept[m[0]], text)
    return text


@dataclass
class Node:
    tag: str
    children: list = field(default_factory=list)
    attributes: dict = field(default_factory=dict)

    def write(self, depth=0):
        attributes = "".join(f' {k}="{html.escape(str(v))}"' for k, v in self.attributes.items())
        pad = "  " * depth
        if all(isinstance(c, str) for c in self.children):
            yield f"{pad}<{self.tag}{attributes}>{''.join(self.children)}</{self.tag}>"
            return
        yield f"{pad}<{self.tag}{attributes}>"
        for child in self.children:
            yield from child.write(depth + 1) if isinstance(child, Node) else [f"{pad}  {child}"]
        yield f"{pad}</{self.tag}>"

    def walk(self):
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()


class Document:
    def __init__(self, text):
        self.slugs = Counter()
        self.root = Node("article", self.blocks(text.expandtabs(4).splitlines()))

    def slug(self, title):
        base = re.sub(r"[^\w]+", "-", re.sub(r"<[^>]+>", "", title).lower()).strip("-")
        self.slugs[base] += 1
        return base if self.slugs[base] == 1 else f"{base}-{self.slugs[base]}"

    def blocks(self, lines):
        out, at = [], 0
        while at < len(lines):
            line = lines[at]
            if not line.strip():
                at += 1
            elif found := re.match(r"(`{3,}|~{3,})(\w*)", line):
                end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith(found[1])), len(lines))
                attributes = {"class": f"language-{found[2]}"} if found[2] else {}
                out.append(Node("pre", [Node("code", [html.escape("\n".join(lines[at + 1:end]))], attributes)]))
                at = end + 1
            elif found := re.match(r"(#{1,6})\s+(.*?)\s*#*$", line):
                title = inline(found[2])
                out.append(Node(f"h{len(found[1])}", [title], {"id": self.slug(title)}))
                at += 1
            elif re.fullmatch(r"\s*([-*_])(\s*\1){2,}\s*", line):
                out.append(Node("hr"))
                at += 1
            elif line.startswith(">"):
                block, at = self.take(lines, at, lambda s: s.startswith(">") or s.strip())
                out.append(Node("blockquote", self.blocks([re.sub(r"^> ?", "", s) for s in block])))
            elif re.match(r"([-*+]|\d+[.)]) ", line):
                node, at = self.list_at(lines, at)
                out.append(node)
            elif "|" in line and at + 1 < len(lines) and re.fullmatch(r"[\s|:-]*-[\s|:-]*", lines[at + 1]):
                block, at = self.take(lines, at, lambda s: "|" in s)
                out.append(self.table(block))
            else:
                block, at = self.take(lines, at, lambda s: s.strip() and not re.match(r"(#{1,6} |>|```)", s))
                out.append(Node("p", [inline("\n".join(s.lstrip() for s in block))]))
        return out

    @staticmethod
    def take(lines, at, test):
        end = at + 1
        while end < len(lines) and test(lines[end]):
            end += 1
        return lines[at:end], end

    def list_at(self, lines, at):
        ordered = lines[at][0].isdigit()
        marker = re.compile(r"\d+[.)] +" if ordered else r"[-*+] +")
        items = []
        while at < len(lines) and (found := marker.match(lines[at])):
            width = found.end()
            body, at = [lines[at][width:]], at + 1
            while at < len(lines) and (lines[at].startswith(" " * 2) or not lines[at].strip() and lines[at + 1:at + 2] and lines[at + 1].startswith("  ")):
                body.append(lines[at][min(width, len(lines[at]) - len(lines[at].lstrip())):])
                at += 1
            inner = self.blocks(body)
            task = re.match(r"\[([ x])\] ", body[0])
            if inner and inner[0].tag == "p" and (len(inner) == 1 or inner[1].tag in ("ul", "ol")):
                text = inner[0].children[0]
                if task:
                    text = f"<input type=checkbox{' checked' if task[1] == 'x' else ''}> " + text[4:]
                inner[0:1] = [text]
            items.append(Node("li", inner))
        start = int(re.match(r"\d+", lines[at - 1])[0]) if ordered and len(items) == 1 and lines[at - 1][0].isdigit() else 1
        return Node("ol" if ordered else "ul", items, {"start": start} if start != 1 else {}), at

    def table(self, lines):
        rows = [[c.strip() for c in re.split(r"(?<!\\)\|", line.strip().strip("|"))] for line in lines]
        aligns = [{"::": "center", "-:": "right", ":-": "left"}.get(c[:1] + c[-1:]) for c in rows.pop(1)]
        def cells(row, tag):
            for text, align in zip_longest(row[:len(aligns)], aligns, fillvalue=""):
                yield Node(tag, [inline(text.replace("\\|", "|"))], {"align": align} if align else {})
        body = [Node("tr", list(cells(row, "td"))) for row in rows[1:]]
        return Node("table", [Node("thead", [Node("tr", list(cells(rows[0], "th")))]), Node("tbody", body)])

    def contents(self):
        heads = [(int(n.tag[1]), n) for n in self.root.walk() if re.fullmatch(r"h[1-6]", n.tag)]
        return [f"{'  ' * (level - 1)}- {node.children[0]} (#{node.attributes['id']})" for level, node in heads]

    def __str__(self):
        return "\n".join(self.root.write())


SOURCE = r"""# Title with `code` & <tags> #
A *short* paragraph with **bold _and nested_ text**, ~~gone~~,
a [link](http://example.com/?a=1&b=2) and http://bare.example/x.  
An ![image](pic.png "a title"); 2 * 3 * 4, snake_case_name, \*not emphasised\*.

## A list
- one
- two with **bold**
  - nested a
  - nested b

    with a paragraph
- [x] done
- [ ] open

3. third

> quoted *text*
> - in a list
lazy line

```python
if a < b and "c":
    print(`x`)
```

| Name | Price | Note |
|:-----|------:|:----:|
| tea  | 2.50 | a \| b |
| cup  | 7 |

## A list
***
last line"""
document = Document(SOURCE)
print(document)
print(*document.contents(), sep="\n")
print(Counter(node.tag for node in document.root.walk()).most_common(5))
for text in ("**a** *b* __c__ _d_", "***both***", "a_b_c *x* y*z*", "`**raw**` \\`", "5 < 6 & 7 > 2", "[a](b) [c] (d)", "~~x", "\\\\ \\# #"):
    print(inline(text))
print([k for k, _ in groupby(str(document).splitlines(), key=lambda s: len(s) - len(s.lstrip()))])
many = Document("\n\n".join(f"{'#' * (n % 3 + 1)} Head {n % 4}\n- item {n}\n- *item* {n + 1}\n\ntext `{n}`" for n in range(12)))
print(len(str(many)), many.contents()[-3:], sum(1 for _ in many.root.walk()), many.slugs.most_common(1))
