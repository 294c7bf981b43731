"""Does the school hear of a link that does not open before it signs, and only of such a link?"""

from __future__ import annotations

from datetime import timedelta

from monitoring.domain.checks import WARNING, CheckContext, find_problems
from monitoring.domain.evidence import dead_links
from monitoring.domain.link_watch import mark_seen
from monitoring.domain.sheet import read_sheet
from monitoring.queries.expert_map import answers_with_evidence
from monitoring.tests.looks import GONE, link, looked, words
from monitoring.tests.stories import again, submitted

HOUR = timedelta(hours=1)


def found(expert_map):
    dead = dead_links(answers_with_evidence(expert_map))
    problems = find_problems(CheckContext(read_sheet(again(expert_map)), {}, {}, dead=dead))
    return [(p.code, p.severity, p.text) for p in problems if p.check == "link_dead"]


def test_a_dead_link_is_told_with_its_title_and_a_way_out(expert_map, head, now):
    looked(link(expert_map, head, now), GONE, now)
    (code, severity, text) = found(expert_map)[0]
    assert (code, severity) == ("1.2", WARNING)
    assert text.startswith("Ссылка не открывается: «")
    assert text.endswith("». Проверьте адрес, замените ссылку или приложите файл.")


def test_nothing_is_said_of_a_link_that_opens_or_that_nobody_looked_at(expert_map, head, now):
    piece = link(expert_map, head, now)
    assert found(expert_map) == []
    looked(piece, words("a"), now)
    assert found(expert_map) == []
    looked(piece, GONE, now + HOUR)
    assert len(found(expert_map)) == 1
    looked(piece, words("a"), now + 2 * HOUR)
    assert found(expert_map) == []


def test_what_the_reviewer_has_opened_is_not_dead(expert_map, head, reviewer, now):
    piece = link(expert_map, head, now)
    submitted(expert_map, by=head)
    looked(piece, GONE, now)
    assert len(found(expert_map)) == 1
    mark_seen(expert_map=again(expert_map), code="1.2", evidence=piece, by=reviewer, at=now + HOUR)
    assert found(expert_map) == []
