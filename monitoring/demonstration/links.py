"""What became of the demonstration district's links? Told as if a program had looked: nobody is asked."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from random import Random

from monitoring.domain.link_check import write_down
from monitoring.domain.link_sending import links_of
from monitoring.domain.link_watch import want_looks
from monitoring.domain.page_look import Seen
from monitoring.models import Evidence, LinkWatch, MonitoringCycle
from monitoring.states import LinkState
from russian.dates import long_date

GONE = Seen(LinkState.DEAD, "Такой страницы на сайте нет (404).", 404)
CLOSED = Seen(LinkState.UNCHECKED, "Сайт не пускает проверяющую программу (403). Откройте страницу сами.", 403)
# Of a hundred pages.
DEAD, SHUT, MOVED = 3, 2, 3


def tell_looks(cycle: MonitoringCycle, *, seed: int) -> None:
    """Every link of the year, drafts too, looked at five minutes after it was last signed, saved or added."""
    links = links_of(cycle.pk)
    for link in links:
        saved = link.expert_map.first_submitted_at or link.expert_map.last_saved_at or link.added_at
        saved = max(saved, link.added_at)  # added to a returned map, or after the last answer
        dice = Random(f"{seed}:{link.url}")  # noqa: S311 made-up data
        want_looks([link], at=saved)
        LinkWatch.objects.filter(evidence=link).update(at_submission=link.expert_map.was_submitted)
        watch = LinkWatch.objects.get(evidence=link)
        write_down(watch=watch, seen=_seen(link, dice), at=saved + timedelta(minutes=5))


def _seen(link: Evidence, dice: Random) -> Seen:
    roll = dice.randrange(100)
    if roll < DEAD:
        return GONE
    if roll < DEAD + SHUT:
        return CLOSED
    moved = roll < DEAD + SHUT + MOVED
    final = link.url.replace("/prof/", "/novosti/prof/") if moved else link.url
    text = _words(link, dice)
    digest = hashlib.sha256(text.encode()).hexdigest()
    state = LinkState.MOVED if moved else LinkState.OPENS
    return Seen(state, http_status=200, title=link.title, final_url=final, text=text, sha256=digest)


def _words(link: Evidence, dice: Random) -> str:
    """A made-up page of a made-up school."""
    held = f"{long_date(link.dated)} " if link.dated else ""
    return "\n".join(
        [
            f"{link.expert_map.school.short_name}. Официальный сайт (вымышленная школа)",
            "Главная | Сведения об образовательной организации | Профориентация | Новости",
            link.title,
            f"{held}состоялось мероприятие по профессиональной ориентации обучающихся.",
            f"Участвовали {dice.randint(20, 140)} обучающихся 8–11 классов и представители предприятий района.",
            "Обучающиеся познакомились с профессиями, задали вопросы специалистам и выполнили пробные задания.",
        ]
    )
