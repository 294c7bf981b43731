"""What does the справка propose: what was accepted for the schools, or, until something is, what the deficits suggest?

Addressed recommendations and this section speak of one and the same: two sources would contradict each other before the
chief. Only what no recommendation can be about, maps that were not submitted and the filling in itself, is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from improvement.states import Audience
from reports.contexts.district import District
from reports.contexts.passages import numbered_text, paragraphs_text
from reports.contexts.results import Standing
from reports.contexts.statement_accepted import accepted_items, accepted_lead
from reports.contexts.wording import REACHED, full_stop, named, part_with_share, quoted
from reports.queries.advice_rows import AcceptedWords
from russian.plurals import plural

FEW = 3
NOT_ACCEPTED = (
    "Адресные рекомендации по итогам года не приняты, поэтому предложения составлены по результатам проверки "
    "экспертных карт."
)
LATER = "Предложения готовятся после завершения проверки экспертных карт."


@dataclass(frozen=True, slots=True)
class Proposal:
    """To whom or about what, on what grounds (which schools), what to do; `under` is whom a list of them is for."""

    addressee: str
    grounds: str
    advice: str
    under: str = ""

    @property
    def text(self) -> str:
        addressee = f"{self.addressee}." if self.addressee else ""
        return " ".join(filter(None, (addressee, self.grounds, self.advice)))


@dataclass(frozen=True, slots=True)
class Proposals:
    """`lead` says whence they are; without results there is nothing to say it of."""

    lead: str = ""
    items: tuple[Proposal, ...] = ()

    @property
    def text(self) -> str:
        """Numbered through all lists, each under the words whom it is for."""
        return paragraphs_text(filter(None, [self.lead, *self._lists()])) or LATER

    def _lists(self) -> Iterator[str]:
        first = 1
        for under, group in groupby(self.items, key=lambda item: item.under):
            texts = [item.text for item in group]
            yield from [f"{under}:"] if under else []
            yield numbered_text(texts, first)
            first += len(texts)


def proposals(district: District, accepted: AcceptedWords) -> Proposals:
    if accepted:
        return Proposals(accepted_lead(accepted), tuple(_accepted(district, accepted)))
    items = (*_low(district), *_absent(district), *_by_indicator(district), *_quality(district))
    return Proposals(NOT_ACCEPTED if items and district.has_results else "", items)


def _accepted(district: District, accepted: AcceptedWords) -> Iterator[Proposal]:
    """By target group in the order of their list; the centre is last of them, and has its own work beside."""
    for audience in Audience:
        for about, advice in accepted_items(audience, accepted, district.rubric):
            yield Proposal("", about, advice, audience.label)
    for item in _quality(district):
        yield replace(item, addressee="", under=Audience.CENTRE.label)
    for item in _absent(district):
        yield replace(item, addressee="", under=item.addressee)


def _low(district: District) -> Iterator[Proposal]:
    low = [row for row in district.schools if row.group == "low"]
    if low:
        yield Proposal(
            "Руководителям организаций с низкой степенью эффективности",
            full_stop(named(low)),
            "Разработать план мероприятий по повышению эффективности системы работы по самоопределению "
            "и профессиональной ориентации обучающихся с учётом рекомендаций, указанных в результатах организации.",
        )


def _absent(district: District) -> Iterator[Proposal]:
    absent = [row for row in district.schools if row.standing is Standing.ABSENT]
    if absent and not district.filling_is_open:
        yield Proposal(
            "Руководителям организаций, не представивших экспертные карты",
            full_stop(named(absent)),
            "Сообщить отделу образования причины и обеспечить участие в следующем цикле: "
            "участие в мониторинге обязательно.",
        )


def _by_indicator(district: District) -> Iterator[Proposal]:
    """For indicators fewer than half reached; where there are none, for the three rarest not reached by all."""
    rarest = sorted((line for line in district.indicators if line.missed), key=lambda line: line.share or 0)
    attention = [line for line in district.indicators if line.is_deficit] or rarest[:FEW]
    for line in attention:
        schools = [missed.school for missed in line.missed]
        yield Proposal(
            f"Показатель {line.code} {quoted(line.indicator.short_title)}",
            f"Не {plural(len(schools), REACHED)} {part_with_share(len(schools), line.applicable)}: {named(schools)}.",
            line.indicator.recommendation,
        )


def _quality(district: District) -> Iterator[Proposal]:
    centre = district.letterhead.methodical_centre
    if centre and district.trust.indicators:
        codes = ", ".join(line.indicator.code for line in district.trust.indicators[:5])
        yield Proposal(
            centre,
            "",
            f"Провести консультации по заполнению показателей, которые чаще других исправлялись при проверке: {codes}.",
        )
