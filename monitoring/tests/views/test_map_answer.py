"""Is an answer saved, and every refusal told with nothing changed and nothing lost?"""

from __future__ import annotations

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.models import IndicatorAnswer
from monitoring.states import VerdictKind
from monitoring.tests.stories import again, fill, submitted
from monitoring.tests.views.doors import ABSENT, parts_of, turned_away

NBSP = "\u00a0"


def address(expert_map, code="1.2"):
    return f"/maps/{expert_map.pk}/indicators/{code}/"


def row(expert_map, code="1.2"):
    return IndicatorAnswer.objects.get(expert_map=expert_map, code=code)


def stored(expert_map):
    return list(IndicatorAnswer.objects.filter(expert_map=expert_map).values().order_by("pk"))


def test_closed_doors(expert_map, client_of, foreign_head, other_head, reviewer):
    fits = {"method": "post"}
    assert turned_away(address(expert_map), client_of, stranger=foreign_head, forbidden=reviewer, **fits) == [
        302,
        404,
        403,
    ]
    assert turned_away(address(expert_map), client_of, stranger=other_head, **fits) == [302, 404]


def test_absent_maps_and_indicators_answer_404(expert_map, client_of, head):
    client = client_of(head)
    assert client.post(f"/maps/{ABSENT}/indicators/1.2/", {"version": "1"}).status_code == 404
    assert client.post(f"/maps/{10**30}/indicators/1.2/", {"version": "1"}).status_code == 404
    assert client.post(address(expert_map, "9.9"), {"version": "1"}).status_code == 404


def test_an_answer_is_saved_and_leads_back_to_its_place(expert_map, client_of, head):
    answer = client_of(head).post(address(expert_map), {"version": "1", "numerator": "104", "denominator": "180"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/maps/{expert_map.pk}/#i1-2")
    assert (row(expert_map).numerator, row(expert_map).denominator, row(expert_map).version) == (104, 180, 2)


def test_signing_in_again_leads_from_a_save_to_the_page(expert_map, client_of, head):
    answer = client_of(head).get(address(expert_map))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/maps/{expert_map.pk}/#i1-2")


def test_the_script_gets_only_the_parts_that_changed(expert_map, client_of, editor, figures):
    answer = parts_of(
        client_of(editor), address(expert_map), {"version": "1", "numerator": "104", "denominator": "180"}
    )
    assert (answer.status_code, answer.headers["X-Map-Parts"]) == (200, "saved")
    page = answer.content.decode()
    for part in (
        "version-1-2",
        "state-1-2",
        "working-1-2",
        "gap-1-2",
        "standing",
        "contents",
        "progress",
        "reused-1-4",
    ):
        assert page.count(f'id="{part}"') == 1
    assert 'name="numerator"' not in page
    assert "Сохранено 17:00" in page
    assert f"57,8{NBSP}%" in page
    assert "ОО-1 на 20.09.2025: 180, совпадает" in page


def test_facts_and_parts_are_saved(expert_map, client_of, head):
    client = client_of(head)
    client.post(address(expert_map, "1.8"), {"version": "1", "fact": "yes"})
    client.post(address(expert_map, "3.1"), {"version": "1", "part_noo": "yes", "part_ooo": "yes", "part_soo": "no"})
    assert row(expert_map, "1.8").claimed_points == 1
    assert row(expert_map, "3.1").parts == {"noo": True, "ooo": True, "soo": False}
    assert row(expert_map, "3.1").claimed_points == 0


NO_NUMBERS = {
    "1,5": "без дробной части", "-3": "не бывает отрицательным", "1e308": "Введите число цифрами",
    "много": "Введите число цифрами", "5\x00": "Введите число цифрами", "١٠٤": "Введите число цифрами",
    str(10**30): "не больше 1 000 000", "181": "не может быть больше",
}  # fmt: skip


def test_bad_numbers_get_a_sentence_at_the_field_and_change_nothing(expert_map, client_of, head):
    before, client = stored(expert_map), client_of(head)
    for typed, sentence in NO_NUMBERS.items():
        answer = parts_of(client, address(expert_map), {"version": "1", "numerator": typed, "denominator": "180"})
        assert (typed, answer.status_code, answer.headers["X-Map-Parts"]) == (typed, 422, "invalid")
        [said] = [line for line in answer.content.decode().splitlines() if 'id="error-1-2-numerator"' in line]
        assert sentence in said
    assert stored(expert_map) == before


def test_without_a_script_a_refusal_keeps_what_was_typed(expert_map, client_of, head):
    data = {"version": "1", "numerator": "много", "denominator": "180", "note": "по списку"}
    answer = client_of(head).post(address(expert_map), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="много"' in page
    assert "по списку</textarea>" in page
    assert "Введите число цифрами, например 104." in page


def test_a_denominator_below_what_others_count_is_refused(expert_map, client_of, head):
    fill(expert_map, by=head)
    answer = parts_of(client_of(head), address(expert_map), {"version": "2", "numerator": "40", "denominator": "50"})
    assert answer.status_code == 422
    assert "В показателе 1.4 уже указано 60" in answer.content.decode()
    assert row(expert_map).denominator == 180


def test_a_save_without_a_version_is_refused(expert_map, client_of, head):
    before, client = stored(expert_map), client_of(head)
    for version in ("", "x", "-1", "1.0", "²", "9" * 40):
        answer = parts_of(client, address(expert_map), {"version": version, "numerator": "1", "denominator": "2"})
        assert (answer.status_code, answer.headers["X-Map-Parts"]) == (428, "unversioned")
    assert stored(expert_map) == before


def test_a_stale_version_shows_both_values_and_overwrites_nothing(expert_map, client_of, head, editor):
    client_of(editor).post(address(expert_map), {"version": "1", "numerator": "90", "denominator": "180"})
    answer = parts_of(client_of(head), address(expert_map), {"version": "1", "numerator": "104", "denominator": "180"})
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["X-Map-Parts"]) == (409, "stale")
    mine = '<span data-mine aria-live="off">104 из 180</span>'
    assert f"изменили в 17:00 (Заместителева Зоя Захаровна). Сохранено: 90 из 180. У вас: {mine}." in page
    assert f"Оставить моё: {mine}</button>" in page
    assert 'data-version="2"' in page
    assert row(expert_map).numerator == 90


def test_without_a_script_a_conflict_keeps_mine_and_takes_it_by_one_more_press(expert_map, client_of, head, editor):
    client_of(editor).post(address(expert_map), {"version": "1", "numerator": "90", "denominator": "180"})
    client = client_of(head)
    answer = client.post(address(expert_map), {"version": "1", "numerator": "104", "denominator": "180"})
    assert answer.status_code == 409
    assert 'id="version-1-2" value="2"' in answer.content.decode()
    client.post(address(expert_map), {"version": "2", "numerator": "104", "denominator": "180"})
    assert row(expert_map).numerator == 104


def test_a_repeat_whose_answer_was_lost_is_saved_once(expert_map, client_of, head):
    client, data = client_of(head), {"version": "1", "numerator": "104", "denominator": "180"}
    answers = [parts_of(client, address(expert_map), data) for _ in range(3)]
    assert [answer.headers["X-Map-Parts"] for answer in answers] == ["saved"] * 3
    assert row(expert_map).version == 2


def test_after_the_term_nothing_is_saved_and_the_text_is_shown(expert_map, client_of, head):
    client = client_of(head)
    with time_machine.travel(expert_map.fill_ends_at, tick=False):
        client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = parts_of(client, address(expert_map), {"version": "1", "numerator": "104", "denominator": "180"})
        plain = client.post(address(expert_map), {"version": "1", "numerator": "104", "denominator": "180"})
    said = "После срока: сохранено отдельно, не учитывается: 104 из 180. Срок заполнения истёк"
    assert (answer.status_code, answer.headers["X-Map-Parts"]) == (403, "late")
    assert said in answer.content.decode()
    assert plain.status_code == 403
    assert said in plain.content.decode()
    assert "Введено после срока, не учитывается:</b> 104 из 180" in plain.content.decode()
    assert row(expert_map).numerator is None


def test_a_second_before_the_term_is_in_time(expert_map, client_of, head):
    client = client_of(head)
    with time_machine.travel(expert_map.fill_ends_at.timestamp() - 1, tick=False):
        client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert (
            client.post(address(expert_map), {"version": "1", "numerator": "1", "denominator": "2"}).status_code == 302
        )


def test_a_submitted_map_is_closed_with_its_reason(expert_map, client_of, head):
    submitted(expert_map, by=head)
    answer = parts_of(client_of(head), address(expert_map), {"version": "2", "numerator": "1", "denominator": "2"})
    assert answer.status_code == 403
    assert "Карта представлена и проверяется отделом образования" in answer.content.decode()


def test_an_indicator_the_school_cannot_have_takes_no_numbers(other_map, client_of, other_head):
    answer = parts_of(client_of(other_head), address(other_map, "1.3"), {"version": "1", "numerator": "1"})
    assert answer.status_code == 422
    assert row(other_map, "1.3").numerator is None


def test_of_a_returned_map_only_the_returned_indicators_are_saved(expert_map, client_of, head, reviewer, now):
    submitted(expert_map, by=head)
    for code in ("1.2", "1.8"):
        give_verdict(
            expert_map=again(expert_map),
            code=code,
            finding=Finding(VerdictKind.RETURNED, reason="Уточните"),
            seen_verdict=None,
            by=reviewer,
            at=now,
        )
    return_to_school(expert_map=again(expert_map), last_day=now.date(), by=reviewer, at=now)
    client = client_of(head)
    saved = parts_of(client, address(expert_map), {"version": "2", "numerator": "96", "denominator": "180"})
    refused = parts_of(client, address(expert_map, "1.1"), {"version": "2", "numerator": "96", "denominator": "180"})
    assert (saved.status_code, refused.status_code) == (200, 403)
    assert "исправлено 1 из 2" in saved.content.decode()
    assert "Показатель 1.1 не возвращался" in refused.content.decode()


def counted(queries):
    """Statements without BEGIN, COMMIT and savepoints."""
    return [q["sql"] for q in queries if q["sql"].split()[0] not in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"}]


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("1.2", {"numerator": "105", "denominator": "180"}),
        ("1.2", {"numerator": "104", "denominator": "190"}),  # a denominator two others reuse
        ("4.1", {"numerator": "12", "denominator": "70"}),  # a difference with ОО-1
        ("1.8", {"fact": "no"}),
        ("5.2", {"fact": "no"}),  # takes the point of 5.3 too
        ("3.1", {"part_noo": "yes", "part_ooo": "no", "part_soo": "yes"}),
        ("1.7", {"numerator": "60", "note": "По журналам классов"}),
    ],
)
def test_a_save_is_nine_statements(expert_map, client_of, head, figures, code, data):
    fill(expert_map, by=head)
    client = client_of(head)
    parts_of(client, address(expert_map, "6.1"), {"version": "2", "fact": "no"})  # the rubric is in memory from now on
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = parts_of(client, address(expert_map, code), {"version": "2", **data})
    assert answer.headers["X-Map-Parts"] == "saved"
    assert len(counted(queries)) == 9, "\n".join(counted(queries))
