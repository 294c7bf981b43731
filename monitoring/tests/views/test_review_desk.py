"""One claim on the desk: compared, accepted, corrected, returned; nothing is lost, nothing overwritten unseen."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.domain.evidence import add_file, add_link
from monitoring.domain.expert_map import record_answer
from monitoring.domain.review_reasons import retire_reason
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, complete_verification, give_verdict, return_to_school
from monitoring.models import ReviewReason, Verdict
from monitoring.states import VerdictKind
from monitoring.tests import papers
from monitoring.tests.cast import OPENED, make_cycle
from monitoring.tests.stories import accept_all, again, fill, submitted
from monitoring.tests.views.doors import turned_away

# Session, person, roles, the menu's year, map; the strip, the answer, its verdicts, evidence, who else put it forward,
# last year; reasons, the last verdict. A share asks ОО-1 too, a map signed again what it was before.
QUERIES = 13
PDF = papers.pdf()


@pytest.fixture
def signed(expert_map, head):
    submitted(expert_map, by=head)
    return again(expert_map)


@pytest.fixture
def client(client_of, reviewer):
    return client_of(reviewer)


@pytest.fixture
def at(signed):
    return lambda code: f"/review/{signed.pk}/{code}/"


def current(code):
    return Verdict.objects.current().filter(answer__code=code).values_list("kind", "points", "reason").first()


def test_doors(client_of, at, foreign_reviewer, coordinator):
    assert turned_away(at("1.2"), client_of, stranger=foreign_reviewer, forbidden=coordinator) == [302, 404, 403]
    assert turned_away(at("1.2"), client_of, stranger=foreign_reviewer, forbidden=coordinator, method="post") == [
        302,
        404,
        403,
    ]


@pytest.mark.parametrize("code", ["9.9", "1.2.3", "<script>", "%00", "accepted"])
def test_an_unknown_indicator_is_absent(client, at, code):
    assert (client.get(at(code)).status_code, client.post(at(code), {"kind": "accepted"}).status_code) == (404, 404)


def test_the_claim_lies_beside_what_it_is_compared_with(client, at, figures):
    desk = client.get(at("1.2")).context["desk"]
    assert desk.line.outcome.working == "104 из 180 = 57,8\u00a0% ≥ 50\u00a0% — 1\u00a0балл"
    assert (desk.line.judged.reference, desk.gap.difference, desk.form_day) == (180, 0, date(2025, 9, 20))
    assert (desk.way.previous, desk.way.next, desk.rule) == (at("1.1"), at("1.3"), "Не менее 50\u00a0% — 1\u00a0балл")


@pytest.mark.parametrize(
    ("code", "reference", "day"), [("1.7", 258, date(2025, 9, 20)), ("7.1", 36, date(2026, 9, 20))]
)
def test_sums_and_graduates_are_reconciled_with_their_own_form(client, at, figures, code, reference, day):
    figures.pk, figures.as_of, figures.graduates_11 = None, date(2026, 9, 20), 36
    figures.save()
    desk = client.get(at(code)).context["desk"]
    assert (desk.line.judged.reference, desk.form_day) == (reference, day)


def test_last_year_is_told_and_a_jump_is_warned_of(
    client_of, municipality, methodology, coordinator, school, head, reviewer, now
):
    past = make_cycle(municipality, methodology, coordinator, year=2024)
    submitted(
        again(past.expert_maps.get()), by=head, at=OPENED.replace(year=2025), i1_2={"numerator": 51, "denominator": 171}
    )
    cycle = make_cycle(municipality, methodology, coordinator)
    this = again(cycle.expert_maps.get())
    submitted(this, by=head)
    desk = client_of(reviewer).get(f"/review/{this.pk}/1.2/").context["desk"]
    assert desk.past == "51 из 171, 29,8\u00a0%, 0\u00a0баллов"
    assert [w.title for w in desk.line.warnings] == ["Рост на 28,0\u00a0п.\u00a0п. за год", "Нет подтверждения"]


def test_evidence_lies_beside_with_type_and_size(client, expert_map, head, now):
    fill(expert_map, by=head)
    add_link(
        expert_map=again(expert_map),
        code="1.8",
        url="https://school2.example.org/p",
        dated=date(2026, 3, 1),
        by=head,
        at=now,
    )
    add_file(expert_map=again(expert_map), code="1.8", upload=SimpleUploadedFile("prikaz.pdf", PDF), by=head, at=now)
    submit(expert_map=again(expert_map), by=head, at=now)
    page = client.get(f"/review/{expert_map.pk}/1.8/")
    assert [paper.is_open for paper in page.context["desk"].papers] == [True, False]
    assert [(paper.kind, paper.elsewhere) for paper in page.context["desk"].papers] == [
        ("страница", ()),
        ("PDF, 1\u00a0КБ", ()),
    ]
    link, file = (paper.evidence for paper in page.context["desk"].papers)
    beside = f'href="{link.url}" target="_blank" rel="noopener noreferrer nofollow"'
    stored = f'href="/evidence/{file.pk}/file/"'
    text = page.content.decode()
    assert (text.count(beside), text.count(stored)) == (1, 0)
    text = client.get(f"/review/{expert_map.pk}/1.8/?piece={file.pk}").content.decode()
    assert (text.count(beside), text.count(stored)) == (0, 1)


def test_the_same_file_of_another_school_is_named(client, expert_map, other_map, head, other_head, now):
    for row, by in [(expert_map, head), (other_map, other_head)]:
        fill(row, by=by)
        add_file(expert_map=again(row), code="1.8", upload=SimpleUploadedFile("prikaz.pdf", PDF), by=by, at=now)
        submit(expert_map=again(row), by=by, at=now)
    desk = client.get(f"/review/{expert_map.pk}/1.8/").context["desk"]
    assert [paper.elsewhere for paper in desk.papers] == [("МБОУ ООШ № 10",)]
    assert [w.check for w in desk.line.warnings] == ["used_elsewhere"]


def test_accepting_leads_to_the_next_without_a_verdict(client, at, signed, reviewer, now):
    give_verdict(
        expert_map=again(signed),
        code="1.3",
        finding=Finding(VerdictKind.ACCEPTED),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    answer = client.post(at("1.2"), {"kind": "accepted", "seen_verdict": ""})
    assert (answer.status_code, answer.headers["Location"], current("1.2")) == (302, at("1.4"), ("accepted", 1, ""))


def test_the_last_verdict_leads_to_the_map(client, at, signed, reviewer):
    accept_all(signed, by=reviewer, except_codes=("1.2",))
    assert client.post(at("1.2"), {"kind": "accepted"}).headers["Location"] == f"/review/{signed.pk}/"


@pytest.mark.parametrize(
    ("code", "given", "expected"),
    [
        ("1.2", {"numerator": "80", "denominator": "180", "reason": "По списку"}, ("corrected", 0, "По списку")),
        ("1.1", {"numerator": "1 00", "denominator": "200", "points": "1", "reason": "Видно"}, None),
        (
            "1.1",
            {
                "numerator": "60",
                "denominator": "200",
                "phrase": "Посчитаны посещения, а не обучающиеся.",
                "reason": "См. отчёт",
            },
            ("corrected", 1, "Посчитаны посещения, а не обучающиеся. См. отчёт"),
        ),
        (
            "1.2",
            {"numerator": "104", "denominator": "180", "points": "0", "reason": "Не те классы"},
            ("corrected", 0, "Не те классы"),
        ),
        ("1.6", {"fact": "no", "reason": "Нет списка"}, ("corrected", 0, "Нет списка")),
        ("3.1", {"fact": "no", "reason": "Нет программы НОО"}, ("corrected", 0, "Нет программы НОО")),
    ],
)
def test_correcting_keeps_own_numbers_and_reason(client, at, code, given, expected):
    answer = client.post(at(code), {"kind": "corrected", "seen_verdict": ""} | given)
    assert (answer.status_code, current(code)) == ((302 if expected else 422), expected)


def test_returning_keeps_what_to_fix(client, at):
    client.post(at("1.8"), {"kind": "returned", "reason": "Приложите договор"})
    assert current("1.8") == ("returned", None, "Приложите договор")


@pytest.mark.parametrize(
    ("code", "given", "field", "sentence"),
    [
        ("1.2", {"kind": "returned", "reason": " "}, "reason", "Напишите причину: школа увидит её вместе с решением."),
        (
            "1.2",
            {"kind": "corrected", "numerator": "80", "denominator": "180"},
            "reason",
            "Напишите причину: школа увидит её вместе с решением.",
        ),
        (
            "1.2",
            {"kind": "corrected", "numerator": "200", "denominator": "180", "reason": "х"},
            "numerator",
            "Участников не может быть больше, чем всего.",
        ),
        (
            "1.2",
            {"kind": "corrected", "numerator": "", "denominator": "180", "reason": "х"},
            "numerator",
            "Укажите оба числа или балл.",
        ),
        (
            "1.2",
            {"kind": "corrected", "numerator": "104", "denominator": "180", "reason": "х"},
            "numerator",
            "Это те же числа, что заявила школа. Измените их или примите показатель.",
        ),
        (
            "1.2",
            {"kind": "corrected", "numerator": "-5", "denominator": "180", "reason": "х"},
            "numerator",
            "Число людей не бывает отрицательным.",
        ),
        (
            "1.2",
            {"kind": "corrected", "numerator": "1,5", "denominator": "180", "reason": "х"},
            "numerator",
            "Введите целое число людей, без дробной части.",
        ),
        (
            "1.2",
            {"kind": "corrected", "numerator": "1e308", "denominator": "180", "reason": "х"},
            "numerator",
            "Введите число цифрами, например 104.",
        ),
        (
            "1.2",
            {"kind": "corrected", "numerator": "9" * 400, "denominator": "180", "reason": "х"},
            "numerator",
            "Слишком большое число: людей не больше 1 000 000.",
        ),
        (
            "1.2",
            {"kind": "corrected", "numerator": "1", "denominator": "180", "points": "2", "reason": "х"},
            "points",
            "Балл по показателю — от 0 до 1.",
        ),
        ("1.6", {"kind": "corrected", "fact": "", "reason": "х"}, "fact", "Укажите, подтверждается ли факт."),
        ("1.6", {"kind": "corrected", "fact": "maybe", "reason": "х"}, "fact", "Выберите «Да» или «Нет»."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, at, signed, code, given, field, sentence):
    page = client.post(at(code), {"seen_verdict": ""} | given)
    desk = page.context["desk"]
    form = desk.correct if given["kind"] == "corrected" else desk.give_back
    assert (page.status_code, form.errors, desk.opened) == (422, {field: [sentence]}, given["kind"])
    assert (Verdict.objects.count(), again(signed).judged) == (0, 0)


@pytest.mark.parametrize("kind", ["", "deleted", "ACCEPTED"])
def test_an_unknown_word_does_nothing(client, at, kind):
    page = client.post(at("1.2"), {"kind": kind})
    assert (page.status_code, Verdict.objects.count()) == (422, 0)


@pytest.mark.parametrize("seen", ["", "1000000", "9" * 300])
def test_a_colleagues_verdict_is_answered_with_a_sentence_and_nothing_is_lost(client, at, signed, reviewer, now, seen):
    theirs = give_verdict(
        expert_map=again(signed),
        code="1.2",
        finding=Finding(VerdictKind.ACCEPTED),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    page = client.post(at("1.2"), {"kind": "returned", "seen_verdict": seen, "reason": "Долго писала"})
    desk = page.context["desk"]
    assert (page.status_code, desk.refusal) == (
        409,
        "Пока вы смотрели, по этому показателю дал заключение другой сотрудник.",
    )
    assert (desk.opened, desk.give_back["reason"].value(), desk.seen) == ("returned", "Долго писала", theirs.pk)
    assert list(Verdict.objects.all()) == [theirs]


def test_nonsense_for_the_seen_verdict_is_refused(client, at):
    assert (client.post(at("1.2"), {"kind": "accepted", "seen_verdict": "x"}).status_code, Verdict.objects.count()) == (
        422,
        0,
    )


def test_a_change_of_mind_is_possible_until_the_map_is_verified(client, at, signed, reviewer, now):
    client.post(at("1.2"), {"kind": "accepted"})
    desk = client.get(at("1.2")).context["desk"]
    client.post(at("1.2"), {"kind": "corrected", "seen_verdict": desk.seen, "points": "0", "reason": "Всё-таки нет"})
    assert current("1.2") == ("corrected", 0, "Всё-таки нет")
    assert [(v.kind, v.points) for v in client.get(at("1.2")).context["desk"].earlier] == [("accepted", 1)]
    accept_all(signed, by=reviewer)
    complete_verification(expert_map=again(signed), by=reviewer, at=now)
    seen = client.get(at("1.2")).context["desk"].seen
    page = client.post(at("1.2"), {"kind": "returned", "seen_verdict": seen, "reason": "Поздно"})
    assert (page.status_code, current("1.2")) == (409, ("corrected", 0, "Всё-таки нет"))


def test_a_correction_begins_with_the_one_in_force(client, at):
    client.post(at("1.2"), {"kind": "corrected", "numerator": "80", "denominator": "170", "reason": "По списку"})
    form = client.get(at("1.2")).context["desk"].correct
    assert [form[name].value() for name in ("numerator", "denominator", "points", "reason")] == [
        80,
        170,
        "",
        "По списку",
    ]


def test_what_a_school_cannot_have_can_only_be_accepted(client_of, reviewer, other_map, other_head):
    submitted(other_map, by=other_head)
    client, address = client_of(reviewer), f"/review/{other_map.pk}/1.3/"
    text = client.get(address).content.decode()
    assert (text.count('value="accepted"'), text.count('value="corrected"'), text.count('value="returned"')) == (
        1,
        0,
        0,
    )
    refused = client.post(address, {"kind": "returned", "reason": "х"})
    assert (refused.status_code, Verdict.objects.count()) == (422, 0)
    assert client.post(address, {"kind": "accepted"}).status_code == 302


def test_what_people_wrote_is_shown_as_text(client_of, reviewer, expert_map, head, now):
    submitted(expert_map, by=head, i1_8={"fact": True, "note": "<script>alert(1)</script>"})
    text = client_of(reviewer).get(f"/review/{expert_map.pk}/1.8/").content.decode()
    assert (text.count("<script>alert"), text.count("&lt;script&gt;alert(1)")) == (0, 1)


PARTS = {"X-Requested-With": "map-parts"}


def test_the_script_gets_the_desk_alone_which_the_page_includes(client, at):
    page, part = client.get(at("1.2")), client.get(at("1.2"), headers=PARTS)
    assert (part.headers["X-Map-Parts"], "X-Map-Parts" in page.headers) == ("desk", False)
    assert {"X-Requested-With" in answer.headers["Vary"] for answer in (page, part)} == {True}
    text, whole = part.content.decode(), page.content.decode()
    assert (text.strip().startswith('<div id="desk"'), text.count("<html"), whole.count("<html")) == (True, 0, 1)
    assert [answer.count('id="desk"') for answer in (text, whole)] == [1, 1]


def test_the_script_is_led_on_by_the_same_redirect_without_a_message(client, at):
    answer = client.post(at("1.2"), {"kind": "accepted"}, headers=PARTS)
    assert (answer.status_code, answer.headers["Location"]) == (302, at("1.3"))
    assert list(client.get(at("1.3")).context["messages"]) == []
    client.post(at("1.3"), {"kind": "accepted"})
    assert [str(message) for message in client.get(at("1.4")).context["messages"]] == ["Показатель 1.3 — принято."]


def test_the_script_is_told_where_to_go_when_nothing_waits_any_more(client, at, signed, reviewer):
    accept_all(signed, by=reviewer, except_codes=("1.2",))
    answer = client.post(at("1.2"), {"kind": "accepted"}, headers=PARTS)
    assert (answer.status_code, answer.headers["X-Map-Parts"], answer.headers["X-Desk-Onward"]) == (
        200,
        "leave",
        f"/review/{signed.pk}/",
    )


def test_a_refusal_comes_to_the_script_as_a_part(client, at):
    answer = client.post(at("1.2"), {"kind": "returned"}, headers=PARTS)
    assert (answer.status_code, answer.headers["X-Map-Parts"]) == (422, "desk")


def test_the_same_verdict_sent_twice_is_one(client, at):
    """The first answer was lost on its way: the browser sends it again."""
    said = {"kind": "corrected", "numerator": "80", "denominator": "180", "reason": "По списку", "seen_verdict": ""}
    answers = [client.post(at("1.2"), said).headers["Location"] for _ in range(2)]
    assert (answers, Verdict.objects.count()) == ([at("1.3")] * 2, 1)
    assert client.post(at("1.2"), said | {"numerator": "81"}).status_code == 409


def test_reasons_of_the_indicator_come_before_those_of_any(client, at):
    def offered(code, form):
        return getattr(client.get(at(code)).context["desk"], form).fields["phrase"].choices

    own, common = offered("2.1", "correct")[1:]
    assert (own[0], [text for text, _ in own[1]]) == (
        "Для показателя 2.1",
        [
            "Договор не действовал в отчётном учебном году.",
            "Договор не касается профориентации и профессиональных проб.",
        ],
    )
    assert (common[0], common[1][0][0]) == ("Общие", "По подтверждению получается другое число.")
    assert [text for text, _ in offered("1.3", "give_back")[1:]][:2] == [
        "Приложите подтверждение: ссылку или файл.",
        "Подтверждение не открывается: проверьте ссылку или замените файл.",
    ]


def test_a_reason_that_left_the_dictionary_is_not_taken_but_own_words_are(client, at, coordinator, now):
    reason = ReviewReason.objects.get(code="", kind="returned", position=19)
    retire_reason(reason=reason, by=coordinator, at=now)
    said = {"kind": "returned", "phrase": reason.text, "reason": ""}
    form = client.post(at("1.2"), said).context["desk"].give_back
    assert form.errors == {"phrase": ["Такой причины в словаре уже нет. Выберите другую или напишите своими словами."]}
    assert client.post(at("1.2"), said | {"phrase": "", "reason": reason.text}).status_code == 302


def test_a_ready_reason_is_shown_as_the_one_chosen(client, at):
    said = "Посчитаны посещения, а не обучающиеся."
    client.post(at("1.2"), {"kind": "corrected", "points": "0", "phrase": said})
    form = client.get(at("1.2")).context["desk"].correct
    assert (form["phrase"].value(), form["reason"].value()) == (said, None)


def test_what_changed_since_the_return_lies_beside(client, at, signed, head, reviewer, now):
    for code in ("1.8", "1.2"):
        client.post(at(code), {"kind": "returned", "reason": "Проверьте"})
    last_day = signed.municipality.today(now)
    return_to_school(expert_map=again(signed), last_day=last_day, by=reviewer, at=now)
    url = "https://school2.example.org/dogovor"
    add_link(expert_map=again(signed), code="1.8", url=url, title="Договор", by=head, at=now)
    version = signed.answers.get(code="1.2").version
    values = {"numerator": 80, "note": "Пересчитали"}
    record_answer(expert_map=again(signed), code="1.2", values=values, version=version, by=head, at=now)
    submit(expert_map=again(signed), by=head, at=now)
    seen = {code: client.get(at(code)).context["desk"] for code in ("1.2", "1.8", "1.3")}
    assert seen["1.2"].changes == ["из них: 104 → 80", "пояснение: пусто → «Пересчитали»"]
    assert (seen["1.8"].changes, seen["1.3"].changes) == (["добавлено: «Договор»"], [])
    assert [mark.code for mark in seen["1.2"].strip.marks if mark.is_changed] == ["1.2", "1.8"]


def test_a_first_signature_has_nothing_changed(client, at):
    assert client.get(at("1.2")).context["desk"].changes == []


@pytest.mark.parametrize("piece", ["", "0", "x", "9" * 40])
def test_the_first_piece_is_open_unless_another_is_named(client, expert_map, head, now, piece):
    fill(expert_map, by=head)
    for number in range(2):
        url = f"https://school2.example.org/{number}"
        add_link(expert_map=again(expert_map), code="1.8", url=url, by=head, at=now)
    submit(expert_map=again(expert_map), by=head, at=now)
    desk = client.get(f"/review/{expert_map.pk}/1.8/", {"piece": piece}).context["desk"]
    assert [paper.is_open for paper in desk.papers] == [True, False]
    named = client.get(f"/review/{expert_map.pk}/1.8/", {"piece": desk.papers[1].evidence.pk}).context["desk"]
    assert [paper.is_open for paper in named.papers] == [False, True]


@pytest.mark.parametrize("pieces", [1, 3])
def test_queries_do_not_grow(client_of, django_assert_num_queries, expert_map, head, reviewer, now, pieces):
    fill(expert_map, by=head)
    for number in range(pieces):
        add_link(expert_map=again(expert_map), code="1.8", url=f"https://school2.example.org/{number}", by=head, at=now)
    submit(expert_map=again(expert_map), by=head, at=now)
    client = client_of(reviewer)
    client.get(f"/review/{expert_map.pk}/1.8/")
    with django_assert_num_queries(QUERIES):
        client.get(f"/review/{expert_map.pk}/1.8/")
    with django_assert_num_queries(QUERIES):
        client.get(f"/review/{expert_map.pk}/1.8/", headers=PARTS)
    with django_assert_num_queries(QUERIES):  # one of ОО-1 more, nothing put forward
        client.get(f"/review/{expert_map.pk}/1.2/")
