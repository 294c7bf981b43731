"""How does one file of the manual become a page?

The parser only reads: every tag on the page is written here by `format_html`, so text stays text whatever stands in
the file, and nothing has to be declared safe. What is not in MARKUP is refused when the file is read: a test reads
every file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

MARKUP = {
    "bullet_list": "<ul>{}</ul>",
    "ordered_list": "<ol>{}</ol>",
    "list_item": "<li>{}</li>",
    "strong": "<b>{}</b>",
    "em": "<i>{}</i>",
    "table": '<div class="table-wrap"><table class="rows">{}</table></div>',
    "thead": "<thead>{}</thead>",
    "tbody": "<tbody>{}</tbody>",
    "tr": "<tr>{}</tr>",
    "th": '<th scope="col">{}</th>',
    "td": "<td>{}</td>",
    "root": "{}",
    "inline": "{}",
}
Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the anchor links and the contents lead to."""

    level: int
    text: str

    @property
    def anchor(self) -> str:
        return slugify(self.text, allow_unicode=True)


@dataclass(frozen=True, slots=True)
class Text:
    """One file, read: its title, the headings below it, where its links lead, and its markup."""

    title: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]
    html: SafeString


def read_text(source: str, address: Address = str) -> Text:
    """`address` turns the target of a link («reviewer.md#ссылки») into the address of a page.

    Raises KeyError for markup the manual has no look for, ValueError for a file that does not begin with its title.
    """
    tree = SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).enable("table").parse(source))
    title, *rest = [_heading(node) for node in tree.walk() if node.type == "heading"] or [Heading(0, "")]
    if title.level != 1 or any(heading.level == 1 for heading in rest):
        raise ValueError("a part of the manual has one title, at its head")
    links = tuple(_target(node) for node in tree.walk() if node.type == "link")
    body = format_html_join("", "{}", ((_html(node, address),) for node in tree.children[1:]))
    return Text(title.text, tuple(rest), links, body)


def _heading(node: SyntaxTreeNode) -> Heading:
    return Heading(int(node.tag[1:]), "".join(_words(node)))


def _words(node: SyntaxTreeNode) -> Iterator[str]:
    return (leaf.content for leaf in node.walk() if leaf.type in {"text", "code_inline"})


def _target(link: SyntaxTreeNode) -> str:
    """As the file says it: the parser encodes letters for the wire."""
    return unquote(str(link.attrs["href"]))


def _html(node: SyntaxTreeNode, address: Address) -> SafeString:
    if node.type in {"text", "code_inline"}:
        return format_html("{}", node.content)
    if node.type == "softbreak":
        return format_html("{}", "\n")
    inner = format_html_join("", "{}", ((_html(child, address),) for child in node.children))
    if node.type == "heading":
        heading = _heading(node)
        return format_html('<h{0} id="{1}">{2}</h{0}>', heading.level, heading.anchor, inner)
    if node.type == "link":
        return format_html('<a href="{}">{}</a>', address(_target(node)), inner)
    if node.type == "paragraph":
        return inner if node.hidden else format_html("<p>{}</p>", inner)
    return format_html(MARKUP[node.type], inner)
