"""What the permission matrix is played on: its lines, its people, and one of everything an address can name."""

from __future__ import annotations

import hashlib
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

from accounts.domain.people import invite
from accounts.models import Role, User
from improvement.domain.bank import RuleWords, add_rule
from improvement.models import Recommendation
from monitoring.domain.commission import put_member
from monitoring.domain.detached_signature import attach_signature
from monitoring.domain.division import assign
from monitoring.domain.evidence import add_file, add_link
from monitoring.domain.objection import raise_objection
from monitoring.domain.second_reading import draw_sample
from monitoring.models import DivisionSheet, ExpertMap, ReviewReason
from monitoring.tests import stories
from monitoring.tests.cast import NOW, make_cycle, make_person
from monitoring.tests.looks import looked, words
from monitoring.tests.signatures import signature_file
from reports.domain.asking import Wanted, ask, ask_for_all
from reports.domain.words import DrawnSection, write_words
from reports.models import DocumentBatch, MadeDocument
from reports.tests.documents import done
from schools.domain.reference_mapping import fill_mapping
from schools.models import ImportDraft

ACTORS = [
    "anonymous",
    "inactive",
    "head",
    "editor",
    "other_head",
    "reviewer",
    "methodologist",
    "coordinator",
    "observer",
    "foreign_head",
    "foreign_reviewer",
    "foreign_coordinator",
]
TABLE = tomllib.loads((Path(__file__).parent / "permission_matrix.toml").read_text(encoding="utf-8"))
# allauth's own addresses are named so; its suite tests them, accounts/tests test that they follow our rules.
LIBRARY = "account_"
ABSENT = 10_000_000
SIGNED = "signed"
# Written by sessions and rate limits, which a refusal may well do.
VOLATILE = frozenset({"django_session", "cache_entries"})


@dataclass(frozen=True)
class Line:
    """An address, a method, how far the map named has come, and the twelve expected answers."""

    name: str
    method: str
    state: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.name} {self.method}{f' @{self.state}' if self.state != SIGNED else ''}"


def read_lines() -> list[Line]:
    lines = []
    for key, pattern in TABLE["addresses"].items():
        name, method, *rest = key.split()
        expected = dict(zip(ACTORS, TABLE["patterns"][pattern].split(), strict=True))
        lines.append(Line(name, method, rest[0].lstrip("@") if rest else SIGNED, expected))
    return lines


def named_patterns(resolver=None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the URLconf with its full name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from named_patterns(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        else:
            yield f"{prefix}{entry.name}", entry


@cache
def pattern_of(name: str) -> URLPattern:
    return dict(named_patterns())[name]


@dataclass
class World:
    """People by actor name; ids an address can name, by the state of the map among them.

    Everybody signs in once, when the world is built: each question comes with that session's cookie.
    """

    people: dict[str, User]
    ids: dict[str, dict[str, object]]
    sessions: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.sessions = {actor: self._session(person) for actor, person in self.people.items()}

    def _session(self, person: User) -> str:
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def client(self, actor: str) -> Client:
        client = Client(raise_request_exception=False)
        if actor != "anonymous":
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[actor]
        return client

    def ask(self, line: Line, actor: str, *, absent: bool = False) -> HttpResponse:
        """The answer to one cell of the matrix; `absent` asks for objects that do not exist."""
        return self.client(actor).generic(line.method, self.address(line, absent=absent))

    def address(self, line: Line, *, absent: bool = False) -> str:
        ids = self.ids[line.state]
        wanted = {name: ids[name] for name in pattern_of(line.name).pattern.converters}
        if absent:
            wanted = {name: ABSENT if isinstance(value, int) else value for name, value in wanted.items()}
        return reverse(line.name, kwargs=wanted)


def build_world(people: dict[str, User], expert_map: ExpertMap, methodology) -> World:
    """The signed map of `expert_map`, a draft of the next year, evidence behind both, a role, a sheet."""
    head, coordinator, municipality = people["head"], people["coordinator"], expert_map.municipality
    people["inactive"] = make_person(
        municipality, Role.METHODOLOGIST, name="Бывшева Белла Борисовна", email="former@example.org"
    )
    User.objects.filter(pk=people["inactive"].pk).update(is_active=False)
    file = add_file(expert_map=expert_map, code="1.2", upload=picture(), by=head, at=NOW)
    page = add_link(expert_map=expert_map, code="1.2", url="https://school2.example.org/b", by=head, at=NOW)
    looked(page, words("Неделя профессий"), NOW)
    receipt = stories.submitted(expert_map, by=head)
    attach_signature(expert_map=stories.again(expert_map), upload=signature_file(), by=head, at=NOW)
    next_cycle = make_cycle(municipality, methodology, coordinator, year=2026)
    draft_map = ExpertMap.objects.with_context().get(cycle=next_cycle, school=expert_map.school)
    scan = add_file(expert_map=draft_map, code="1.2", upload=picture(), by=head, at=NOW)
    invited = invite(
        municipality=municipality,
        email="new@example.org",
        full_name="Новикова Нина Назаровна",
        role=Role.OBSERVER,
        by=coordinator,
        at=NOW,
    )
    sheet = ImportDraft.objects.create(
        municipality=municipality,
        subject="schools",
        file_name="a.csv",
        headers=[],
        rows=[],
        uploaded_by=coordinator,
        uploaded_at=NOW,
    )
    division = divide(people, expert_map)
    mapped = fill_mapping(municipality=municipality, form_year=2025, source="shipped", by=coordinator, at=NOW)
    member = put_member(
        cycle=expert_map.cycle,
        member=None,
        full_name="Председателев Павел Петрович",
        position="начальник отдела",
        role="chair",
        by=coordinator,
        at=NOW,
    )
    signed = {
        "map_id": expert_map.pk,
        "cycle_id": expert_map.cycle_id,
        "municipality_id": municipality.pk,
        "school_id": expert_map.school_id,
        "evidence_id": file.pk,
        "membership_id": invited.membership.pk,
        "user_id": invited.membership.user_id,
        "draft_id": sheet.pk,
        "methodology_id": methodology.pk,
        "sheet_id": division.pk,
        "reading_id": _second_reading(people, expert_map),
        "reviewer_id": people["reviewer"].pk,
        "reason_id": ReviewReason.objects.of(municipality.pk)[0].pk,
        "code": "1.2",
        "number": 1,
        **_advice(people, expert_map),
        "subject": "schools",
        "member_id": member.pk,
        "form_year": 2025,
        "source": "shipped",
        "mapping_id": mapped[0].pk,
        "secret": invited.secret,
        "part": "school",
        "round_number": receipt.round,
        "document_id": _document(people, expert_map).pk,
        "paper_id": _paper(people, expert_map).pk,
        "batch_id": _batch(people, expert_map).pk,
        "confirmation_code": receipt.code,
        "document": "statement",
        "section": "basis",
        "table": "groups",
        "sheet_kind": "xlsx",
        "paper_kind": "pdf",
        "version": _words(people["methodologist"], expert_map),
    }
    draft = signed | {"map_id": draft_map.pk, "cycle_id": next_cycle.pk, "evidence_id": scan.pk}
    return World(
        people,
        {
            SIGNED: signed,
            "link": signed | {"evidence_id": page.pk},
            "filling": draft,
            "verified": signed | {"map_id": _verified(people, expert_map)},
        },
    )


def _document(people: dict[str, User], expert_map: ExpertMap) -> MadeDocument:
    """A ready document of the year."""
    wanted = Wanted("statement", "pdf")
    return done(ask(cycle=expert_map.cycle, wanted=wanted, by=people["methodologist"], at=NOW))


def _paper(people: dict[str, User], expert_map: ExpertMap) -> MadeDocument:
    """One about the school, for the school to take."""
    wanted = Wanted("school_result", "pdf", expert_map.school_id)
    return done(ask(cycle=expert_map.cycle, wanted=wanted, by=people["methodologist"], at=NOW), approved=True)


def _batch(people: dict[str, User], expert_map: ExpertMap) -> DocumentBatch:
    """One that is still being made."""
    wanted = [Wanted("card", "pdf", expert_map.school_id)]
    return ask_for_all(cycle=expert_map.cycle, wanted=wanted, kinds=["card.pdf"], by=people["methodologist"], at=NOW)


def divide(people: dict[str, User], expert_map: ExpertMap) -> DivisionSheet:
    """The signed map lies with the reviewer; a table of the coordinator's waits."""
    coordinator, cycle = people["coordinator"], expert_map.cycle
    assign(cycle=cycle, reviewers={expert_map.pk: people["reviewer"]}, by=coordinator, at=NOW)
    return DivisionSheet.objects.create(
        municipality=cycle.municipality,
        cycle=cycle,
        file_name="a.csv",
        rows=[],
        uploaded_by=coordinator,
        uploaded_at=NOW,
    )


def _advice(people: dict[str, User], expert_map: ExpertMap) -> dict[str, int]:
    """A rule of the bank, and what it would advise the school."""
    words = RuleWords(code="1.2", action="Провести экскурсию.", term_days=30)
    rule = add_rule(
        municipality=expert_map.municipality,
        methodology_code=expert_map.cycle.methodology.code,
        words=words,
        by=people["methodologist"],
        at=NOW,
    )
    row = Recommendation.objects.create(
        municipality=expert_map.municipality,
        cycle=expert_map.cycle,
        expert_map=expert_map,
        rule=rule,
        code=rule.code,
        position=2,
        observed="Не хватает 6 обучающихся",
        action=rule.action,
        due=rule.due(NOW.date()),
        drawn={"words": {}, "facts": [], "now": []},
        drawn_by=people["methodologist"],
        drawn_at=NOW,
    )
    return {"rule_id": rule.pk, "recommendation_id": row.pk}


def _second_reading(people: dict[str, User], expert_map: ExpertMap) -> int:
    """A claim of an earlier year, judged by a colleague and drawn for the reviewer to read blind."""
    place, year = expert_map.municipality, 2023
    cycle = make_cycle(place, expert_map.cycle.methodology, people["coordinator"], year=year)
    own = ExpertMap.objects.with_context().get(cycle=cycle, school=expert_map.school)
    colleague = make_person(place, Role.REVIEWER, name="Коллегин Кузьма Климович", email="colleague@example.org")
    stories.verified(own, head=people["head"], reviewer=colleague, at=NOW.replace(year=year + 1))
    sample = draw_sample(cycle=cycle, share=5, by=people["coordinator"], at=NOW, seed=7)
    return sample.readings.get(answer__code="1.2").pk


def _words(methodologist: User, expert_map: ExpertMap) -> int:
    """A section of the year's справка somebody wrote."""
    section = DrawnSection(expert_map.cycle, "statement", "basis", "1. Основание и цель", "По данным.")
    made = write_words(section=section, text="Своими словами.", seen_version=0, by=methodologist, at=NOW)
    assert made is not None
    return made.version


def _verified(people: dict[str, User], expert_map: ExpertMap) -> int:
    """A map of the year before, checked and waiting for the methodologist, with one indicator disputed."""
    cycle = make_cycle(expert_map.municipality, expert_map.cycle.methodology, people["coordinator"], year=2024)
    last_year = ExpertMap.objects.with_context().get(cycle=cycle, school=expert_map.school)
    signed_in_time = NOW.replace(year=2025)
    missed = {"i1_2": {"numerator": 1, "denominator": 180}}
    stories.verified(last_year, head=people["head"], reviewer=people["reviewer"], at=signed_in_time, **missed)
    text = "Учтены не все мероприятия"
    raise_objection(expert_map=stories.again(last_year), code="1.2", text=text, by=people["head"], at=signed_in_time)
    return last_year.pk


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return SimpleUploadedFile("план.png", out.getvalue(), content_type="image/png")


def answer_word(response: HttpResponse) -> str:
    """L: sent to sign in; a number: refused or broken; ok: the guards let through."""
    if response.streaming:
        b"".join(response.streaming_content)  # read to the end, so that the file is closed
    if response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login")):
        return "L"
    if response.status_code in {403, 404, 405} or response.status_code >= 500:
        return str(response.status_code)
    return "ok"


def body_of(response: HttpResponse) -> str:
    """The page without what differs from request to request: its own address and the masked CSRF token."""
    text = response.content.decode().replace(response.wsgi_request.path, "PATH")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def database_digest() -> str:
    """One digest of every row of every table a refusal must leave alone."""
    digest = hashlib.sha256()
    for table in sorted(set(connection.introspection.table_names()) - VOLATILE):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 names come from the database itself
            rows = sorted(_told(row) for row in cursor.fetchall() if table != "accounts_user")
            if table == "accounts_user":
                cursor.execute("SELECT id, email, password, is_active FROM accounts_user ORDER BY id")
                rows = [repr(row) for row in cursor.fetchall()]
        digest.update(repr((table, rows)).encode())
    return digest.hexdigest()


def _told(row: tuple) -> str:
    """PostgreSQL gives bytes as a view, whose own words name its place in memory and not what it holds."""
    return repr([bytes(value) if isinstance(value, memoryview) else value for value in row])
