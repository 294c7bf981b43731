"""What lies before a school: every recommendation in force, what stood before it, who has read it?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from improvement.models import Delivery, Edition
from improvement.queries.editions import sent_to, superseded_for
from improvement.views.bank_screen import title_in
from monitoring.models import ExpertMap
from monitoring.states import UNDER_REVISION
from scoring.queries.rubric import rubric


@dataclass(frozen=True, slots=True)
class Lying:
    """A recommendation before the school, with its earlier editions, the latest first."""

    delivery: Delivery
    title: str
    before: tuple[Edition, ...]

    @property
    def edition(self) -> Edition:
        return self.delivery.edition

    @property
    def code(self) -> str:
        return self.edition.recommendation.code

    @property
    def audience(self) -> str:
        return self.edition.recommendation.get_audience_display()

    @property
    def is_group(self) -> bool:
        return self.edition.recommendation.is_group


@dataclass(frozen=True, slots=True)
class SchoolPage:
    lying: tuple[Lying, ...]
    is_revised: bool

    @property
    def unread(self) -> int:
        return sum(each.delivery.confirmed_at is None for each in self.lying)

    @property
    def last_read(self) -> Delivery | None:
        """The latest receipt given."""
        read = [each.delivery for each in self.lying if each.delivery.confirmed_at is not None]
        return max(read, key=lambda delivery: (delivery.confirmed_at, delivery.pk), default=None)


def school_page(expert_map: ExpertMap) -> SchoolPage:
    """Two queries beside the rubric, whatever lies there; one when nothing was changed after it was sent."""
    deliveries = sent_to(expert_map)
    before: dict[int, list[Edition]] = defaultdict(list)
    if any(delivery.edition.number > 1 for delivery in deliveries):
        for edition in superseded_for(expert_map):
            before[edition.recommendation_id].append(edition)
    titles = {i.code: i.short_title for i in rubric(expert_map.cycle.methodology_id).indicators}
    lying = tuple(
        Lying(each, title_in(titles, each.edition.recommendation.code), tuple(before[each.edition.recommendation_id]))
        for each in deliveries
    )
    return SchoolPage(lying, expert_map.state in UNDER_REVISION)
