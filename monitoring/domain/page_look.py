"""What does a look at a page find, in the words of a year: does it open, has it moved, is it gone?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitoring.domain.page_text import read_text
from monitoring.states import LinkState
from outbound import GuardedClient, Page, Refused, Unreachable, Untrusted

# The site is there and lets only people in: a person has to look.
NOT_FOR_PROGRAMS = frozenset({401, 403, 407, 429, 451})
NOT_FOUND = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Seen:
    """One look. `may_pass`: another try may find more. `sha256` is of the text, of the bytes where there is none."""

    state: LinkState
    error: str = ""
    http_status: int | None = None
    title: str = ""
    final_url: str = ""
    text: str = ""
    sha256: str = ""
    may_pass: bool = False


def look_at(client: GuardedClient, url: str) -> Seen:
    """Takes as long as the client allows; never inside a transaction."""
    try:
        page = client.read(url)
    except Refused as refusal:
        return Seen(LinkState.REFUSED, str(refusal))
    except Untrusted as doubt:
        return Seen(LinkState.UNCHECKED, str(doubt))
    except Unreachable as failure:
        return Seen(LinkState.DEAD, str(failure), may_pass=True)
    return _failed(page) if page.status >= 400 else _opened(page, url)


def _failed(page: Page) -> Seen:
    state, error = LinkState.DEAD, f"Сайт отказал ({page.status})."
    if page.status in NOT_FOR_PROGRAMS:
        state = LinkState.UNCHECKED
        error = f"Сайт не пускает проверяющую программу ({page.status}). Откройте страницу сами."
    elif page.status in NOT_FOUND:
        error = f"Такой страницы на сайте нет ({page.status})."
    elif page.status >= 500:
        error = f"Сайт отвечает ошибкой ({page.status})."
    may_pass = page.status >= 500 or page.status == 429
    return Seen(state, error, page.status, final_url=page.url, may_pass=may_pass)


def _opened(page: Page, url: str) -> Seen:
    read = read_text(page.body, page.content_type)
    kept = read.text.encode() or page.body
    return Seen(
        state=LinkState.MOVED if has_moved(url, page) else LinkState.OPENS,
        http_status=page.status,
        title=read.title,
        final_url=page.url,
        text=read.text,
        sha256=hashlib.sha256(kept).hexdigest() if kept else "",
    )


def has_moved(url: str, page: Page) -> bool:
    """Whether redirects led to another page: https, «www.» and a final slash make none."""
    return bool(page.redirects) and _place(page.url) != _place(page.redirects[0])


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return ((parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query)
