"""What came too late: shown to the school, taken away as a sheet, hidden from everyone else."""

from __future__ import annotations

import csv
import io

import time_machine

from monitoring.domain.late_entry import keep_late_entry
from monitoring.models import LateEntry
from monitoring.tests.stories import again, fill, submitted
from monitoring.tests.views.doors import parts_of, turned_away
from monitoring.tests.views.test_expert_map import shown


def address(expert_map):
    return f"/maps/{expert_map.pk}/late.csv"


def keep(expert_map, by, at, words="110 из 180"):
    typed = {"numerator": "110"}
    return keep_late_entry(expert_map=again(expert_map), code="1.2", typed=typed, words=words, by=by, at=at)


def rows(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_closed_doors(expert_map, client_of, foreign_head, reviewer):
    assert turned_away(address(expert_map), client_of, stranger=foreign_head, forbidden=reviewer) == [302, 404, 403]


def test_the_sheet_says_what_who_when_and_why(expert_map, client_of, head):
    keep(expert_map, head, expert_map.fill_ends_at)
    [_, row] = rows(client_of(head).get(address(expert_map)))
    assert row[0] == "1.2"
    assert row[2:5] == ["110 из 180", "Директорова Дарья Дмитриевна", "01.10.2026 00:00:00 (UTC+5)"]
    assert row[5].startswith("Срок заполнения истёк")


def test_a_cell_is_never_a_formula(expert_map, client_of, head):
    keep(expert_map, head, expert_map.fill_ends_at, words="=1+1")
    assert rows(client_of(head).get(address(expert_map)))[1][2] == "'=1+1"


def test_the_map_shows_it_to_the_school_only(expert_map, client_of, head, reviewer, now):
    submitted(expert_map, by=head)
    keep(expert_map, head, now)
    page = shown(client_of(head), expert_map)
    assert "Введено, когда карта была закрыта, не учитывается:</b> 110 из 180" in page
    assert "Скачать введённое после срока, CSV" in page
    for place in (f"/maps/{expert_map.pk}/", f"/maps/{expert_map.pk}/history/"):
        assert "110 из 180" not in client_of(reviewer).get(place).content.decode()
    assert "110 из 180" in client_of(head).get(f"/maps/{expert_map.pk}/history/").content.decode()


def late(expert_map, client_of, head, data):
    client = client_of(head)
    with time_machine.travel(expert_map.fill_ends_at, tick=False):
        client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
        return parts_of(client, f"/maps/{expert_map.pk}/indicators/1.2/", {"version": "1", **data})


def test_even_what_makes_no_sense_is_kept_as_typed(expert_map, client_of, head):
    answer = late(expert_map, client_of, head, {"numerator": "много", "denominator": "180", "note": "потом"})
    assert answer.headers["X-Map-Parts"] == "late"
    entry = LateEntry.objects.get()
    assert (entry.words, entry.typed) == (
        "много, 180, потом",
        {"numerator": "много", "denominator": "180", "note": "потом"},
    )


def test_a_repeat_of_what_was_saved_in_time_is_saved_not_late(expert_map, client_of, head):
    fill(expert_map, by=head)
    answer = late(expert_map, client_of, head, {"numerator": "104", "denominator": "180"})
    assert (answer.status_code, answer.headers["X-Map-Parts"]) == (200, "saved")
    assert LateEntry.objects.count() == 0
