"""Does docs/states.md still say what the transition table says?"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from monitoring.management.commands.print_states import diagram


def test_the_document_is_printed_from_the_table():
    assert (Path(settings.BASE_DIR) / "docs/states.md").read_text(encoding="utf-8") == diagram()
