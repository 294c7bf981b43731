"""Can any order of steps, legal or not, bring a map into an illegal state or its totals out of sum?

A machine knows the order of the year by heart (a model written apart from the product), plays random steps by random
people at random moments, and after each one holds the rows against the model and against an independent sum.
"""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from monitoring.domain.applicability import decide_applicability
from monitoring.domain.cycle import extend_filling
from monitoring.domain.evaluation import approve_results, complete_evaluation, resume_evaluation, set_final
from monitoring.domain.expert_map import record_answer
from monitoring.domain.reopening import approve_revised, reopen_result
from monitoring.domain.submission import submit
from monitoring.domain.verification import (
    Finding,
    complete_verification,
    give_verdict,
    recall,
    resume_verification,
    return_to_school,
)
from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle, Verdict
from monitoring.states import VerdictKind
from monitoring.tests.stories import accept_all, fill
from monitoring.tests.year_model import CODES, FEW, OWNERS, PEOPLE, THRESHOLDS, UPPER, YearModel
from scoring.engine.types import Policy

codes = st.sampled_from([*FEW, *UPPER, *CODES])
anyone = st.sampled_from(PEOPLE)


class Year(YearModel):
    """The steps anybody may try, in any order: the model says which of them must happen."""

    # --- the school ---

    def school_may_write(self, code: str) -> bool:
        if not self.applies(code):
            return False
        if self.state == "filling":
            return self.at < self.fill_ends
        return self.state == "returned" and self.at < self.return_ends and code in self.open

    @rule(
        code=codes,
        number=st.integers(0, 40),
        denominator=st.sampled_from([None, 100, 180, 300]),
        yes=st.booleans(),
        stale=st.booleans(),
    )
    def write(self, code, number, denominator, yes, stale):
        version = IndicatorAnswer.objects.get(expert_map=self.map_id, code=code).version
        if code == "3.1":
            values = {"parts": {level: yes if level == "ooo" else True for level in self.row.levels}}
        elif code in THRESHOLDS:
            values = {"numerator": number} | ({"denominator": denominator or 100} if code in OWNERS else {})
        else:
            values = {"fact": yes}
        before = self.answers()
        legal = self.school_may_write(code) and not stale
        if (
            self.play(
                legal,
                record_answer,
                expert_map=self.row,
                code=code,
                values=values,
                version=version + stale,
                by=self.people["head"],
            )
            and before != self.answers()
        ):
            self.touched.add(code)

    @rule()
    def fill_all(self):
        if self.state == "filling" and self.at < self.fill_ends:
            fill(self.row, by=self.people["head"], at=self.at)

    @rule(person=st.sampled_from(["head", "head", "head", "editor", "reviewer"]))
    def sign(self, person):
        asked = [row for row in self.answers() if row["code"] in self.open and self.applies(row["code"])]
        complete = all(self.is_filled(row) for row in asked)
        on_time = (self.state == "filling" and self.at < self.fill_ends) or (
            self.state == "returned" and self.at < self.return_ends and self.open <= self.touched
        )
        again = self.state == "submitted"
        if (
            not self.play(
                person == "head" and (again or (on_time and complete)),
                submit,
                expert_map=self.row,
                by=self.people[person],
            )
            or again
        ):
            return
        before, self.signed = self.signed, {row["code"]: row for row in self.answers()}
        moved = {code for code in CODES if before and before[code] != self.signed[code]}
        self.verdicts = {c: v for c, v in self.verdicts.items() if v["kind"] != "returned" and c not in moved}
        self.state, self.open = "submitted", set()

    # --- the reviewer ---

    @rule(
        code=codes,
        kind=st.sampled_from(VerdictKind),
        person=st.sampled_from(["reviewer", "reviewer", *PEOPLE]),
        unseen=st.sampled_from([False, False, False, True]),
        points=st.integers(0, 1),
        reason=st.sampled_from(["", "Причина", "Причина"]),
    )
    def judge(self, code, kind, person, unseen, points, reason):
        current = self.verdicts.get(code)
        seen = 10**9 if unseen else current and current["id"]
        legal = (
            self.state == "submitted"
            and person == "reviewer"
            and not unseen
            and (kind == "accepted" or (reason != "" and self.applies(code)))
        )
        finding = Finding(kind, reason=reason, points=points if kind == VerdictKind.CORRECTED else None)
        if self.play(
            legal,
            give_verdict,
            expert_map=self.row,
            code=code,
            finding=finding,
            seen_verdict=seen,
            by=self.people[person],
        ):
            self.remember(code)

    @rule()
    def accept_the_rest(self):
        if self.state == "submitted":
            accept_all(self.row, by=self.people["reviewer"], at=self.at)
            for code in CODES:
                self.remember(code)

    def remember(self, code):
        row = Verdict.objects.current().get(answer__expert_map=self.map_id, answer__code=code)
        self.verdicts[code] = {"id": row.pk, "kind": row.kind, "points": row.points}

    @rule(days=st.integers(-1, 9), person=st.sampled_from(["reviewer", "reviewer", *PEOPLE]))
    def send_back(self, days, person):
        wrong = {code for code, verdict in self.verdicts.items() if verdict["kind"] == "returned"}
        municipality = self.row.municipality
        day = municipality.today(self.at) + timedelta(days=days)
        legal = self.state == "submitted" and person == "reviewer" and bool(wrong) and days >= 0
        if self.play(legal, return_to_school, expert_map=self.row, last_day=day, by=self.people[person]):
            self.state, self.open, self.touched = "returned", wrong, set()
            self.return_ends = municipality.end_of(day)

    @rule(person=st.sampled_from(["reviewer", "reviewer", *PEOPLE]), reason=st.sampled_from(["", "Причина", "Причина"]))
    def take_back(self, person, reason):
        legal = self.state == "returned" and person == "reviewer" and reason != ""
        if self.play(legal, recall, expert_map=self.row, reason=reason, by=self.people[person]):
            self.state, self.open = "submitted", set()
            now = {row["code"]: row for row in self.answers()}
            for code in self.ruled_out:  # decided on since it was signed: the same claim may earn something else
                now[code]["claimed_points"] = self.signed[code]["claimed_points"]
            assert now == self.signed

    @rule(person=st.sampled_from(["reviewer", "reviewer", *PEOPLE]))
    def finish_check(self, person):
        judged = {code for code, verdict in self.verdicts.items() if verdict["kind"] != "returned"}
        decided = self.policy is Policy.STRICT or set(self.decided) == set(self.ruled_out)
        legal = self.state == "submitted" and person == "reviewer" and judged == set(CODES) and decided
        if self.play(legal, complete_verification, expert_map=self.row, by=self.people[person]):
            self.state = "verified"

    @rule(person=st.sampled_from(["reviewer", "reviewer", *PEOPLE]), reason=st.sampled_from(["", "Причина", "Причина"]))
    def resume_check(self, person, reason):
        legal = self.state == "verified" and person == "reviewer" and reason != ""
        if self.play(legal, resume_verification, expert_map=self.row, reason=reason, by=self.people[person]):
            self.state = "submitted"

    @rule(
        chosen=st.sets(st.sampled_from([*UPPER, *UPPER, "1.2"]), max_size=4),
        confirmed=st.booleans(),
        person=st.sampled_from(["reviewer", "reviewer", "reviewer", *PEOPLE]),
        reason=st.sampled_from(["", "Причина", "Причина"]),
    )
    def decide(self, chosen, confirmed, person, reason):
        legal = (
            self.policy is Policy.APPLICABLE
            and self.state == "submitted"
            and person == "reviewer"
            and reason != ""
            and bool(chosen)
            and chosen <= set(self.ruled_out)
        )
        if self.play(
            legal,
            decide_applicability,
            expert_map=self.row,
            codes=chosen,
            is_confirmed=confirmed,
            reason=reason,
            by=self.people[person],
        ):
            flipped = {code for code in chosen if (code in self.counts) is confirmed}
            self.counts = self.counts - chosen if confirmed else self.counts | chosen
            self.decided |= dict.fromkeys(chosen, confirmed)
            self.verdicts = {code: verdict for code, verdict in self.verdicts.items() if code not in flipped}

    def decide_the_rest(self):
        waiting = set(self.ruled_out) - set(self.decided)
        if waiting:
            self.decide(waiting, True, "reviewer", "Таких классов нет")

    # --- the methodologist and the coordinator ---

    @rule(
        code=codes,
        points=st.integers(-1, 2),
        person=st.sampled_from(["methodologist", "methodologist", *PEOPLE]),
        reason=st.sampled_from(["", "Причина", "Причина"]),
    )
    def settle(self, code, points, person, reason):
        verified = self.verdicts.get(code, {}).get("points")
        needs_reason = points != verified or (self.state == "reopened" and points != self.finals()[code])
        legal = (
            self.state in {"verified", "reopened"}
            and person == "methodologist"
            and self.applies(code)
            and points in (0, 1)
            and (reason != "" or not needs_reason)
        )
        self.play(
            legal, set_final, expert_map=self.row, code=code, points=points, reason=reason, by=self.people[person]
        )

    @rule(person=st.sampled_from(["methodologist", "methodologist", *PEOPLE]))
    def finish_evaluation(self, person):
        legal = self.state in {"verified", "reopened"} and person == "methodologist"
        if self.play(legal, complete_evaluation, expert_map=self.row, by=self.people[person]):
            self.state = {"verified": "evaluated", "reopened": "revised"}[self.state]

    @rule(person=st.sampled_from(["methodologist", *PEOPLE]), reason=st.sampled_from(["", "Причина"]))
    def resume_evaluation(self, person, reason):
        legal = self.state in {"evaluated", "revised"} and person == "methodologist" and reason != ""
        if self.play(legal, resume_evaluation, expert_map=self.row, reason=reason, by=self.people[person]):
            self.state = {"evaluated": "verified", "revised": "reopened"}[self.state]

    @rule(person=st.sampled_from(["coordinator", *PEOPLE]))
    def approve(self, person):
        """The other school of the cycle never signs: its term decides, too."""
        other_open = self.at < ExpertMap.objects.exclude(pk=self.map_id).get().fill_ends_at
        legal = person == "coordinator" and (self.approved or (self.state == "evaluated" and not other_open))
        cycle = MonitoringCycle.objects.select_related("municipality").get()
        if self.play(
            legal, approve_results, cycle=cycle, protocol_number="4", protocol_date=None, by=self.people[person]
        ):
            self.state = self.state if self.approved else "approved"
            self.approved = True

    @rule(person=st.sampled_from(["coordinator", *PEOPLE]), reason=st.sampled_from(["", "Причина", "Причина"]))
    def reopen(self, person, reason):
        legal = self.state == "approved" and person == "coordinator" and reason != ""
        if legal:
            self.in_force = self.finals()
        if self.play(legal, reopen_result, expert_map=self.row, reason=reason, by=self.people[person]):
            self.state = "reopened"
            assert self.finals() == self.in_force  # what was approved stays until it is changed

    @rule(
        person=st.sampled_from(["coordinator", *PEOPLE]),
        number=st.sampled_from(["", "7", "7"]),
        days=st.sampled_from([-3, 0, 0, 1]),
    )
    def approve_again(self, person, number, days):
        legal = self.state == "revised" and person == "coordinator" and number != "" and days <= 0
        day = self.row.municipality.today(self.at) + timedelta(days=days)
        if self.play(
            legal,
            approve_revised,
            expert_map=self.row,
            protocol_number=number,
            protocol_date=day,
            by=self.people[person],
        ):
            self.state = "approved"

    @rule(days=st.integers(1, 6), whom=st.booleans())
    def prolong(self, days, whom):
        row = self.row
        day = row.fill_last_day + timedelta(days=days)
        legal = not self.approved and self.state == "filling" and day >= row.municipality.today(self.at)
        if not whom:  # everyone: the other school may still be extended when this one is done
            return
        if self.play(
            legal,
            extend_filling,
            cycle=MonitoringCycle.objects.select_related("municipality").get(),
            expert_map=row,
            last_day=day,
            reason="Авария",
            by=self.people["coordinator"],
        ):
            self.fill_ends = row.municipality.end_of(day)

    @rule(hours=st.sampled_from([1, 1, 5, 24, 24 * 5, 24 * 13]))
    def wait(self, hours):
        self.at += timedelta(hours=hours)

    @rule()
    def carry_on(self):
        """The next step as an ordinary year takes it, so that the late states are visited often."""
        if self.state == "filling":
            self.fill_all()
        if self.state in {"filling", "returned"}:
            self.sign("head")
        elif self.state == "submitted":
            self.decide_the_rest()
            self.accept_the_rest()
            self.finish_check("reviewer")
        elif self.state in {"verified", "reopened"}:
            self.finish_evaluation("methodologist")
        else:
            self.carry_on_with_results()

    def carry_on_with_results(self):
        if self.state == "evaluated":
            self.at = max(self.at, self.fill_ends + timedelta(days=1))
            self.approve("coordinator")
        elif self.state == "approved":
            self.reopen("coordinator", "Найден договор")
        elif self.state == "revised":
            self.approve_again("coordinator", "7", 0)


def play(machine, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        ),
    )
    assert min(machine.steps["legal"], machine.steps["illegal"]) > examples
    late = {"reopen_result", "approve_revised"} | ({"decide_applicability"} if machine.ruled_out else set())
    assert {name for name in late if not machine.steps[name]} == set()  # the new steps were really taken
