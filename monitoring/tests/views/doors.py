"""Who meets a closed door? The same three refusals for every view of a map."""

from __future__ import annotations

from django.test import Client

ABSENT = 10_000_000


def turned_away(address: str, client_of, *, stranger, forbidden=None, method: str = "get") -> list[int]:
    """The answers to nobody, to a stranger of another municipality, and to a colleague without the right."""
    people = [Client(), client_of(stranger), *([client_of(forbidden)] if forbidden else [])]
    answers = [getattr(client, method)(address) for client in people]
    assert answers[0].headers["Location"].startswith("/accounts/login/")
    return [answer.status_code for answer in answers]


def parts_of(client: Client, address: str, data: dict):
    """What the page's script would send."""
    return client.post(address, data, headers={"X-Requested-With": "map-parts"})
