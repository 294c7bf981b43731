"""How do journal entries of a map read in plain words?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from journal.models import JournalEntry
from monitoring.states import CommissionRole, VerdictKind
from monitoring.views.map_screen.facts import yes_no
from russian.dates import long_date, school_year
from russian.numbers import NBSP, integer
from russian.plurals import EVIDENCE, INDICATORS, POINTS, RECOMMENDATIONS, SCHOOLS, counted

Value = Mapping[str, Any]

FIELD_NAMES = {"denominator": "общее число", "numerator": "из них", "fact": "ответ", "note": "пояснение"}
PART_NAMES = {"noo": "НОО", "ooo": "ООО", "soo": "СОО"}
DOCUMENTS = {"statement": "аналитическая справка", "order": "приказ об итогах"}
OUTCOMES = {"satisfied": "удовлетворено", "rejected": "отклонено"}
VERDICTS = {VerdictKind.ACCEPTED: "принято", VerdictKind.CORRECTED: "исправлено", VerdictKind.RETURNED: "возвращено"}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: `lines` are the changed values, old and new."""

    entry: JournalEntry
    title: str
    lines: tuple[str, ...]


def event_of(entry: JournalEntry, code: str = "") -> Event:
    """Of a change of many answers only the one asked for, where one is."""
    title, tell = WORDS.get(entry.action, (entry.action, _nothing))
    old, new = entry.old or {}, entry.new or {}
    if code and entry.action == "answers.recorded":
        new = {code: new[code]}
    return Event(entry, title, tuple(line for line in tell(old, new) if line))


def _nothing(old: Value, new: Value) -> list[str]:
    return []


def answer_lines(old: Value, new: Value) -> list[str]:
    """«из них: 104 → 120», a line a field of `new`; the general number before a part of it."""
    names = sorted(new, key=lambda name: name != "denominator")
    return [f"{_field(name)}: {_shown(name, old.get(name))} → {_shown(name, new[name])}" for name in names]


def _answers(old: Value, new: Value) -> list[str]:
    return [f"{code} — {'; '.join(answer_lines(old.get(code) or {}, values))}" for code, values in new.items()]


def _field(name: str) -> str:
    return FIELD_NAMES.get(name, "по уровням")


def _shown(name: str, value: Any) -> str:
    if value is None or value in ("", {}):
        return "пусто"
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, dict):
        return ", ".join(f"{PART_NAMES.get(key, key)} — {yes_no(answer)}" for key, answer in value.items())
    return integer(value) if isinstance(value, int) else f"«{value}»"


def _version(old: Value, new: Value) -> list[str]:
    return [f"{DOCUMENTS.get(new['document'], new['document'])}, редакция {new['version']}"]


def _piece(old: Value, new: Value) -> list[str]:
    piece = new or old
    return [f"«{piece['title']}»" if piece.get("title") else "", piece.get("url", "")]


def _replaced(old: Value, new: Value) -> list[str]:
    codes = ", ".join(new.get("codes", []))
    return [f"«{old.get('title')}» → «{new.get('title')}», редакция {new.get('revision')}", f"показатели: {codes}"]


def _carried(old: Value, new: Value) -> list[str]:
    taken = [counted(new["pieces"], EVIDENCE) if new.get("pieces") else "", "пояснение" if new.get("note") else ""]
    return [f"за {school_year(new['year'])} учебный год: {', '.join(filter(None, taken))}"]


def _late(old: Value, new: Value) -> list[str]:
    return [new.get("words", "")]


def _objection(old: Value, new: Value) -> list[str]:
    return [new.get("text", ""), *(f"«{title}»" for title in new.get("pieces", []))]


def _decision(old: Value, new: Value) -> list[str]:
    return [OUTCOMES.get(new.get("outcome", ""), ""), new.get("decision", "")]


def _signed(old: Value, new: Value) -> list[str]:
    return [f"квитанция №{NBSP}{new.get('number')}", f"заявлено {counted(new.get('points') or 0, POINTS)}"]


def _signature(old: Value, new: Value) -> list[str]:
    gone = f"прежний файл «{old['name']}», SHA-256 {old['sha256']}" if old else ""
    return [f"«{new['name']}», SHA-256 {new['sha256']}" if new else "", gone]


def _verdict(old: Value, new: Value) -> list[str]:
    kind = VERDICTS.get(new.get("kind", ""), "")
    points = new.get("points")
    return [kind if points is None else f"{kind}, {counted(points, POINTS)}"]


def _taken_back(old: Value, new: Value) -> list[str]:
    back = f"снова действует: {', '.join(_verdict({}, new))}" if new else "показатель снова ждёт заключения"
    return [f"было: {', '.join(_verdict({}, old))}", back]


def _returned(old: Value, new: Value) -> list[str]:
    codes = new.get("codes") or []
    return [f"{counted(len(codes), INDICATORS)}: {', '.join(codes)}", _until(new)]


def _until(new: Value) -> str:
    return f"до {long_date(date.fromisoformat(new['last_day']))}" if new.get("last_day") else ""


def _term(old: Value, new: Value) -> list[str]:
    return [_until(new)]


def _hands(old: Value, new: Value) -> list[str]:
    return [f"{old.get('reviewer', 'ни за кем')} → {new.get('reviewer', 'ни за кем')}"]


def _letters(old: Value, new: Value) -> list[str]:
    said = {"отправлено": new.get("sent", []), "не отправлено": new.get("failed", [])}
    return [f"{words}: {', '.join(names)}" for words, names in said.items() if names]


def _drawn(old: Value, new: Value) -> list[str]:
    return [
        f"{new['share']}{NBSP}% из {integer(new['frame'])}: {counted(new['drawn'], INDICATORS)}, жребий {new['seed']}"
    ]


def _settled(old: Value, new: Value) -> list[str]:
    return ["заключение дано заново" if new.get("outcome") == "anew" else "остаётся первое заключение"]


def _entrusted(old: Value, new: Value) -> list[str]:
    return [new.get("third", "")]


def _unread(old: Value, new: Value) -> list[str]:
    return [f"не прочитано: {integer(new['unread'])}"] if new.get("unread") else []


def _undone(old: Value, new: Value) -> list[str]:
    return [f"не подписанные изменения не учтены: {', '.join(old)}"] if old else []


def _points(name: str) -> Callable[[Value, Value], list[str]]:
    def tell(old: Value, new: Value) -> list[str]:
        return [counted(new[name], POINTS)] if new.get(name) is not None else []

    return tell


def _final(old: Any, new: Any) -> list[str]:
    return [f"{'не было' if old in (None, {}) else old} → {new or 0}"]


def _in_force(result: Value) -> str:
    protocol = f", протокол №{NBSP}{result['protocol']}" if result.get("protocol") else ""
    day = f" от {long_date(date.fromisoformat(result['date']))}" if result.get("date") else ""
    return f"{result.get('points')}{NBSP}из{NBSP}{result.get('maximum')}{protocol}{day}"


def _reopened(old: Value, new: Value) -> list[str]:
    """The result as it was, whole: the journal keeps it readable whatever comes after."""
    points = ", ".join(f"{code} — {'–' if value[0] is None else value[0]}" for code, value in old["indicators"].items())
    return [f"прежний результат: {_in_force(old)}", f"по показателям: {points}"]


def _approved_again(old: Value, new: Value) -> list[str]:
    moved = "; ".join(f"{code}: {was} → {now}" for code, (was, now) in new.get("changed", {}).items())
    return [
        f"прежний результат: {_in_force(old)}",
        f"новый результат: {_in_force(new)}",
        f"изменено: {moved}" if moved else "баллы не изменились",
    ]


def _applicability(old: Value, new: Value) -> list[str]:
    said = "не применимо: показатель исключён из максимума" if new.get("confirmed") else "показатель учитывается"
    return [said, "прежнее заключение снято" if new.get("verdict") else ""]


def _member(old: Value, new: Value) -> list[str]:
    return [f"{'было: ' if new else 'убрано: '}{_person(old)}" if old else "", _person(new) if new else ""]


def _person(value: Value) -> str:
    return f"{value['full_name']}, {value['position']} ({CommissionRole(value['role']).label})"


def _taken(old: Value, new: Value) -> list[str]:
    return [f"из состава за {school_year(new['year'])} учебный год: {new['people']}"]


def _requisites(old: Value, new: Value) -> list[str]:
    names = {"number": "номер", "date": "дата", "place": "место", "agenda": "повестка"}
    moved = [name for name in names if (old.get(name) or "") != (new.get(name) or "")]
    return [f"{names[name]}: {old.get(name) or 'пусто'} → {new.get(name) or 'пусто'}" for name in moved]


def _advised(old: Value, new: Value) -> list[str]:
    return [f"было: «{old.get('action', '')}»", f"стало: «{new.get('action', '')}»"]


def _sent_out(old: Value, new: Value) -> list[str]:
    sent = counted(new["recommendations"], RECOMMENDATIONS) if new.get("recommendations") else ""
    return [sent, counted(new.get("schools") or 0, SCHOOLS)]


def _read_advice(old: Value, new: Value) -> list[str]:
    return [f"{counted(new.get('recommendations') or 0, RECOMMENDATIONS)}: {', '.join(new.get('codes') or [])}"]


WORDS: dict[str, tuple[str, Callable[[Any, Any], list[str]]]] = {
    "map.added": ("Карта создана", _nothing),
    "requisites.changed": ("Изменены реквизиты документа", _version),
    "words.written": ("Изменён текст документа", _version),
    "words.returned": ("Раздел документа снова составлен по данным", _version),
    "words.kept": ("Текст документа оставлен после изменения цифр", _version),
    "words.restored": ("Возвращена прежняя редакция текста документа", _version),
    "answer.recorded": ("Изменён ответ", answer_lines),
    "answers.recorded": ("Изменены ответы", _answers),
    "evidence.added": ("Добавлено подтверждение", _piece),
    "evidence.reused": ("Подтверждение взято из другого показателя", _piece),
    "evidence.removed": ("Убрано подтверждение", _piece),
    "evidence.restored": ("Возвращено подтверждение", _piece),
    "evidence.viewed": ("Файл скачан", _piece),
    "evidence.shown": ("Файл показан на странице", _piece),
    "evidence.replaced": ("Файл заменён новой редакцией", _replaced),
    "evidence.sent_late": ("Подтверждение прислано, когда показатель был закрыт: не учитывается", _late),
    "evidence.confirmed": ("Подтверждение всё ещё верно", _piece),
    "link.asked": ("Запрошена проверка ссылки", _piece),
    "link.seen": ("Проверяющий открыл ссылку", _piece),
    "link.unseen": ("Отметка «открыл, видел» снята", _piece),
    "answer.carried_over": ("Взято из прошлогодней карты", _carried),
    "answer.typed_late": ("Введено, когда показатель был закрыт: не учитывается", _late),
    "objection.raised": ("Подано возражение", _objection),
    "objection.decided": ("Ответ на возражение", _decision),
    "map.submitted": ("Карта представлена", _signed),
    "signature.attached": ("Приложен файл подписи", _signature),
    "signature.removed": ("Убран файл подписи", _signature),
    "verdict.given": ("Заключение проверяющего", _verdict),
    "verdict.taken_back": ("Заключение отменено", _taken_back),
    "map.check_begun": ("Проверка начата", _nothing),
    "map.returned": ("Возвращена на исправление", _returned),
    "map.recalled": ("Снята с доработки", _undone),
    "map.verified": ("Проверка завершена", _points("verified_points")),
    "map.check_resumed": ("Проверка возобновлена", _nothing),
    "map.assigned": ("Карта закреплена за проверяющим", _hands),
    "map.unassigned": ("Закрепление карты снято", _hands),
    "map.handed_over": ("Карта передана другому проверяющему", _hands),
    "map.taken_over": ("Проверяющий взял карту себе", _hands),
    "reminder.sent": ("Напоминание школе", _letters),
    "reading.drawn": ("Начато второе чтение", _drawn),
    "reading.given": ("Второе чтение показателя", _verdict),
    "reading.entrusted": ("Расхождение поручено третьему", _entrusted),
    "reading.settled": ("Расхождение двух чтений решено", _settled),
    "reading.closed": ("Второе чтение закончено", _unread),
    "final.set": ("Итоговый балл", _final),
    "map.evaluated": ("Оценка завершена", _points("final_points")),
    "map.evaluation_resumed": ("Оценка возобновлена", _nothing),
    "map.approved": ("Результаты утверждены", _points("final_points")),
    "result.reopened": ("Утверждённый результат открыт для пересмотра", _reopened),
    "result.approved_again": ("Пересмотренный результат утверждён", _approved_again),
    "commission.changed": ("Состав комиссии", _member),
    "commission.carried_over": ("Состав комиссии взят из прошлого года", _taken),
    "protocol.written": ("Сведения о заседании комиссии", _requisites),
    "applicability.decided": ("Применимость показателя", _applicability),
    "advice.drawn": ("Составлены рекомендации", _nothing),
    "advice.written": ("Своя рекомендация методиста", _nothing),
    "advice.accepted": ("Рекомендация принята", _nothing),
    "advice.changed": ("Рекомендация изменена", _advised),
    "advice.dropped": ("Рекомендация снята", _nothing),
    "advice.undone": ("Решение о рекомендации отменено", _nothing),
    "advice.sent": ("Рекомендации отправлены школам", _sent_out),
    "advice.reminded": ("Напоминание об ознакомлении с рекомендациями", _sent_out),
    "advice.confirmed": ("Руководитель ознакомился с рекомендациями", _read_advice),
    "map.not_submitted": ("Карта не представлена, результаты утверждены без неё", _nothing),
    "term.extended": ("Срок заполнения продлён", _term),
}
