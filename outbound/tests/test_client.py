"""Does the client keep its limits before real servers, however strange they are?"""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import zlib

import httpcore
import pytest

from outbound.client import BROKEN, MOST_BYTES, NOT_TRUSTED, ROUND_AND_ROUND, GuardedClient
from outbound.connecting import NO_SUCH_NAME, TOO_SLOW, system_dial, system_resolve
from outbound.errors import Refused, Unreachable, Untrusted
from outbound.targets import INSIDE, ODD_PORT, Guard
from outbound.tests.sites import certificate_for, page, sent_to, site

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NAME = "school.example.org"
PACKED = gzip.compress(b"text", mtime=0)  # the same in every process of the tests
SYSTEM = ssl.create_default_context()  # reading it takes longer than most of these tests


def client(*sites, **more):
    """Lets exactly these servers through; every name leads to the loopback interface."""
    opened = [one.place for one in sites]
    return GuardedClient(
        **{"user_agent": "test", "opened": opened, "trust": SYSTEM, "resolve": lambda *asked: ["127.0.0.1"]} | more
    )


def refused(reader, url, error=Refused):
    with pytest.raises(error) as found:
        reader.read(url)
    return str(found.value)


def test_a_page_is_read(tmp_path):
    with site({"/a?b=1": page("<p>да</p>")}) as served:
        read = client(served).read(served.url("/a?b=1", NAME))
    assert (read.status, read.body, read.is_whole) == (200, "<p>да</p>".encode(), True)
    assert (read.url, read.content_type, read.redirects) == (
        served.url("/a?b=1", NAME), "text/html; charset=utf-8", (),
    )  # fmt: skip


def test_nothing_of_ours_is_told(monkeypatch):
    """No cookie comes back, no proxy of the environment is used, no password of a netrc file."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    answers = {"/": page("", "Set-Cookie: a=1", "Location: /b", status="302 Found"), "/b": page("ok")}
    with site(answers) as served:
        reader = client(served, user_agent="Links")
        assert reader.read(served.url("/", NAME)).body == b"ok"
    names = [[line.split(":")[0].lower() for line in asked.split("\r\n")[1:] if line] for asked in served.asked]
    assert [sorted(found) for found in names] == [
        ["accept", "accept-encoding", "accept-language", "connection", "host", "user-agent"]
    ] * 2
    assert f"Host: {NAME}:{served.port}" in served.asked[0]


def test_only_the_very_place_is_let_through():
    """The argument opens one address with one port, not the interface."""
    with site({"/": page("ok")}) as served, site({"/": page("no")}) as other:
        assert client(served).read(served.url()).body == b"ok"
        assert refused(client(served), other.url()) == ODD_PORT.format(other.port)
        assert refused(client(served), f"http://127.0.0.2:{served.port}/") == ODD_PORT.format(served.port)
        assert refused(client(served), "http://127.0.0.1/") == INSIDE
        assert refused(client(), served.url()) == ODD_PORT.format(served.port)
    assert other.asked == []


@pytest.mark.parametrize("status", ["404 Not Found", "500 Internal Server Error", "403 Forbidden", "410 Gone"])
def test_an_error_of_the_site_is_an_answer(status):
    with site({"/": page("long text", status=status)}) as served:
        read = client(served).read(served.url())
    assert (read.status, read.body) == (int(status[:3]), b"")


def test_an_endless_body_is_read_to_the_limit():
    def endless(write):
        page("")(write)
        while True:
            write(b"x" * 65536)

    with site({"/": endless}) as served:
        read = client(served).read(served.url())
    assert (len(read.body), read.is_whole) == (MOST_BYTES, False)


def test_a_body_of_just_the_limit_is_whole():
    with site({"/": page(b"x" * MOST_BYTES)}) as served:
        read = client(served).read(served.url())
    assert (len(read.body), read.is_whole) == (MOST_BYTES, True)


@pytest.mark.parametrize("stage", ["head", "body", "headers without end"])
def test_a_drop_at_a_time_does_not_hold_the_line(stage):
    def drip(write):
        write({"head": b"HTTP/1.1 200 O", "body": b"HTTP/1.1 200 OK\r\n\r\n"}.get(stage, b"HTTP/1.1 200 OK\r\n"))
        while True:
            write(b"X: y\r\n" if stage.startswith("headers") else b"x")
            time.sleep(0.05)

    with site({"/": drip}) as served:
        started = time.monotonic()
        said = refused(client(served, seconds=1), served.url(), Unreachable)
        assert time.monotonic() - started < 2
    assert said == TOO_SLOW


def test_silence_ends_too():
    with site({"/": lambda write: time.sleep(30)}) as served:
        started = time.monotonic()
        assert refused(client(served, seconds=0.5), served.url(), Unreachable) == TOO_SLOW
        assert time.monotonic() - started < 1.5


def test_one_limit_of_time_for_all_redirects():
    def slow(write):
        time.sleep(0.4)
        sent_to("/")(write)

    with site({"/": slow}) as served:
        assert refused(client(served, seconds=1), served.url(), Unreachable) == TOO_SLOW
        assert len(served.asked) == 3


def test_a_name_server_that_keeps_silent(monkeypatch):
    """The system's own call cannot be stopped; it is not waited for."""
    answers = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **how: answers.wait(30))
    started = time.monotonic()
    with pytest.raises(Unreachable, match=TOO_SLOW):
        system_resolve(NAME, 80, 0.1)
    assert time.monotonic() - started < 10
    answers.set()


def test_a_name_that_leads_nowhere():
    assert refused(client(resolve=lambda *asked: []), "http://school.example.org/", Unreachable) == NO_SUCH_NAME


def test_a_bomb_stays_packed():
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b"\0" * 2**20) for _ in range(300)) + packer.flush()
    assert len(bomb) < MOST_BYTES
    with site({"/": page(bomb, "Content-Encoding: gzip")}) as served:
        started = time.monotonic()
        read = client(served).read(served.url())
        assert time.monotonic() - started < 2
    assert (len(read.body), read.is_whole) == (MOST_BYTES, False)


def test_a_bomb_of_nothing_is_counted_as_sent():
    """Empty blocks for ever: nothing unpacked, everything sent."""

    def nothing(write):
        page("", "Content-Encoding: gzip")(write)
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        while True:
            write(packer.flush(zlib.Z_FULL_FLUSH) * 10_000 or packer.compress(b""))

    with site({"/": nothing}) as served:
        read = client(served, seconds=5).read(served.url())
    assert read.is_whole is False


@pytest.mark.parametrize(
    ("encoding", "body", "expected"),
    [
        ("gzip", PACKED, (b"text", True)),
        ("GZIP", PACKED, (b"text", True)),
        ("identity", b"text", (b"text", True)),
        ("gzip", b"not packed", (b"", False)),
        ("br", b"\x1b\x00", (b"", False)),
        ("gzip, gzip", gzip.compress(PACKED, mtime=0), (b"", False)),
    ],
)
def test_only_what_was_asked_for_is_unpacked(encoding, body, expected):
    with site({"/": page(body, f"Content-Encoding: {encoding}")}) as served:
        read = client(served).read(served.url())
    assert (read.body, read.is_whole) == expected


def test_redirects_are_followed_five_times():
    answers = {f"/{step}": sent_to(f"/{step + 1}") for step in range(5)} | {"/5": page("end")}
    with site(answers) as served:
        read = client(served).read(served.url("/0"))
    assert (read.body, read.url, len(read.redirects)) == (b"end", served.url("/5"), 5)


@pytest.mark.parametrize("path", ["/", "/other"])
def test_a_circle_of_redirects_ends(path):
    with site({"/": sent_to(path), "/other": sent_to("/")}) as served:
        assert refused(client(served), served.url()) == ROUND_AND_ROUND
        assert len(served.asked) == 6


@pytest.mark.parametrize(
    "location",
    [
        "http://10.0.0.1/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "//192.168.0.1/",
        "http://2130706433/",
        "http://localhost/",
        "http://a:b@school.example.org/",
        "http://school.example.org:22/",
        "file:///etc/passwd",
        "ftp://school.example.org/",
        "gopher://school.example.org/",
        "javascript:alert(1)",
        "http://[64:ff9b::a00:1]/",
        "mailto:a@school.example.org",
    ],
)
def test_a_redirect_is_checked_like_any_address(location):
    dialled = []

    def dial(address, port, seconds):
        dialled.append(port)
        return system_dial(address, port, seconds)

    with site({"/": sent_to(location)}) as served:
        refused(client(served, dial=dial), served.url())
        assert dialled == [served.port]


def test_a_name_that_changes_its_mind():
    """Open first, forbidden next: the first answer is the one connected to; at a redirect the next one is checked."""
    said = []

    def rebinding(host, port, seconds):
        said.append(host)
        return ["127.0.0.1"] if len(said) == 1 else ["10.0.0.1"]

    with site({"/": page("ok"), "/away": sent_to("/")}) as served:
        assert client(served, resolve=rebinding).read(served.url("/", NAME)).body == b"ok"
        assert (said, len(served.asked)) == ([NAME], 1)
        said.clear()
        assert refused(client(served, resolve=rebinding), served.url("/away", NAME)) == ODD_PORT.format(served.port)
        assert (said, len(served.asked)) == ([NAME, NAME], 2)


def test_a_certificate_is_checked_by_the_name(tmp_path):
    context, authority = certificate_for(NAME, tmp_path)
    trust = ssl.create_default_context(cafile=authority)
    with site({"/": page("ok")}, context) as served:
        reader = client(served, trust=trust)
        assert reader.read(served.url("/", NAME, "https")).body == b"ok"
        # The right authority and another name, the right name and no authority: neither is the school's site.
        assert refused(reader, served.url("/", "other.example.org", "https"), Untrusted) == NOT_TRUSTED
        assert refused(client(served), served.url("/", NAME, "https"), Untrusted) == NOT_TRUSTED
    assert len(served.asked) == 1


def test_a_server_that_speaks_no_http():
    with site({"/": lambda write: write(b"220 mail.example.org ESMTP\r\n")}) as served:
        assert refused(client(served), served.url(), Unreachable) == BROKEN
        assert refused(client(served, seconds=0.5), served.url("/", NAME, "https"), Unreachable) == TOO_SLOW


def test_heads_of_a_megabyte_are_not_kept():
    with site({"/": lambda write: write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 2**20)}) as served:
        assert refused(client(served), served.url(), Unreachable) == BROKEN


def test_nobody_at_home():
    with site({}) as served:
        pass
    assert refused(client(served), served.url(), Unreachable) == BROKEN


def test_the_next_address_is_tried_when_one_is_silent():
    def dial(address, port, seconds):
        if address == "127.0.0.2":
            raise httpcore.ConnectError("nobody there")
        return system_dial(address, port, seconds)

    with site({"/": page("ok")}) as served:
        guard = Guard(frozenset({("127.0.0.2", served.port), served.place}))
        two = ["127.0.0.2", "127.0.0.1"]
        reader = GuardedClient(user_agent="t", guard=guard, trust=SYSTEM, resolve=lambda *asked: two, dial=dial)
        assert reader.read(served.url("/", NAME)).body == b"ok"
