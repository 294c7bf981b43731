"""Does the tree keep the rules no ready-made linter knows? Prints each breach with its place; exits with 1.

Views touch no `.objects`. Templates have no inline style, script or handler. Functions and modules keep their sizes.
"""

import ast
import re
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    *("prepared", "russian", "journal", "outbound", "worker", "schools", "accounts", "scoring", "monitoring"),
    *("improvement", "reports", "guide", "config", "script"),
)
AT_HAND = {path.name for path in ROOT.glob("*.md")}
FUNCTION_LINES = 60
FUNCTION_MEDIAN = 8
MODULE_LINES = 400
TEMPLATE_LINES = 90
BANNED_NAMES = {"utils", "helpers", "core", "common", "manager", "handler", "process"}

INLINE = (
    (re.compile(r"<[^>%]*\sstyle\s*=", re.IGNORECASE), "inline style"),
    (re.compile(r"<style\b", re.IGNORECASE), "style element"),
    (re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE), "script without src"),
    (re.compile(r"<[^>%]*\son[a-z]+\s*=", re.IGNORECASE), "inline event handler"),
    (re.compile(r"\|\s*safe\b"), "|safe"),
)


def python_files(root: Path) -> list[Path]:
    return [path for app in APPS for path in sorted((root / app).rglob("*.py")) if "migrations" not in path.parts]


def is_test(path: Path) -> bool:
    return "tests" in path.parts or path.name == "conftest.py"


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the end, without the docstring: a contract in words is not code."""
    doc = function.body[0] if ast.get_docstring(function, clean=False) is not None else None
    words = (doc.end_lineno or doc.lineno) - doc.lineno + 1 if doc else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - words


def python_breaches(root: Path) -> Iterator[str]:
    sizes: list[int] = []
    for path in python_files(root):
        name, text = path.relative_to(root), path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        yield from module_breaches(name, text, tree)
        if not is_test(path):
            yield from size_breaches(name, text, tree, sizes)
            yield from view_breaches(name, tree)
    if sizes and statistics.median(sizes) > FUNCTION_MEDIAN:
        yield f"the median function has {statistics.median(sizes)} lines, at most {FUNCTION_MEDIAN}"


CITED = re.compile(r"\b[A-Z]{3,}\.md\b")


def module_breaches(name: Path, text: str, tree: ast.Module) -> Iterator[str]:
    yield from (f"{name}: cites {cited}, which is not here" for cited in sorted(set(CITED.findall(text)) - AT_HAND))
    if name.stem in BANNED_NAMES:
        yield f"{name}: say what it is about, not «{name.stem}»"
    if text.strip() and not ast.get_docstring(tree):
        yield f"{name}: no docstring that says which question it answers"


def size_breaches(name: Path, text: str, tree: ast.Module, sizes: list[int]) -> Iterator[str]:
    """Also adds the size of every function to `sizes`."""
    if len(text.splitlines()) > MODULE_LINES:
        yield f"{name}: {len(text.splitlines())} lines, at most {MODULE_LINES}"
    for function in functions(tree):
        sizes.append(body_lines(function))
        if sizes[-1] > FUNCTION_LINES:
            yield f"{name}:{function.lineno}: {function.name} has {sizes[-1]} lines, at most {FUNCTION_LINES}"


def view_breaches(name: Path, tree: ast.AST) -> Iterator[str]:
    if "views" not in {*name.parts, name.stem}:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            yield f"{name}:{node.lineno}: a view asks a query, it touches no .{node.attr}"


def template_breaches(root: Path) -> Iterator[str]:
    for path in sorted((root / "templates").rglob("*.html")):
        name, text = path.relative_to(root), path.read_text(encoding="utf-8")
        if len(text.splitlines()) > TEMPLATE_LINES:
            yield f"{name}: {len(text.splitlines())} lines, at most {TEMPLATE_LINES}"
        for pattern, what in INLINE:
            for found in pattern.finditer(text):
                yield f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {what}"


def breaches(root: Path) -> list[str]:
    return [*python_breaches(root), *template_breaches(root)]


if __name__ == "__main__":
    found = breaches(ROOT)
    print("\n".join(found) or "The house rules hold.")
    sys.exit(bool(found))
