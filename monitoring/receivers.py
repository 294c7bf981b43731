"""What follows here from a change of the register? ОО-1 figures move warnings; a new municipality gets reasons."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from monitoring.domain import risk
from monitoring.domain.review_reasons import give_shipped_reasons
from schools.models import Municipality, ReferenceFigures
from schools.signals import figures_recorded, municipality_founded


@receiver(figures_recorded)
def count_warnings_again(sender: Any, figures: ReferenceFigures, **more: Any) -> None:
    risk.refresh_school(figures.school_id, figures.as_of)


@receiver(municipality_founded)
def begin_with_shipped_reasons(sender: Any, municipality: Municipality, at: datetime, **more: Any) -> None:
    give_shipped_reasons(municipality=municipality, at=at)
