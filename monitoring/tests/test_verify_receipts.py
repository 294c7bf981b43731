"""Does the command find every signed content that is not what was signed, and nothing else?"""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from monitoring.models import Submission
from monitoring.models.submission import digest_of
from monitoring.tests.stories import submitted
from russian.numbers import NBSP


@pytest.fixture
def two(expert_map, other_map, head, other_head) -> list[Submission]:
    return [submitted(expert_map, by=head), submitted(other_map, by=other_head)]


def run(capsys, *numbers: str) -> tuple[str, str, str]:
    """What it printed, what it complained of, how it ended."""
    ended = ""
    try:
        call_command("verify_receipts", *numbers)
    except CommandError as error:
        ended = str(error)
    printed = capsys.readouterr()
    return printed.out, printed.err, ended


def test_whole(two, capsys):
    assert run(capsys) == (f"Прочитано: 2{NBSP}квитанции; всё хранится так, как подписано.\n", "", "")
    assert run(capsys, two[1].number) == (f"Прочитано: 1{NBSP}квитанция; всё хранится так, как подписано.\n", "", "")


def test_every_single_change_is_found(two, capsys):
    """Negative control: each part of the content alone, then the digest with it."""
    receipt = two[0]
    whole, changes = receipt.content, 0
    for name in whole:
        receipt.content = whole | {name: "иное"}
        receipt.save()
        assert run(capsys)[1] == f"{receipt.number}: хранится не то, что было подписано\n"
        receipt.digest = digest_of(receipt.content)
        receipt.save()
        assert run(capsys)[2] == f"Прочитано: 2{NBSP}квитанции; изменено 1, не найдено 0."
        receipt.digest = digest_of(whole)
        changes += 2
    assert changes == 14
    receipt.content = whole
    receipt.save()
    assert run(capsys)[2] == ""


def test_an_unknown_number_is_said(two, capsys):
    assert run(capsys, "ЭК-1999-00001-1") == (
        "", "ЭК-1999-00001-1: такой квитанции нет\n", f"Прочитано: 0{NBSP}квитанций; изменено 0, не найдено 1.",
    )  # fmt: skip
