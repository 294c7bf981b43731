"""Are all elements our papers are written with named in their own sheet, which stands for WeasyPrint's?"""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from reports.documents.printing import ELEMENTS
from reports.documents.rendering import stylesheet

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def test_every_element_of_the_papers_is_named():
    css = re.sub(r"/\*.*?\*/", "", stylesheet().with_name(ELEMENTS).read_text(encoding="utf-8"), flags=re.DOTALL)
    named = {name for selectors in re.findall(r"([^{}]+)\{", css) for name in re.findall(r"\b[a-z]+\d?\b", selectors)}
    written = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("documents/**/*.html"))
    assert sorted(set(re.findall(r"<([a-z]+\d?)\b", written)) - named) == []
