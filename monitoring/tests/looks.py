"""How do tests tell what a look at a link found? By the product's own verbs, without a network."""

from __future__ import annotations

import hashlib

from monitoring.domain.evidence import add_link
from monitoring.domain.link_check import write_down
from monitoring.domain.link_watch import want_looks
from monitoring.domain.page_look import Seen
from monitoring.models import Evidence, LinkCheck, LinkWatch
from monitoring.states import LinkState
from monitoring.tests.stories import again

PAGE = "https://school2.example.org/news/1"
OPENS = LinkState.OPENS


def link(expert_map, by, at, code="1.2", url=PAGE, **more) -> Evidence:
    return add_link(expert_map=again(expert_map), code=code, url=url, by=by, at=at, **more)


def words(text: str, final_url: str = PAGE, state: LinkState = LinkState.OPENS, title: str = "Новости") -> Seen:
    """A page that opens, with this text on it."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Seen(state, http_status=200, title=title, final_url=final_url, text=text, sha256=digest)


GONE = Seen(LinkState.DEAD, "Такой страницы на сайте нет (404).", 404)
SILENT = Seen(LinkState.DEAD, "Сайт не ответил вовремя.", may_pass=True)
NO_PROGRAMS = Seen(LinkState.UNCHECKED, "Сайт не пускает проверяющую программу (403). Откройте страницу сами.", 403)


def looked(evidence: Evidence, seen: Seen, at, *, at_submission: bool = False) -> LinkCheck | None:
    """One look wanted and done at `at`."""
    want_looks([evidence], at=at)
    watch = LinkWatch.objects.get(evidence=evidence)
    LinkWatch.objects.filter(pk=watch.pk).update(at_submission=at_submission)
    return write_down(watch=watch, seen=seen, at=at)


def fresh(evidence: Evidence) -> LinkWatch:
    return LinkWatch.objects.select_related("last", "kept").get(evidence=evidence)
