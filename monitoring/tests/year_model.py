"""What does the model of a year know by heart, apart from the product, and what must always hold?

The rows are held against it after every step, and the totals against an independent sum; test_workflow.py plays.
"""

from __future__ import annotations

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, invariant

from journal.models import JournalEntry
from monitoring.errors import MonitoringError
from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle, Verdict
from monitoring.tests.cast import NOW
from monitoring.tests.stories import ANSWERS
from scoring.engine.types import Policy

THRESHOLDS = {
    "1.1": 30,
    "1.2": 50,
    "1.3": 70,
    "1.4": 30,
    "1.5": 50,
    "1.7": 20,
    "4.1": 20,
    "4.2": 20,
    "5.3": 20,
    "6.2": 70,
    "7.1": 70,
}
OWNERS = {code for code, values in ANSWERS.items() if "denominator" in values}
CODES = list(ANSWERS)
FEW = ["1.2", "1.4", "5.2", "5.3", "3.1", "1.6"]  # a small field, so that paths cross
PEOPLE = ["head", "editor", "reviewer", "methodologist", "coordinator", "observer"]
FIELDS = ("code", "numerator", "denominator", "fact", "parts", "claimed_points")

# What a school without 10–11 classes cannot have: its maximum is 19.
UPPER = ["1.3", "1.5", "3.2", "7.1"]
# A change of a result, or a step back, says why; a verdict does where the score changes or returns.
EXPLAINED = {
    "map.recalled",
    "map.check_resumed",
    "map.evaluation_resumed",
    "result.reopened",
    "result.approved_again",
    "applicability.decided",
    "term.extended",
}


class YearModel(RuleBasedStateMachine):
    """`people` and `map_id` come from the test's fixtures; every example runs in a transaction of its own."""

    people: dict
    map_id: int
    steps: Counter
    policy = Policy.STRICT
    ruled_out: tuple[str, ...] = ()

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at = NOW
        self.state, self.verdicts, self.open, self.touched, self.signed = "filling", {}, set(CODES), set(), None
        self.approved = False
        self.decided, self.counts, self.in_force = {}, set(), None
        self.fill_ends, self.return_ends = self.row.fill_ends_at, None

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def row(self) -> ExpertMap:
        return ExpertMap.objects.with_context().get(pk=self.map_id)

    def answers(self) -> list[dict]:
        return list(IndicatorAnswer.objects.filter(expert_map=self.map_id).order_by("position").values(*FIELDS))

    def play(self, legal: bool, verb, **given) -> bool:
        """The step happens exactly when the model says so; a refusal leaves the journal as it was."""
        before = JournalEntry.objects.count()
        self.steps["legal" if legal else "illegal"] += 1
        self.steps[verb.__name__] += legal
        try:
            verb(at=self.at, **given)
        except (MonitoringError, PermissionDenied):
            assert legal is False, f"{verb.__name__} was refused in {self.state}"
            assert JournalEntry.objects.count() == before
            return False
        assert legal is True, f"{verb.__name__} went through in {self.state}"
        for entry in JournalEntry.objects.order_by("pk")[before:]:
            self.is_told(entry, by=given["by"])
        return True

    def is_told(self, entry: JournalEntry, *, by) -> None:
        """Every change has who, when, old, new, why."""
        assert (entry.by_id, entry.by_name, entry.at) == (by.pk, by.full_name, self.at)
        old, new = entry.old, entry.new
        if entry.action == "answer.recorded":
            assert set(old) == set(new)
            assert all(old[field] != new[field] for field in new)
        if entry.action == "verdict.given":
            assert (new["kind"] == "accepted" or entry.reason != "") is True
        if entry.action == "final.set":
            verified = self.verdicts[entry.target]["points"]
            assert (new in (0, 1) and (new == verified or entry.reason != "")) is True
        if entry.action in EXPLAINED:
            assert entry.reason != ""
        if entry.action in {"result.reopened", "result.approved_again"}:
            assert {code: points for code, (points, _) in old["indicators"].items()} == self.in_force
        if entry.action == "result.approved_again":
            now = self.finals()
            moved = {
                code: [self.in_force[code], points] for code, points in now.items() if points != self.in_force[code]
            }
            assert (new["points"], new["changed"]) == (sum(filter(None, now.values())), moved)

    def finals(self) -> dict[str, int | None]:
        return dict(IndicatorAnswer.objects.filter(expert_map=self.map_id).values_list("code", "final_points"))

    def applies(self, code: str) -> bool:
        return code not in self.ruled_out or code in self.counts

    # --- what always holds ---

    @staticmethod
    def is_filled(row) -> bool:
        if row["code"] == "3.1":
            return len(row["parts"]) >= 2
        if row["code"] in THRESHOLDS:
            return row["claimed_points"] is not None
        return row["fact"] is not None

    def points(self, row, contests) -> int | None:
        """The score by hand: none while empty or left out of the maximum, else 0 or 1."""
        if not self.applies(row["code"]):
            return None if self.policy is Policy.APPLICABLE else 0
        if row["code"] == "3.1":
            return int(all(row["parts"].values())) if len(row["parts"]) >= 2 else None
        if row["code"] not in THRESHOLDS:
            return None if row["fact"] is None else int(row["fact"])
        if row["code"] == "5.3" and contests is False:
            return 0
        if row["numerator"] is None or row["denominator"] is None:
            return None
        return int(row["denominator"] > 0 and 100 * row["numerator"] >= THRESHOLDS[row["code"]] * row["denominator"])

    @invariant()
    def the_rows_are_what_the_model_says(self):
        row = self.row
        assert (row.state, row.judged) == (self.state, len(self.verdicts))
        current = Verdict.objects.current().filter(answer__expert_map=row)
        assert {v["answer__code"]: v["kind"] for v in current.values("answer__code", "kind")} == {
            code: verdict["kind"] for code, verdict in self.verdicts.items()
        }
        opened = set(row.answers.filter(is_open=True).values_list("code", flat=True))
        assert opened == self.open

    @invariant()
    def the_totals_are_the_sums(self):
        row, rows = self.row, self.answers()
        contests = next(r["fact"] for r in rows if r["code"] == "5.2")
        by_hand = [self.points(r, contests) for r in rows]
        assert [r["claimed_points"] for r in rows] == by_hand
        assert row.claimed_points == sum(filter(None, by_hand))
        asked = [points for r, points in zip(rows, by_hand, strict=True) if self.applies(r["code"])]
        maximum = len(asked) if self.policy is Policy.APPLICABLE else 23
        assert (row.filled, row.maximum) == (sum(points is not None for points in asked), maximum)
        verified = {code: verdict["points"] for code, verdict in self.verdicts.items() if verdict["points"] is not None}
        assert row.verified_points == (sum(verified.values()) if verified else None)
        stored = dict(row.answers.values_list("code", "verified_points"))
        assert {code: points for code, points in stored.items() if points is not None} == verified
        finals = [points for points in row.answers.values_list("final_points", flat=True) if points is not None]
        assert row.final_points == (sum(finals) if finals else None)
        given = len(verified) if self.state not in {"filling", "submitted", "returned"} else 0
        assert len(finals) == given
        assert (given in {0, maximum}) is True
        assert row.reopenings.filter(approved_at=None).count() == (self.state in {"reopened", "revised"})
        assert MonitoringCycle.objects.get().is_approved is self.approved
