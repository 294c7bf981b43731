"""What about a link deserves the reviewer's second look? A part of warnings.py, with the same habits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitoring.domain.checks import LINK_DEAD
from monitoring.states import LinkState

if TYPE_CHECKING:
    from monitoring.domain.warnings import Found, Judged


@dataclass(frozen=True, slots=True)
class LinkFinding:
    """What the last look at a link found; `state` is None before the first. `is_seen`: the reviewer looked since."""

    state: LinkState | None
    error: str = ""
    final_url: str = ""
    is_changed: bool = False
    is_off_site: bool = False
    is_seen: bool = False


def link_dead(judged: Judged) -> Found:
    """A page that does not open proves nothing, unless the reviewer has seen it since."""
    dead = _links(judged, lambda link: link.state == LinkState.DEAD and not link.is_seen)
    return (LINK_DEAD, _told(dead, lambda link: link.error)) if dead else None


def link_off_site(judged: Judged) -> Found:
    """The page was the school's own and now is somebody else's."""
    moved = _links(judged, lambda link: link.is_off_site)
    if not moved:
        return None
    return ("Ссылка ушла с официального сайта школы", _told(moved, lambda link: f"теперь {link.final_url}."))


def link_changed(judged: Judged) -> Found:
    """What is read now is not what stood there when the head signed."""
    changed = _links(judged, lambda link: link.is_changed)
    if not changed:
        return None
    return (
        "Страница изменилась после представления",
        _told(changed, lambda link: "текст не тот, что при подписании: сравните сохранённые копии."),
    )


def link_unchecked(judged: Judged) -> Found:
    """Nobody has looked: neither the program could nor the reviewer did."""
    blind = {None, LinkState.UNCHECKED, LinkState.REFUSED}
    found = _links(judged, lambda link: link.state in blind and not link.is_seen)
    if not found:
        return None
    return ("Ссылка не проверена", _told(found, lambda link: link.error or "ждёт проверки; откройте её сами."))


def _links(judged: Judged, holds: Callable[[LinkFinding], bool]) -> list[tuple[str, LinkFinding]]:
    return [(piece.title, piece.link) for piece in judged.pieces if piece.link is not None and holds(piece.link)]


def _told(links: list[tuple[str, LinkFinding]], tell: Callable[[LinkFinding], str]) -> str:
    return " ".join(f"«{title}»: {tell(link)}" for title, link in links)
