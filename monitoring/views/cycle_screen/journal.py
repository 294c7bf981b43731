"""How does the journal of a year read: whose map, what was done, in words a person says?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from journal.models import JournalEntry
from monitoring.forms.cycle import JournalForm
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.queries.journal import Narrowing, maps_of_year, people_in
from monitoring.queries.map_history import LATE_ACTIONS
from monitoring.states import CLAIM_VISIBLE
from monitoring.views.map_screen.history import event_of
from russian.dates import short_date
from russian.plurals import DOCUMENTS, MAPS, counted
from scoring.queries.rubric import rubric

# What a reader can ask for: words, and the actions behind them.
APPROVAL_ACTIONS = (
    "cycle.opened",
    "results.approved",
    "map.approved",
    "map.not_submitted",
    "result.reopened",
    "result.approved_again",
)
ACTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "cycle": ("Открытие и утверждение", APPROVAL_ACTIONS),
    "commission": (
        "Комиссия и протокол",
        ("commission.changed", "commission.carried_over", "protocol.written"),
    ),
    "terms": ("Сроки и состав школ", ("term.extended", "map.added")),
    "filling": ("Заполнение карт", ("answer.recorded", "answers.recorded", "answer.carried_over", "answer.typed_late")),
    "evidence": (
        "Подтверждения",
        (
            "evidence.added",
            "evidence.reused",
            "evidence.removed",
            "evidence.restored",
            "evidence.confirmed",
            "evidence.replaced",
            "evidence.viewed",
            "evidence.shown",
            "evidence.sent_late",
            "link.asked",
            "link.seen",
            "link.unseen",
        ),
    ),
    "words": (
        "Тексты документов",
        ("words.written", "words.returned", "words.kept", "words.restored", "requisites.changed"),
    ),
    "reminders": ("Напоминания", ("reminder.sent",)),
    "submission": ("Представление карт", ("map.submitted", "signature.attached", "signature.removed")),
    "verification": (
        "Проверка",
        (
            "map.check_begun",
            "verdict.given",
            "verdict.taken_back",
            "map.returned",
            "map.recalled",
            "map.verified",
            "map.check_resumed",
            "applicability.decided",
        ),
    ),
    "division": (
        "Распределение проверки",
        ("map.assigned", "map.unassigned", "map.handed_over", "map.taken_over"),
    ),
    "reading": (
        "Второе чтение",
        ("reading.drawn", "reading.given", "reading.entrusted", "reading.settled", "reading.closed"),
    ),
    "evaluation": (
        "Оценка",
        ("final.set", "objection.raised", "objection.decided", "map.evaluated", "map.evaluation_resumed"),
    ),
    "documents": ("Составление документов", ("documents.asked", "documents.cancelled", "documents.taken")),
    "advice": (
        "Рекомендации",
        (
            "advice.drawn",
            "advice.written",
            "advice.accepted",
            "advice.changed",
            "advice.dropped",
            "advice.undone",
            "advice.sent",
            "advice.reminded",
            "advice.confirmed",
        ),
    ),
}
CYCLE_TITLES = {
    "cycle.opened": "Цикл открыт",
    "results.approved": "Результаты года утверждены",
    "documents.asked": "Документы поручено составить",
    "documents.cancelled": "Составление документов остановлено",
    "documents.taken": "Документы скачаны одним архивом",
}
DRAFT_ACTIONS = frozenset({*ACTIONS["filling"][1], *ACTIONS["evidence"][1]})
HEADERS = ("Дата и время", "Кто", "Школа", "Показатель", "Действие", "Подробности", "Причина")


@dataclass(frozen=True, slots=True)
class JournalRow:
    entry: JournalEntry
    school: str
    title: str
    lines: tuple[str, ...]
    map_id: int | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Tells entries with the names of the schools."""

    maps: Mapping[str, ExpertMap]
    people: list[tuple[int, str]]

    @classmethod
    def of(cls, cycle: MonitoringCycle) -> Reader:
        """Two queries."""
        return cls({row.subject: row for row in maps_of_year(cycle)}, people_in(cycle))

    def row_of(self, entry: JournalEntry) -> JournalRow:
        expert_map = self.maps.get(entry.subject) or self.maps.get(f"map:{(entry.new or {}).get('map')}")
        title, lines = _told(entry)
        if expert_map is not None and expert_map.state not in CLAIM_VISIBLE and entry.action in DRAFT_ACTIONS:
            lines = ()  # a draft is the school's own: that it was written is told, what was written is not
        if entry.action in LATE_ACTIONS:
            lines = ()  # it does not count, so it stays the school's own
        school = str(expert_map.school) if expert_map else ""
        return JournalRow(entry, school, title, lines, expert_map.pk if expert_map else None)


def _told(entry: JournalEntry) -> tuple[str, tuple[str, ...]]:
    new = entry.new or {}
    if entry.action == "cycle.opened":
        return CYCLE_TITLES[entry.action], (counted(new.get("maps", 0), MAPS),)
    if entry.action == "results.approved":
        return CYCLE_TITLES[entry.action], (f"протокол №\u00a0{new['protocol']}",) if new.get("protocol") else ()
    if entry.action in CYCLE_TITLES:
        number = f"№\u00a0{new['number']}" if new.get("number") else ""
        return CYCLE_TITLES[entry.action], tuple(filter(None, (counted(new.get("count", 0), DOCUMENTS), number)))
    event = event_of(entry)
    return event.title, event.lines


def journal_form(address: Mapping[str, str], cycle: MonitoringCycle, reader: Reader) -> JournalForm:
    actions = [(key, title) for key, (title, _) in ACTIONS.items()]
    codes = [(row.code, f"{row.code} {row.short_title}") for row in rubric(cycle.methodology_id).indicators]
    maps = list(reader.maps.values())
    return JournalForm(address, people=reader.people, actions=actions, maps=maps, indicators=codes)


def narrowing_of(form: JournalForm) -> Narrowing:
    """Only what was understood narrows the list."""
    form.is_valid()
    asked = form.cleaned_data
    return Narrowing(
        by_id=asked.get("who"),
        actions=ACTIONS[asked["what"]][1] if asked.get("what") else (),
        map_id=asked.get("school"),
        code=asked.get("code") or "",
        first=asked.get("first"),
        last=asked.get("last"),
    )


def table_rows(entries: Iterable[JournalEntry], reader: Reader, cycle: MonitoringCycle) -> Iterator[Sequence[str]]:
    """The cells of a table to keep, in the order of HEADERS."""
    for row in map(reader.row_of, entries):
        local = cycle.municipality.local(row.entry.at)
        yield (
            f"{short_date(local)} {local:%H:%M:%S}",
            row.entry.by_name,
            row.school,
            row.entry.target,
            row.title,
            "; ".join(row.lines),
            row.entry.reason,
        )
