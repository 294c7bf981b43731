"""How does the commission's protocol become a DOCX, from the very object its PDF is made of?"""

from __future__ import annotations

from collections.abc import Iterator

from reports.contexts.district_schools import SchoolRow
from reports.contexts.protocol import Protocol
from reports.documents.statement_docx import SHARE, shown
from reports.documents.word import Column, Paper
from russian.numbers import NBSP
from russian.plurals import POINTS, counted

PEOPLE = (Column("Фамилия, имя, отчество", 42), Column("Должность", 34), Column("Роль", 24))
GROUPS = (Column("Степень", 26), Column("Всего", 10, True), SHARE, Column("Организации", 53))
OBJECTIONS = (
    Column("Организация", 19),
    Column("Показатель", 14),
    Column("Возражение", 25),
    Column("Решение", 19),
    Column("Ответ", 23),
)
CHANGED = (
    Column("Организация", 30),
    Column("Показатель", 16),
    Column("Проверено", 16, True),
    Column("Итог", 9, True),
    Column("Причина", 29),
)
SCHOOLS = (
    Column("Организация", 31),
    Column("Заявлено", 13, True),
    Column("Проверено", 15, True),
    Column("Итог", 12, True),
    Column("Доля", 11, True),
    Column("Степень", 18),
)
DRAFT = "ПРОЕКТ. Результаты ещё не утверждены и могут измениться."


def protocol_document(protocol: Protocol) -> bytes:
    head = protocol.letterhead
    paper = Paper(title=protocol.document_title, author=head.department, **head.margins)
    _opening(paper, protocol)
    _heard(paper, protocol)
    paper.heading("Решили", 2)
    paper.numbered(protocol.decided)
    if protocol.revised:
        paper.heading("Пересмотр после утверждения", 2)
        for line in protocol.revised:
            paper.text(f"{line.school}. {line.revision.sentence}")
    _signatures(paper, protocol)
    if protocol.schools:
        _appendix(paper, protocol)
    return paper.written()


def _opening(paper: Paper, protocol: Protocol) -> None:
    head = protocol.letterhead
    paper.text(head.municipality, is_centred=True)
    paper.text(head.department, is_centred=True, is_bold=True)
    paper.text(head.contacts, is_centred=True)
    paper.sides(f"{protocol.dated} {protocol.numbered}", protocol.place)
    paper.heading("ПРОТОКОЛ", 1, is_centred=True)
    paper.text(protocol.title, is_centred=True, is_bold=True)
    if protocol.is_draft:
        paper.text(DRAFT, is_centred=True, is_bold=True)
    paper.heading("Присутствовали", 2)
    people = ((person.full_name, person.position, person.role_title) for person in protocol.people)
    paper.table("Состав комиссии", PEOPLE, people)
    paper.heading("Повестка дня", 2)
    paper.numbered(protocol.agenda)


def _heard(paper: Paper, protocol: Protocol) -> None:
    paper.heading("Слушали", 2)
    for text in protocol.heard:
        paper.text(text)
    columns = shown(GROUPS, says_shares=protocol.district.says_shares)
    paper.table("Таблица 1. Организации по степени эффективности", columns, _group_rows(protocol))
    if protocol.objections:
        paper.table("Таблица 2. Возражения организаций и решения по ним", OBJECTIONS, _objection_rows(protocol))
    if protocol.changed:
        number = 2 + bool(protocol.objections)
        rows = ((line.school, line.code, str(line.verified), str(line.final), line.reason) for line in protocol.changed)
        paper.table(f"Таблица {number}. Итоговые баллы, отличающиеся от проверенных", CHANGED, rows)


def _group_rows(protocol: Protocol) -> Iterator[tuple[str, ...]]:
    for line in protocol.groups:
        title = f"{line.title} ({line.shares})" if line.shares else line.title
        share = [line.share_said] if protocol.district.says_shares else []
        yield title, str(line.count), *share, line.names


def _objection_rows(protocol: Protocol) -> Iterator[tuple[str, ...]]:
    for line in protocol.objections:
        points = f": {counted(line.points, POINTS)}" if line.points is not None else ""
        yield line.school, line.code, line.text, f"{line.outcome}{points}", line.decision or "–"


def _signatures(paper: Paper, protocol: Protocol) -> None:
    paper.sides("Председатель комиссии", f"____________ {protocol.chair.signature}")
    paper.sides("Секретарь комиссии", f"____________ {protocol.secretary.signature}")
    for person in protocol.members:
        paper.sides("Член комиссии", f"____________ {person.signature}")


def _appendix(paper: Paper, protocol: Protocol) -> None:
    paper.next_page()
    paper.heading("Приложение. Баллы и степень эффективности организаций", 2, is_centred=True)
    caption = f"Таблица {protocol.appendix_table}. Организации в порядке реестра"
    paper.table(caption, SCHOOLS, (_school_row(row) for row in protocol.schools))


def _school_row(row: SchoolRow) -> tuple[str, ...]:
    """A school without a result has words in place of figures: «карта не представлена» is never 0 points."""
    result = row.result
    if result is None:
        return row.name, row.why
    band = f"{result.band.title} (пересматривается)" if row.is_under_revision else result.band.title
    claimed, verified = ("–" if points is None else str(points) for points in (row.claimed, row.verified))
    return row.name, claimed, verified, f"{result.points}{NBSP}из{NBSP}{result.maximum}", result.share, band
