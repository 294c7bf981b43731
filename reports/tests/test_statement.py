"""Does the справка speak Russian and say what the figures say?"""

from __future__ import annotations

from django.template.loader import render_to_string

from monitoring.tests import stories
from monitoring.tests.cast import make_cycle
from reports.contexts.district import build_district
from reports.contexts.statement import build_statement, codes_run
from reports.contexts.statement_proposals import Proposals
from reports.tests.year import AFTER_TERMS, copies, loaded


def build(cycle):
    return build_statement(build_district(loaded(cycle), at=AFTER_TERMS))


def plain(texts) -> list[str]:
    return [text.replace("\u00a0", " ") for text in texts]


def test_grounds_and_who_took_part(approved_year):
    statement = build(approved_year.cycle)
    assert statement.title == (
        "по результатам мониторинга системы работы по самоопределению и профессиональной ориентации обучающихся "
        "за 2025/2026 учебный год"
    )
    assert plain(statement.basis)[0] == (
        "Основание мониторинга — Порядок проведения мониторинга системы работы по самоопределению и профессиональной "
        "ориентации обучающихся (утв. приказом отдела образования от 12.08.2024 № 215)."
    )
    assert plain(statement.organisation)[:2] == [
        "В мониторинге участвовали 4 общеобразовательные организации. Экспертные карты представили 3 из 4 организаций: "
        "в срок до 30 сентября 2026 г. включительно — 3. Карты не представлены: МБОУ СОШ № 20.",
        "Срок контроля объективности — до 15 октября 2026 г., итоговой оценки — до 1 ноября 2026 г. "
        "Результаты утверждены (протокол № 4).",
    ]


def test_overall_results(approved_year):
    assert plain(build(approved_year.cycle).overall) == [
        "Средний результат — 55,1 % максимального количества баллов (медиана — 56,5 %). "
        "Утверждённых результатов прошлых лет нет, сравнивать пока не с чем.",
        "Степень эффективности установлена: высокая — в 0 организациях; средняя — в 1 организации; "
        "низкая — в 2 организациях. Не представлена 1 карта: это отдельная группа, такие организации "
        "не относятся к организациям с низкой степенью эффективности.",
        "По своим уровням образования не могут набрать больше баллов, чем предусмотрено для степени «низкая»: "
        "МБОУ НОШ № 5. При сравнении организаций это следует учитывать.",
    ]


def test_last_year_stands_beside(year_before, approved_year):
    assert plain(build(approved_year.cycle).overall)[0] == (
        "Средний результат — 55,1 % максимального количества баллов (медиана — 56,5 %), на 5,8 п. п. ниже, "
        "чем в 2024/2025 учебном году (60,9 %)."
    )


def test_criteria_and_the_two_indicators_that_need_explaining(approved_year):
    parts = build(approved_year.cycle).directions
    assert [len(part.indicators) for part in parts] == [10, 7, 6]
    assert plain(parts[0].paragraphs)[1] == (
        "Критерий 2 «Взаимодействие образовательных организаций, взаимодействие с социальными партнерами»: "
        "набрано 83,3 % возможных баллов. Чаще всего выполняется показатель 2.2 — 3 из 3 организаций, "
        "реже всего — 2.1: 2 из 3 организаций."
    )
    explained = plain(parts[2].paragraphs)[-2:]
    assert explained[0].startswith("О показателе 6.2. Порог 70 % достигнут в 1 из 2 организаций. Показатель читается")
    assert explained[1].startswith("О показателе 7.1. Порог 70 % достигнут в 0 из 1 организации. Документ не называет")


def test_verification_is_told(approved_year):
    first, second, third, fourth = plain(build(approved_year.cycle).trust)
    assert first == (
        "По результатам самооценки организации заявили 41 балл, после контроля объективности — 39 баллов, "
        "итоговая сумма — 38 баллов. Проверка изменила баллы по 2 из 53 ответов: в меньшую сторону — 2, "
        "в большую — 0. При итоговой оценке изменён 1 ответ."
    )
    assert second == (
        "Чаще всего исправлялись показатели: 1.2 «8–9 классы, ознакомительные мероприятия» — 1; "
        "2.1 «Договоры с организациями и предприятиями» — 1."
    )
    assert third.startswith("Сумма баллов после проверки отличается от самооценки в 1 организации")
    assert fourth.startswith("Сведения формы ОО-1 не загружены")


def test_proposals_name_schools_in_natural_order(approved_year):
    first, second, *_ = build(approved_year.cycle).proposals.items
    assert (first.addressee, *plain([first.grounds])) == (
        "Руководителям организаций с низкой степенью эффективности",
        "МАОУ СОШ № 2, МБОУ НОШ № 5.",
    )
    assert (second.addressee, *plain([second.grounds])) == (
        "Руководителям организаций, не представивших экспертные карты",
        "МБОУ СОШ № 20.",
    )


def test_many_schools_are_counted_and_shown_in_the_appendix(approved_year):
    copies(approved_year.full, 30)
    statement = build(approved_year.cycle)
    assert plain([statement.proposals.items[0].grounds]) == ["32 организации (см. приложение)."]
    assert plain(statement.organisation)[0].startswith("В мониторинге участвовали 34 общеобразовательные организации.")
    assert len(statement.matrix) == 34


def test_the_appendix_is_one_run_a_school(approved_year):
    statement = build(approved_year.cycle)
    assert statement.codes == " ".join(line.code for line in statement.district.indicators)
    assert [row.run for row in statement.matrix] == [
        "0 0 1 1 1 1 0 1 0 1 1 1 1 1 0 0 0 0 1 1 1 0 0",
        "0 − − − − − − 1 1 1 1 − 1 1 0 1 − − 1 1 − − −",
        "0 1 − 1 − 1 1 1 1 1 1 − 1 1 0 1 1 0 1 1 1 1 −",
        "",
    ]


def test_codes_that_differ_in_length_stand_in_cells_of_their_own(approved_year):
    assert codes_run(["1.8", "1.9"]) == "1.8 1.9"
    assert codes_run(["1.9", "1.10"]) == ""
    district = build_district(loaded(approved_year.cycle), at=AFTER_TERMS)
    head = render_to_string("documents/_matrix_head.html", {"district": district, "codes": ""})
    assert head.count('<th scope="col" class="code">') == len(district.indicators)


def test_a_district_without_schools_is_told_so(municipality, methodology, coordinator):
    statement = build(make_cycle(municipality, methodology, coordinator))
    assert statement.organisation == ("В цикле мониторинга нет ни одной общеобразовательной организации.",)
    assert statement.overall == ("Проверенных экспертных карт пока нет, поэтому результаты не рассчитаны.",)
    assert (statement.directions, statement.proposals, statement.matrix) == ((), Proposals(), ())


def test_one_school(municipality, methodology, coordinator, school, head, reviewer, now):
    cycle = make_cycle(municipality, methodology, coordinator)
    stories.verified(cycle.expert_maps.get(), head=head, reviewer=reviewer)
    statement = build(cycle)
    assert plain(statement.organisation)[0] == (
        "В мониторинге участвовала 1 общеобразовательная организация. Экспертные карты представила 1 из 1 организации: "
        "в срок до 30 сентября 2026 г. включительно — 1."
    )
    assert plain(statement.organisation)[1].endswith(
        "Результаты не утверждены, данные предварительные: проверено 1 из 1 представленной карты."
    )
    assert plain(statement.conclusions)[0] == (
        "Среди организаций, карты которых проверены, высокую или среднюю степень эффективности имеет "
        "1 из 1 организации."
    )
