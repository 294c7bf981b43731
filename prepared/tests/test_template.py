"""Does a prepared template say what the template says, and is one refused that would not?"""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.utils.html import format_html

from prepared import PreparedTemplate
from prepared.statement import NotPreparable

TEMPLATE = """{% if shape %}<b title="{{ first }}">{% endif %}{{ first }} {% if second %}и {{ second }}{% endif %}"""


@pytest.fixture
def template(settings, tmp_path):
    def written(text: str) -> PreparedTemplate:
        (tmp_path / "one.html").write_text(text, encoding="utf-8")
        engine = settings.TEMPLATES[0] | {"DIRS": [tmp_path], "APP_DIRS": False}
        settings.TEMPLATES = [engine]
        return PreparedTemplate("one.html", lambda shape, **texts: {"shape": shape, **texts})

    return written


def test_it_says_what_the_template_says(template):
    prepared = template(TEMPLATE)
    for shape in (True, False, True):
        for texts in (
            {"first": "<&'\"%s>", "second": ""},
            {"first": "", "second": "12"},
            {"first": "1", "second": "0"},
        ):
            said = render_to_string("one.html", {"shape": shape, **texts})
            assert prepared(shape, **texts) == said


def test_what_is_safe_already_is_not_escaped_again(template):
    markup = format_html("<i>{}</i>", "<")
    assert template("{{ first }}")(first=markup) == "<i>&lt;</i>"


@pytest.mark.parametrize("text", ["{{ first|upper }}", "{{ first|slice:':8' }}", "{% if 'b' in first %}!{% endif %}"])
def test_a_template_that_looks_into_a_text_is_refused(template, text):
    with pytest.raises(NotPreparable):
        template(text)(first="1")
