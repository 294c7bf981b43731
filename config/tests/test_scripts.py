"""Do the small programs behind script/check find what they look for?"""

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def program(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "script" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_audit_that_answered_for_nothing_is_no_pass():
    skipped = {"name": "django", "skip_reason": "not found"}
    clean = {"name": "pillow", "version": "1", "vulns": []}
    bad = {"name": "weasyprint", "version": "1", "vulns": [{"id": "CVE-1"}, {"id": "CVE-2"}]}
    verdict = program("read_audit").verdict
    unreached = "NOT AUDITED: the audit could not be reached (no package was answered for). This is no pass."
    assert verdict([]) == (0, [unreached])
    assert verdict([skipped]) == (0, [unreached])
    assert verdict([clean]) == (0, ["No known vulnerabilities in 1 packages."])
    assert verdict([clean, skipped]) == (0, ["No known vulnerabilities in 1 packages; NOT AUDITED: 1 more."])
    assert verdict([clean, skipped, bad]) == (1, ["weasyprint 1: CVE-1, CVE-2"])


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_house_rules_find_each_breach(tmp_path: Path):
    write(tmp_path / "schools/views/queue.py", '"""Q?"""\n\nSchool.objects.all()\n')
    write(tmp_path / "schools/utils.py", '"""Q?"""\n')
    write(tmp_path / "schools/silent.py", "x = 1\n")
    write(tmp_path / "schools/citing.py", '"""Q? (RULES" + ".md, README.md)"""\n'.replace('" + "', ""))
    write(tmp_path / "schools/long.py", '"""Q?"""\n\n\ndef long():\n' + "    x = 1\n" * 60)
    write(
        tmp_path / "templates/page.html",
        '<p style="color: red">\n<script>alert()</script>\n<a onclick="x()">\n<style>\n{{ x|safe }}\n',
    )
    assert program("house_rules").breaches(tmp_path) == [
        "schools/citing.py: cites RULES" + ".md, which is not here",
        "schools/long.py:4: long has 61 lines, at most 60",
        "schools/silent.py: no docstring that says which question it answers",
        "schools/utils.py: say what it is about, not «utils»",
        "schools/views/queue.py:3: a view asks a query, it touches no .objects",
        "the median function has 61 lines, at most 8",
        "templates/page.html:1: inline style",
        "templates/page.html:4: style element",
        "templates/page.html:2: script without src",
        "templates/page.html:3: inline event handler",
        "templates/page.html:5: |safe",
    ]


def test_house_rules_pass_what_is_right(tmp_path: Path):
    write(tmp_path / "schools/views/queue.py", '"""Q?"""\n\n\ndef queue(request):\n    return 1\n')
    write(
        tmp_path / "templates/page.html", '<script type="module" src="x.js"></script>\n<p class="button">{{ x }}</p>\n'
    )
    assert program("house_rules").breaches(tmp_path) == []
