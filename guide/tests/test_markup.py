"""Does a file of the manual become a page with nothing lost, nothing trusted and anchors to lead to?"""

from __future__ import annotations

import pytest

from guide.markup import Heading, read_text


def test_what_the_manual_uses_has_its_look():
    text = read_text("# Т\n\n## Раз, два\n\nА **б** *в*\nг\n\n- д\n- [е](#раз-два)\n\n| ж |\n| --- |\n| з |\n")
    assert (text.title, text.headings, text.links) == ("Т", (Heading(2, "Раз, два"),), ("#раз-два",))
    assert text.html.replace("\n", "") == (
        '<h2 id="раз-два">Раз, два</h2><p>А <b>б</b> <i>в</i>г</p><ul><li>д</li><li><a href="#раз-два">е</a></li></ul>'
        '<div class="table-wrap"><table class="rows"><thead><tr><th scope="col">ж</th></tr></thead>'
        "<tbody><tr><td>з</td></tr></tbody></table></div>"
    )


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "a <b onclick=x>b</b>", '[a](<x"onclick="y>)'])
def test_text_stays_text(hostile):
    html = read_text(f"# Т\n\n{hostile}").html
    assert ("<script" in html, "<b " in html, '"onclick' in html) == (False, False, False)


def test_a_dangerous_address_is_no_link():
    assert read_text("# Т\n\n[a](javascript:alert(1))").links == ()


@pytest.mark.parametrize("strange", ["```\ncode\n```", "> quoted", "![a](b.png)"])
def test_what_has_no_look_is_refused(strange):
    with pytest.raises(KeyError):
        read_text(f"# Т\n\n{strange}")


@pytest.mark.parametrize("untitled", ["слова", "## Раз", "# Раз\n\n# Два"])
def test_a_part_has_one_title(untitled):
    with pytest.raises(ValueError, match="one title"):
        read_text(untitled)
