"""Is the manual whole: every file a part, every heading on its page, no link that leads nowhere?"""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from guide.parts import FILES, FOLDER, address_of, part


def faults(files: dict[str, str]) -> list[str]:
    """Links that lead nowhere and headings of one name, in the sources of the parts by file name."""
    anchors = {name: [_slug(found) for found in re.findall(r"(?m)^##+ (.+)$", text)] for name, text in files.items()}
    found = [f"{name}: {a} twice" for name, known in anchors.items() for a in sorted(set(known)) if known.count(a) > 1]
    for name, text in files.items():
        for target in re.findall(r"\]\(([^)]+)\)", text):
            file, _, anchor = target.partition("#")
            if (file or name) not in files or (anchor and anchor not in anchors[file or name]):
                found.append(f"{name}: {target}")
    return found


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def sources() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}


def test_every_file_is_a_part_and_every_part_a_file():
    assert set(sources()) == set(FILES.values())


def test_no_link_leads_nowhere():
    assert faults(sources()) == []


def test_a_link_that_leads_nowhere_would_be_found():
    broken = {"a.md": "# А\n\n## Раз\n\n## Раз\n\n[x](#раз) [y](#два) [z](b.md)"}
    assert faults(broken) == ["a.md: раз twice", "a.md: #два", "a.md: b.md"]


@pytest.mark.parametrize("key", FILES)
def test_every_heading_is_on_the_page_with_its_anchor(key):
    said = re.findall(r"(?m)^(##+) (.+)$", sources()[FILES[key]])
    text = part(key)
    assert [(h.level, h.text) for h in text.headings] == [(len(marks), words) for marks, words in said]
    assert re.findall(r'<h[23] id="([^"]+)"', text.html) == [_slug(words) for _, words in said]


@pytest.mark.parametrize("key", FILES)
def test_no_markup_is_left_over(key):
    shown = re.sub(r"<[^>]+>", "", part(key).html)
    assert re.findall(r"\*\*|\]\(|^#|\|", shown, re.MULTILINE) == []


def test_links_lead_to_pages():
    assert address_of("reviewer.md#ссылки") == "/guide/reviewer/#ссылки"
    assert address_of("#ссылки") == "#ссылки"


def test_pages_that_lead_into_the_manual_lead_somewhere():
    """Templates write the address of a place by hand."""
    led = [
        found
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for found in re.findall(r'"guide:part" "(\w+)" %}#([^"]+)"', path.read_text(encoding="utf-8"))
    ]
    assert led == [("start", "строго-по-приложению-1-или-с-учётом-применимости")]
    assert [anchor in [heading.anchor for heading in part(key).headings] for key, anchor in led] == [True]
