"""How does the demonstration district get a map in every state? By verbs, inside the server's environment.

Called by `served.manage("shell", "-c", …)`; prints what the test must know as one line of JSON.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import timedelta

from django.utils import timezone

from accounts.domain.people import invite
from accounts.models import Membership, Role, User
from config.tests.browser.made_documents import make_documents
from improvement.domain.bank import RuleWords, add_rule, ship_rules
from improvement.domain.deciding import accept, accept_all, change, drop
from improvement.domain.drawing import draw_recommendations
from improvement.domain.sending import send_recommendations
from improvement.domain.words import Words
from improvement.models import AdviceRule, Recommendation
from monitoring.domain.commission import put_member
from monitoring.domain.detached_signature import attach_signature
from monitoring.domain.division import assign
from monitoring.domain.evaluation import complete_evaluation
from monitoring.domain.evidence import add_file
from monitoring.domain.objection import raise_objection
from monitoring.domain.second_reading import draw_sample, read_claim
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.errors import LooksLikeList
from monitoring.models import CommissionMember, Evidence, ExpertMap, MonitoringCycle, ReviewReason, Submission
from monitoring.states import LinkState, StageKind, VerdictKind
from monitoring.tests import papers, stories
from monitoring.tests.looks import GONE, NO_PROGRAMS, looked, words
from monitoring.tests.signatures import signature_file
from reports.domain.words import DrawnSection, write_words
from schools.models import School
from scoring.models import Methodology

RETURNED, CHECKED, VERIFIED, COMPLETE, EVALUATED = "002", "003", "004", "005", "006"


def arrange() -> None:
    """By code: 001 filling, 002 returned, 003 half checked, 004 verified, 005 filled, not signed, 006 evaluated."""
    at = timezone.now()
    cycle = MonitoringCycle.objects.with_terms().order_by("-school_year").first()
    maps = {row.school.code: row for row in ExpertMap.objects.with_context().filter(cycle=cycle)}
    heads = {m.school.code: m.user for m in Membership.objects.filter(role=Role.HEAD).select_related("school", "user")}
    staff = {
        role: Membership.objects.filter(role=role).first().user for role in Role if role not in {Role.HEAD, Role.EDITOR}
    }
    reviewer = staff[Role.REVIEWER]

    # Who checks what is arranged below; the district comes with every map in somebody's hands.
    nobody = dict.fromkeys([row.pk for row in maps.values()])
    assign(cycle=cycle, reviewers=nobody, reason="Распределяется заново", by=staff[Role.COORDINATOR], at=at)
    kept = _papers(maps, heads, at)
    stories.submitted(maps[RETURNED], by=heads[RETURNED], at=at)
    _attach(maps[RETURNED], heads[RETURNED], at)
    _give_back(maps[RETURNED], ("1.2", "2.1"), reviewer, at)
    last_day = cycle.stage(StageKind.CONTROL).last_day
    return_to_school(expert_map=stories.again(maps[RETURNED]), last_day=last_day, by=reviewer, at=at)

    stories.submitted(maps[CHECKED], by=heads[CHECKED], at=at)
    _give_back(maps[CHECKED], ("1.3",), reviewer, at)
    _correct(maps[CHECKED], "1.4", reviewer, at)

    _correct_and_verify(maps[VERIFIED], heads[VERIFIED], reviewer, at)
    raise_objection(
        expert_map=stories.again(maps[VERIFIED]),
        code="1.1",
        text="Список участников приложен к карте.",
        by=heads[VERIFIED],
        at=at,
    )
    stories.fill(maps[COMPLETE], by=heads[COMPLETE], at=at)
    if stories.again(maps[EVALUATED]).state == "filling":
        stories.submitted(maps[EVALUATED], by=heads[EVALUATED], at=at)
    stories.accept_all(maps[EVALUATED], by=reviewer, at=at)
    stories.verified(maps[EVALUATED], head=heads[EVALUATED], reviewer=reviewer, at=at)
    complete_evaluation(expert_map=stories.again(maps[EVALUATED]), by=staff[Role.METHODOLOGIST], at=at)
    _advise_last_year(cycle, staff, at)
    _revise_last_year(cycle, staff, at)
    _words(staff[Role.METHODOLOGIST], at)
    more = _divide_and_read_again(cycle, maps, staff, at) | {"papers": kept}
    sys.stdout.write(json.dumps(_described(cycle, maps, heads, staff, at) | more, ensure_ascii=False) + "\n")


def _words(methodologist: User, at) -> None:
    """A section of last year's справка written twice, before the figures came to say something else."""
    past = MonitoringCycle.objects.order_by("school_year").first()
    section = DrawnSection(past, "statement", "overall", "3. Общие результаты", "Было иначе.")
    for seen, text in enumerate(("Год прошёл ровно.", "Год прошёл ровно.\n\n– первое\n– второе")):
        write_words(section=section, text=text, seen_version=seen, by=methodologist, at=at)


def _divide_and_read_again(cycle: MonitoringCycle, maps: dict, staff: dict, at) -> dict[str, int]:
    """Two maps lie with the reviewer; of what is judged a colleague reads a part again, and differs once."""
    coordinator, reviewer = staff[Role.COORDINATOR], staff[Role.REVIEWER]
    pairs = {maps[code].pk: reviewer for code in (RETURNED, CHECKED)}
    assign(cycle=cycle, reviewers=pairs, by=coordinator, at=at)
    sample = draw_sample(cycle=cycle, share=10, by=coordinator, at=at, seed=7)
    waiting, other, third = sample.readings.filter(first__kind=VerdictKind.ACCEPTED).order_by("pk")[:3]
    read_claim(reading=other, finding=Finding(VerdictKind.ACCEPTED), by=other.reader, at=at)
    finding = Finding(VerdictKind.RETURNED, reason="По ссылке не видно, сколько было участников.")
    read_claim(reading=third, finding=finding, by=third.reader, at=at)
    return {"reading": waiting.pk, "difference": third.pk, "reviewer": reviewer.pk}


def _attach(expert_map: ExpertMap, head: User, at) -> None:
    attach_signature(expert_map=stories.again(expert_map), upload=signature_file(), by=head, at=at)


def _advise_last_year(cycle: MonitoringCycle, staff: dict, at) -> None:
    """The first year has recommendations in every state: sent to 001 and a group, changed since, dropped, proposed."""
    past = MonitoringCycle.objects.filter(municipality=cycle.municipality).order_by("school_year").first()
    methodologist = staff[Role.METHODOLOGIST]
    by = {"by": methodologist, "at": at}
    ship_rules(municipality=past.municipality, methodology=past.methodology, **by)
    draw_recommendations(cycle=past, **by)
    often, _ = Counter(Recommendation.objects.of(past).values_list("code", flat=True)).most_common(1)[0]
    words = RuleWords(code=often, action="Провести общий семинар.", addressee="group", schools_from=2, term_days=90)
    add_rule(municipality=past.municipality, methodology_code=past.methodology.code, words=words, **by)
    draw_recommendations(cycle=past, **by)
    rows = Recommendation.objects.of(past).order_by("pk")
    own, group = rows.filter(expert_map__school__code="001"), rows.filter(expert_map=None)[:1]
    accept_all(cycle=past, ids=[row.pk for row in [*own, *group]], **by)
    send_recommendations(cycle=past, **by)
    first = own.all()[0]  # as it stands now
    words = Words(f"{first.action} Срок согласован.", first.helper, first.target, first.due)
    change(recommendation=first, words=words, version=first.version, reason="Срок согласован со школой", **by)
    send_recommendations(cycle=past, by=methodologist, at=at)
    others = rows.filter(state="proposed")
    drop(recommendation=others[0], reason="Школа готовит слияние", **by)
    accept(recommendation=rows.filter(state="proposed")[0], **by)


def _revise_last_year(cycle: MonitoringCycle, staff: dict, at) -> None:
    """A commission of the first year, and two of its results opened again: 002 being revised, 004 to be approved."""
    past = MonitoringCycle.objects.filter(municipality=cycle.municipality).order_by("school_year").first()
    coordinator = staff[Role.COORDINATOR]
    for name, role in (("Председателев Павел Петрович", "chair"), ("Секретарева Светлана Сергеевна", "secretary")):
        put_member(cycle=past, member=None, full_name=name, position="методист", role=role, by=coordinator, at=at)
    for code in (RETURNED, VERIFIED):
        row = ExpertMap.objects.with_context().get(cycle=past, school__code=code)
        stories.reopened(row, by=coordinator, at=at)
    complete_evaluation(expert_map=stories.again(row), by=staff[Role.METHODOLOGIST], at=at)


def _give_back(expert_map: ExpertMap, codes: tuple[str, ...], by: User, at) -> None:
    for code in codes:
        give_verdict(
            expert_map=stories.again(expert_map),
            code=code,
            seen_verdict=None,
            by=by,
            at=at,
            finding=Finding(
                VerdictKind.RETURNED, reason="Дайте ссылку на само событие, а не на главную страницу сайта."
            ),
        )


def _correct(expert_map: ExpertMap, code: str, by: User, at) -> None:
    finding = Finding(
        VerdictKind.CORRECTED, reason="Посчитаны посещения, а не обучающиеся.", numerator=10, denominator=180
    )
    give_verdict(expert_map=stories.again(expert_map), code=code, finding=finding, seen_verdict=None, by=by, at=at)


def _correct_and_verify(expert_map: ExpertMap, head: User, reviewer: User, at) -> None:
    stories.submitted(expert_map, by=head, at=at)
    _correct(expert_map, "1.4", reviewer, at)
    stories.verified(expert_map, head=head, reviewer=reviewer, at=at)


def _papers(maps: dict, heads: dict, at) -> dict[str, int]:
    """Files behind 1.8 of a draft and of a returned map: pages, text that looks like a list, a table, a picture."""
    made = {
        "pdf": papers.pdf(pages=3),
        "docx": papers.docx(["Список участников", *papers.PUPILS]),
        "xlsx": papers.xlsx([["Событие", "Участников"], ["Билет в будущее", 104]]),
        "png": papers.picture(size=(640, 400)),
    }
    kept = {}
    for code in ("001", RETURNED):
        for extension, content in made.items():
            upload = papers.upload(content, f"Подтверждение.{extension}")
            kept[f"{code} {extension}"] = _added(maps[code], upload, heads[code], at).pk
    return kept


def _added(expert_map: ExpertMap, upload, head: User, at) -> Evidence:
    named = {"expert_map": stories.again(expert_map), "code": "1.8", "by": head, "at": at}
    try:
        return add_file(upload=upload, **named)
    except LooksLikeList as asked:
        return add_file(upload=upload, child_names="hidden", asked_of=asked.upload_sha256, **named)


def _described(cycle: MonitoringCycle, maps: dict, heads: dict, staff: dict, at) -> dict:
    municipality = cycle.municipality
    past = MonitoringCycle.objects.filter(municipality=municipality).order_by("school_year").first()
    invited = invite(
        municipality=municipality,
        email="guest@example.org",
        full_name="Гостева Галина Геннадьевна",
        role=Role.OBSERVER,
        by=staff[Role.COORDINATOR],
        at=at,
    )
    past_maps = ExpertMap.objects.filter(cycle=past)
    return {
        "municipality": municipality.pk,
        "cycle": cycle.pk,
        "past_cycle": past.pk,
        "maps": {code: row.pk for code, row in maps.items()},
        "past_maps": {row.school.code: row.pk for row in past_maps.select_related("school")},
        "schools": {school.code: school.pk for school in School.objects.all()},
        "heads": {code: head.email for code, head in heads.items()},
        "member": CommissionMember.objects.filter(cycle=past).first().pk,
        "methodology": Methodology.objects.get().pk,
        "guest_role": invited.membership.pk,
        "only_coordinator": Membership.objects.get(role=Role.COORDINATOR).pk,
        **_advised(past),
        "reason": ReviewReason.objects.of(municipality.pk)[0].pk,
        "secret": invited.secret,
        **_looked_at(maps, at),
        **make_documents(past, staff[Role.METHODOLOGIST]),
        "confirmation_code": Submission.objects.get(expert_map=maps[RETURNED]).code,
    }


def _advised(past: MonitoringCycle) -> dict[str, int]:
    rows = Recommendation.objects.of(past)
    return {
        "advice_rule": AdviceRule.objects.order_by("pk")[0].pk,
        "sent_advice": rows.filter(sent_version__gt=2).first().pk,
        "group_advice": rows.filter(expert_map=None).first().pk,
        "proposed_advice": rows.filter(state="proposed", expert_map__isnull=False).first().pk,
    }


def _looked_at(maps: dict, at) -> dict:
    """Links in every state, told as if the program had looked: nobody is asked."""
    own, checked = _links_of(maps["001"]), _links_of(maps[CHECKED])
    text = "Неделя профессий\nВ ней участвовали 104 обучающихся 8–9 классов.\n" * 20
    looked(own[0], words(text, own[0].url), at - timedelta(days=1))
    found = [
        words(text, "https://example.org/moved/to/a/long/address/of/another/site", LinkState.MOVED),
        NO_PROGRAMS,
        words(text, title="Новости школы"),
    ]
    looked(checked[0], words(text, checked[0].url), at - timedelta(days=2), at_submission=True)
    looked(checked[0], GONE, at - timedelta(hours=3))
    for link, seen in zip(checked[1:], found, strict=False):
        looked(link, seen, at - timedelta(hours=2))
    code = checked[0].answers.order_by("position").first().code
    return {"looked_at": own[0].pk, "dead": checked[0].pk, "link_code": code}


def _links_of(expert_map: ExpertMap) -> list[Evidence]:
    return list(Evidence.objects.in_use().filter(expert_map=expert_map, kind="link", answers__isnull=False).distinct())
