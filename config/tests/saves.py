"""How does a school's browser save, as the server sees it? Clients with a diary of what was acknowledged to them."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random
from threading import Event
from urllib.parse import urlencode

from config.tests.serving import PASSWORD

TIMEOUT = 30  # seconds a request may take
TRIES = 400  # of one save, before the server counts as gone
PRIME = 10_007  # numerators stay below it, denominators do not: no pair of them ever contradicts
LOST = (OSError, HTTPException)

Values = dict[str, int]


class UnexpectedAnswer(AssertionError):
    """The server answered something no browser of ours would expect."""


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Browser:
    """Cookies and forms of one person; a lost connection raises one of LOST."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answered:
        return self._ask("GET", path, None, {})

    def post(self, path: str, values: dict, **headers: str) -> Answered:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.cookies.get("csrf", "")}
        return self._ask("POST", path, urlencode(values), sent)

    def sign_in(self, email: str) -> None:
        self.get("/accounts/login/")
        answered = self.post("/accounts/login/", {"login": email, "password": PASSWORD})
        if answered.status != 302:
            raise UnexpectedAnswer(f"signing in as {email}: {answered.status}\n{answered.text[:2000]}")

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answered:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            connection.request(method, path, body=body, headers=headers | {"Cookie": cookies})
            response = connection.getresponse()
            text = response.read().decode()  # IncompleteRead when the line breaks off
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Answered(response.status, dict(response.headers.items()), text)


class MapPage(HTMLParser):
    """The inputs of the page of a map: {code: {"version": "3", "numerator": "104", …}}."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.answers: dict[str, dict[str, str]] = {}
        self.parts: dict[str, dict[str, str]] = {}
        self._code = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if tag == "form" and found.get("class") == "answer":
            self._code = found["action"].split("/indicators/")[1].split("/")[0]
            self.answers[self._code] = {}
        elif tag == "input" and self._code and found.get("name") in {"version", "numerator", "denominator"}:
            self.answers[self._code][found["name"]] = found["value"]
        if "id" in found:
            self.parts[found["id"]] = found
        if "data-stored" in found:
            self.parts["conflict"] = found

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._code = ""


@dataclass
class Diary:
    """What was sent and what was acknowledged, one line each; an acknowledgement is on the disk before it counts."""

    path: Path
    sent: int = 0
    acknowledged: int = 0

    def __post_init__(self) -> None:
        self._file = self.path.open("a", encoding="utf-8")

    def send(self, map_id: int, code: str, values: Values) -> int:
        self.sent += 1
        self._write({"sent": self.sent, "map": map_id, "code": code, "values": values})
        return self.sent

    def acknowledge(self, number: int) -> None:
        self._write({"acknowledged": number})
        os.fsync(self._file.fileno())
        self.acknowledged += 1

    def close(self) -> None:
        self._file.close()

    def _write(self, line: dict) -> None:
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()


@dataclass
class Filler:
    """Fills some indicators of one map, as static/js/answer.js does: one request at a time, under the version held."""

    browser: Browser
    map_id: int
    diary: Diary
    dice: Random
    broken: int = 0
    taken_over: int = 0

    def __post_init__(self) -> None:
        self._step, self._count = self.dice.randrange(1, PRIME), self.dice.randrange(PRIME)
        self.open_page()

    def open_page(self) -> None:
        """Holds the versions of every indicator with people to count."""
        answers = MapPage(self.browser.get(f"/maps/{self.map_id}/").text).answers
        self.held = {code: inputs for code, inputs in answers.items() if "numerator" in inputs}

    def take_share(self, number: int, of: int) -> None:
        """Opens the page again and fills every `of`-th indicator only: colleagues fill the others."""
        self.open_page()
        self.held = dict(list(self.held.items())[number::of])

    def enter_denominators(self) -> None:
        """Owners first: then every later numerator fits under what it is counted from."""
        for code in sorted(self.held, key=lambda code: "denominator" not in self.held[code]):
            self.save(code)

    def run(self, stop: Event, most: int) -> None:
        for _ in range(most):
            if stop.is_set():
                return
            self.save(self.dice.choice(list(self.held)))

    def save(self, code: str) -> None:
        """Until it is acknowledged. After a lost answer the person now and then types on: then the version is stale."""
        values, tried = self._typed(code), []
        for _ in range(TRIES):
            tried.append(values)
            number = self.diary.send(self.map_id, code, values)
            try:
                answered = self._post(code, values)
            except LOST:
                self.broken += 1
                time.sleep(self.dice.uniform(0.01, 0.2))
                values = self._typed(code) if self.dice.random() < 0.5 else values
                continue
            if answered.status == 200 and answered.headers.get("X-Map-Parts") == "saved":
                self._settle(code, number, answered)
                return
            self._take_over(code, answered, tried)
        raise UnexpectedAnswer(f"map {self.map_id}, {code}: not saved in {TRIES} tries")

    def _post(self, code: str, values: Values) -> Answered:
        path = f"/maps/{self.map_id}/indicators/{code}/"
        return self.browser.post(path, values | {"version": self.held[code]["version"]}, X_Requested_With="map-parts")

    def _settle(self, code: str, number: int, answered: Answered) -> None:
        self.held[code]["version"] = MapPage(answered.text).parts[f"version-{code.replace('.', '-')}"]["value"]
        self.diary.acknowledge(number)

    def _take_over(self, code: str, answered: Answered, tried: list[Values]) -> None:
        """A newer answer that is our own unacknowledged one is no conflict: its version is held from now on."""
        if answered.status != 409:
            raise UnexpectedAnswer(f"map {self.map_id}, {code}: {answered.status}\n{answered.text[:2000]}")
        conflict = MapPage(answered.text).parts["conflict"]
        stored = json.loads(conflict["data-stored"])
        if not any(all(stored[name] == str(value) for name, value in values.items()) for values in tried):
            raise UnexpectedAnswer(f"map {self.map_id}, {code}: nobody of ours wrote {stored}")
        self.held[code]["version"] = conflict["data-version"]
        self.taken_over += 1

    def _typed(self, code: str) -> Values:
        """Numbers this filler has not typed before (within 10,007 saves), on either side of any threshold."""
        self._count += 1
        values = {"numerator": self._count * self._step % PRIME}
        if "denominator" in self.held[code]:
            values["denominator"] = PRIME + self._count
        return values
