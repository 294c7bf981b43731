"""How is the whole year of a district told: every act in its order, and a look at the screens met only on the way?"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from config.tests.browser import acts_filling, acts_founding, acts_judging
from config.tests.browser.people import Person
from config.tests.browser.screen import faults_of
from config.tests.browser.year import Year, last_finished_year, others_by_verbs


@dataclass
class Told:
    """A year that is over, and the faults of screens met only on the way."""

    year: Year
    faults: list[str] = field(default_factory=list)

    def person(self, name: str) -> Person:
        return self.year.people[name]

    def look(self, name: str, state: str) -> None:
        self.faults += faults_of(self.person(name).page, f"{name}, «{state}»")


def tell(told: Told, folder: Path) -> None:
    """СОШ № 12 goes through the screens from the first number to the result; its neighbours fill by verbs."""
    year = told.year
    acts_founding.found(year)
    told.look("координатор", "ещё ничего нет")
    acts_founding.import_register(year)
    acts_founding.import_figures(year, last_finished_year())
    acts_founding.invite_people(year)
    acts_founding.open_cycle(year)
    told.look("координатор", "цикл открыт")
    acts_filling.open_map(year, told.person("руководитель"))
    told.look("руководитель", "нетронутая карта")
    acts_filling.fill_map(year, picture(folder))
    acts_filling.sign(year)
    others_by_verbs(year, "fill_and_sign")
    acts_judging.verify(year)
    acts_filling.repair(year)
    acts_filling.sign(year)
    acts_judging.complete_verification(year)
    others_by_verbs(year, "verify")
    acts_filling.raise_objection(year)
    acts_judging.answer_objection(year)
    acts_judging.evaluate(year)
    acts_judging.keep_commission(year)
    acts_judging.approve(year)
    told.look("координатор", "год утверждён")


def picture(folder: Path) -> Path:
    path = folder / "договор.png"
    Image.new("RGB", (40, 40), "white").save(path)
    return path
