"""What must the reconciliation with ОО-1 say, on its page and in its tables? Every line is counted a second time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from reports.tests.readback.act import QUANTITIES, RULES, Rule
from reports.tests.readback.points import CHECKED, School
from reports.tests.readback.saying import of, short_day, tenths, whole, with_word
from reports.tests.readback.sheets import Cell, Rows
from reports.tests.readback.year import Year

SIGNED = CHECKED | {"submitted"}
KINDS = {"accepted": "принято", "corrected": "исправлено", "returned": "возвращено"}
LONG_DASH = "—"
ROWS = ("строки", "строк", "строк")
OF_SCHOOLS = ("школы", "школ", "школ")
# The rule the page explains, and the name of the form.
EXPLAINED = ("(2 человека или 5 %)", "Сверка с ОО-1", "Заявлено ОО-1 Разница")


@dataclass(frozen=True)
class Figure:
    """A denominator ОО-1 knows, where a school enters it."""

    rule: Rule
    title: str

    @property
    def codes(self) -> str:
        shared = [rule.code for rule in RULES.values() if rule.owners == (self.rule.code,)]
        sums = [rule.code for rule in RULES.values() if len(rule.owners) > 1 and self.rule.code in rule.owners]
        return ", ".join(shared) + (f"; в сумме {', '.join(sums)}" if sums else "")

    def day(self, year: Year) -> date:
        return date(year.raw.school_year + self.rule.of_new_form, 9, 20)


FIGURES = [
    Figure(rule, next(q["title"] for q in QUANTITIES.values() if q["reference_field"] == rule.form_field))
    for rule in RULES.values()
    if rule.owns_denominator and rule.form_field
]


@dataclass(frozen=True)
class Line:
    """One school and one figure."""

    school: School
    figure: Figure

    @property
    def claimed(self) -> int | None:
        return self.school.raw.answers[self.figure.rule.code].denominator if self.is_signed else None

    @property
    def is_signed(self) -> bool:
        return self.school.raw.state in SIGNED

    @property
    def form(self) -> int | None:
        forms = self.school.raw.new_form if self.figure.rule.of_new_form else self.school.raw.past_form
        return forms.get(self.figure.rule.form_field)

    @property
    def step(self) -> int | None:
        return None if self.claimed is None or self.form is None else self.claimed - self.form

    @property
    def share(self) -> Fraction | None:
        """In per cent of ОО-1; of fewer than ten people none."""
        if self.step is None or self.form is None or self.form < 10:
            return None
        return Fraction(100 * self.step, self.form)

    @property
    def allowed(self) -> int | None:
        """Whole people within 5 %, but never fewer than two."""
        return None if self.step is None or self.form is None else max(2, self.form * 5 // 100)

    @property
    def verdict(self) -> str:
        code = self.figure.rule.code
        kind, said = self.school.raw.judged.get(code, ""), self.school.raw.corrections.get(code)
        if not self.is_signed or not kind:
            return ""
        if said is None or said.denominator is None:
            return KINDS[kind]
        return f"исправлено: {of(said.numerator or 0, said.denominator)}"

    @property
    def reason(self) -> str:
        said = self.school.raw.corrections.get(self.figure.rule.code)
        return said.reason if said and self.is_signed else ""

    @property
    def note(self) -> str:
        return self.school.raw.notes[self.figure.rule.code] if self.is_signed else ""

    @property
    def is_beyond(self) -> bool:
        return self.step is not None and self.allowed is not None and abs(self.step) > self.allowed

    @property
    def conclusion(self) -> str:
        if self.claimed is None:
            return "нет данных школы"
        if self.form is None:
            return "нет сведений ОО-1"
        return "больше допуска" if self.is_beyond else "в пределах допуска"


def lines(year: Year) -> list[Line]:
    """Schools in the order of the register; what a school's levels rule out is not asked."""
    return [Line(s, figure) for s in year.schools for figure in FIGURES if s.applies(figure.rule)]


# --- the tables -----------------------------------------------------------------------------------


def rows(year: Year) -> Rows:
    return [_row(line, year) for line in lines(year)]


def _row(line: Line, year: Year) -> list[Cell]:
    return [
        line.school.name, line.figure.title, line.figure.codes, line.claimed, line.form,
        short_day(line.figure.day(year)), line.step, line.share, line.allowed, line.conclusion, line.note or None,
        line.verdict or None, line.reason or None,
    ]  # fmt: skip


def csv_rows(year: Year) -> list[list[str]]:
    return [[_text(value) for value in row] for row in rows(year)]


def _text(value: Cell) -> str:
    return "" if value is None else tenths(value) if isinstance(value, Fraction) else str(value)


# --- the page -------------------------------------------------------------------------------------


def around(year: Year) -> Iterator[str]:
    """On every page of it."""
    yield f"Годы мониторинга {year.title}"
    yield f"{year.title} учебный год"
    yield from _forms(year)
    found = lines(year)
    compared = sum(line.step is not None for line in found)
    yield f"Сверено {whole(compared)} из {with_word(len(found), *ROWS)}"


def _forms(year: Year) -> Iterator[str]:
    for title, is_new in (("Прошлогодняя форма", False), ("Новая форма", True)):
        asked = [figure for figure in FIGURES if figure.rule.of_new_form is is_new]
        told = [school for school in year.schools if any(_form(school, figure) is not None for figure in asked)]
        said = f"{len(told)} из {with_word(len(year.schools), *OF_SCHOOLS)}" if told else "не загружена"
        if told and len(told) < len(year.schools):
            said += ": кого нет"
        titles = "; ".join([asked[0].title, *(figure.title.lower() for figure in asked[1:])])
        yield f"{title}, на {short_day(asked[0].day(year))} {said} По ней сверяется: {titles}."


def _form(school: School, figure: Figure) -> int | None:
    return Line(school, figure).form


def on_page(year: Year, schools: list[School]) -> Iterator[str]:
    """The schools of one page, each named above its lines."""
    own = {school.raw.pk for school in schools}
    for school in schools:
        yield f"{school.name}{'' if school.raw.state in SIGNED else ' · карта не представлена'}"
    yield from (_said(line, year) for line in lines(year) if line.school.raw.pk in own)


def _said(line: Line, year: Year) -> str:
    name, code = line.school.name, line.figure.rule.code
    claimed = "нет" if line.claimed is None else f"{whole(line.claimed)} — к показателю {code}, {name}"
    form = "нет сведений" if line.form is None else f"{whole(line.form)} — сведения ОО-1, {name}"
    return " ".join([
        line.figure.title, line.figure.codes, claimed, form, f"на {short_day(line.figure.day(year))}", *_step(line),
        *_conclusion(line), line.note or ("пояснения нет" if line.is_beyond else LONG_DASH),
        " ".join(filter(None, (line.verdict, line.reason))) or LONG_DASH,
    ])  # fmt: skip


def _step(line: Line) -> Iterator[str]:
    if line.step is None:
        yield LONG_DASH
        return
    yield f"{'+' if line.step > 0 else ''}{whole(line.step)}"
    if line.share is not None:
        yield f"{'+' if line.share > 0 else ''}{tenths(line.share)} %"


def _conclusion(line: Line) -> Iterator[str]:
    if line.step is None:
        yield "не сверено"
        return
    yield "⚠ больше допуска" if line.is_beyond else "✓ в пределах допуска" if line.step else "✓ совпадает"
    yield f"допуск ±{line.allowed}"
