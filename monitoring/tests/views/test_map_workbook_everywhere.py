"""Does the card of every demonstration school come back as it left, out of Excel's format and out of LibreOffice?"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection

from accounts.models import Role, User
from monitoring.models import ExpertMap
from monitoring.policies import may_school_change
from monitoring.tests.views.cards import brought, state_of, write

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.long]

SCHOOLS = 24
OFFICE = shutil.which("soffice")
OFFICE_SECONDS = 300


@pytest.fixture
def open_maps(db) -> list[ExpertMap]:
    """Of the demonstration district as it is built today: every map its school can fill.

    On SQLite only: the workbook is the same on both, and within the one transaction of a test PostgreSQL never counts
    the rows of its tables, so that building the district takes it a quarter of an hour.
    """
    if connection.vendor != "sqlite":
        pytest.skip("the workbook does not depend on the database")
    call_command("load_demonstration", schools=SCHOOLS, verbosity=0)
    now = timezone.now()
    return [each for each in ExpertMap.objects.with_context().order_by("pk") if may_school_change(each, now)]


def content_of(client: Client, expert_map: ExpertMap) -> bytes:
    answer = client.get(f"/maps/{expert_map.pk}/card.xlsx")
    assert answer.status_code == 200
    return answer.content


def head_of(expert_map: ExpertMap) -> User:
    return User.objects.get(memberships__role=Role.HEAD, memberships__school=expert_map.school)


@pytest.fixture
def client_for() -> Callable[[ExpertMap], Client]:
    def signed_in(expert_map: ExpertMap) -> Client:
        client = Client()
        client.force_login(head_of(expert_map), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


def test_every_card_goes_out_and_comes_back_unchanged(open_maps, client_for):
    assert len(open_maps) > SCHOOLS // 2
    for expert_map in open_maps:
        before, client = state_of(expert_map), client_for(expert_map)
        assert brought(client, expert_map, content_of(client, expert_map)).rows == {}, str(expert_map)
        assert state_of(expert_map) == before


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (package libreoffice-calc-nogui)")
def test_opened_and_saved_by_libreoffice_it_is_the_same_card(open_maps, client_for, tmp_path):
    """Answers, limits, lists, locked cells and the hidden sheet; a change typed after it is the only change."""
    for expert_map in open_maps:
        client = client_for(expert_map)
        (tmp_path / f"{expert_map.pk}.xlsx").write_bytes(content_of(client, expert_map))
    resaved = resaved_by_office(tmp_path)
    for expert_map in open_maps:
        client, name = client_for(expert_map), f"{expert_map.pk}.xlsx"
        ours, theirs = ((folder / name).read_bytes() for folder in (tmp_path, resaved))
        assert theirs != ours  # it was truly written anew
        assert brought(client, expert_map, theirs).rows == {}, str(expert_map)
        assert shape_of(theirs) == shape_of(ours)
    book = write(load_workbook(resaved / f"{open_maps[-1].pk}.xlsx"), "5.2", note="После LibreOffice")
    assert list(brought(client_for(open_maps[-1]), open_maps[-1], book).rows) == ["5.2"]


def resaved_by_office(folder: Path) -> Path:
    """Every workbook of the folder, opened and saved in one run, with a profile of its own."""
    resaved = folder / "resaved"
    done = subprocess.run(
        [
            str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(resaved),
            *(str(book) for book in sorted(folder.glob("*.xlsx"))),
        ],
        capture_output=True, text=True, timeout=OFFICE_SECONDS, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert sorted(book.name for book in resaved.glob("*.xlsx")) == sorted(
        book.name for book in folder.glob("*.xlsx")
    ), done.stdout + done.stderr
    return resaved


def shape_of(content: bytes) -> list[tuple]:
    """Of each sheet: its name, whether it is hidden and protected, which cells can be typed into, and their limits."""
    book = load_workbook(io.BytesIO(content))
    return [
        (sheet.title, sheet.sheet_state, sheet.protection.sheet, sorted(_free(sheet)), sorted(_limits(sheet).items()))
        for sheet in book.worksheets
    ]


def _free(sheet) -> set[str]:
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}


def _limits(sheet) -> dict[str, tuple]:
    return {
        place: (one.type, one.formula1) if one.type == "list" else (one.type, one.operator, one.formula1, one.formula2)
        for one in sheet.data_validations.dataValidation
        for block in one.sqref.ranges
        for place in (f"{cell[1]}:{cell[0]}" for cell in block.cells)
    }


def test_the_comparison_notices_what_could_be_lost(expert_map, client_of, head):
    """Negative control of the shape: lists, limits, a lock, the protection, the hidden sheet."""
    whole = content_of(client_of(head), expert_map)
    for spoil in (_without_lists, _with_a_wider_limit, _without_protection, _with_a_free_cell, _unhidden):
        book = load_workbook(io.BytesIO(whole))
        spoil(book)
        kept = io.BytesIO()
        book.save(kept)
        assert shape_of(kept.getvalue()) != shape_of(whole), spoil.__name__


def _without_lists(book: Workbook) -> None:
    limits = book["Карта"].data_validations
    limits.dataValidation = [one for one in limits.dataValidation if one.type != "list"]


def _with_a_wider_limit(book: Workbook) -> None:
    book["Карта"].data_validations.dataValidation[0].formula2 = "9999999"


def _without_protection(book: Workbook) -> None:
    book["Карта"].protection.sheet = False


def _with_a_free_cell(book: Workbook) -> None:
    book["Карта"]["B5"].protection = Protection(locked=False)


def _unhidden(book: Workbook) -> None:
    book["Служебный"].sheet_state = "visible"
