"""Is nothing but the open internet ever asked? A table of addresses that must be refused before any connection."""

from __future__ import annotations

import ssl

import httpcore
import pytest

from outbound.addresses import denied_as
from outbound.client import GuardedClient
from outbound.errors import OutboundError, Refused
from outbound.targets import Guard, Target

PUBLIC = "8.8.8.8"
SYSTEM = ssl.create_default_context()  # reading it takes longer than all of these tests

# Addresses and what they are called.
ADDRESSES = {
    "0.0.0.0": "this network",  # noqa: S104 (an address to refuse)
    "0.1.2.3": "this network",
    "10.0.0.1": "private",
    "10.255.255.255": "private",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.168.0.1": "private",
    "192.168.255.255": "private",
    "100.64.0.1": "carrier-grade NAT",
    "100.100.100.200": "carrier-grade NAT",
    "100.127.255.255": "carrier-grade NAT",
    "127.0.0.1": "loopback",
    "127.255.255.254": "loopback",
    "169.254.169.254": "link-local and metadata",
    "169.254.170.2": "link-local and metadata",
    "168.63.129.16": "cloud service",
    "192.0.0.1": "protocol assignments",
    "192.0.0.192": "protocol assignments",
    "192.0.2.1": "documentation",
    "198.51.100.7": "documentation",
    "203.0.113.9": "documentation",
    "192.31.196.1": "AS112",
    "192.175.48.6": "AS112",
    "192.52.193.1": "AMT",
    "192.88.99.1": "6to4 relay",
    "198.18.0.1": "benchmarking",
    "198.19.255.255": "benchmarking",
    "224.0.0.1": "multicast",
    "239.255.255.250": "multicast",
    "240.0.0.1": "reserved and broadcast",
    "255.255.255.255": "reserved and broadcast",
    "::": "unspecified",
    "::1": "loopback",
    "::7f00:1": "IPv4-compatible",
    "::8.8.8.8": "IPv4-compatible",
    "::ffff:127.0.0.1": "IPv4-mapped",
    "::ffff:7f00:1": "IPv4-mapped",
    "::ffff:10.0.0.1": "IPv4-mapped",
    "::ffff:8.8.8.8": "IPv4-mapped",
    "::ffff:0:127.0.0.1": "IPv4-translated",
    "64:ff9b::7f00:1": "NAT64",
    "64:ff9b::10.0.0.1": "NAT64",
    "64:ff9b::169.254.169.254": "NAT64",
    "64:ff9b:1::10.0.0.1": "NAT64",
    "100::1": "discard",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2": "Teredo",
    "2001:2::1": "benchmarking",
    "2001:10::1": "ORCHID",
    "2001:20::1": "ORCHID",
    "2001:1::1": "protocol assignments",
    "2001:db8::1": "documentation",
    "3fff::1": "documentation",
    "2002:7f00:1::": "6to4",
    "2002:a00:1::1": "6to4",
    "2002:c0a8:1::1": "6to4",
    "2620:4f:8000::1": "AS112",
    "5f00::1": "segment routing",
    "fc00::1": "unique local and metadata",
    "fd00:ec2::254": "unique local and metadata",
    "fdff:ffff::1": "unique local and metadata",
    "fe80::1": "link-local",
    "fe80::1%eth0": "link-local",
    "febf::1": "link-local",
    "fec0::1": "site-local",
    "ff02::1": "multicast",
    "ff0e::1": "multicast",
    "4000::1": "outside global unicast",
    "8000::1": "outside global unicast",
    "1.2.3": "not an address",
    "": "not an address",
}
OPEN = [
    "8.8.8.8",
    "77.88.8.8",
    "1.1.1.1",
    "172.15.255.255",
    "172.32.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "9.255.255.255",
]
OPEN += [
    "11.0.0.0",
    "126.255.255.255",
    "128.0.0.1",
    "169.253.0.1",
    "192.0.1.1",
    "198.17.0.1",
    "198.20.0.1",
    "223.255.255.255",
]
OPEN += ["2a02:6b8::2:242", "2001:4860:4860::8888", "2606:4700::1111", "2001:200::1", "2003::1"]

# Whole addresses: odd notations, odd names, odd ports, other schemes, tricks with what a person reads.
URLS = [
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://0177.0.0.01/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.0.0.1.:80/",
    "http://00000127.0.0.1/",
    "http://127.0.0.1。/",
    "http://127。0。0。1/",
    "http://１２７.0.0.1/",
    "http://①②⑦.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://169.254.43518/",
    "http://0/",
    "http://0.0.0.0:80/",
    "http://[::]/",
    "http://[::1]:80/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[::1",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://localhost。/",
    "http://ⓛocalhost/",
    "http://admin.localhost/",
    "http://router/",
    "http://intranet/",
    "http://printer.local/",
    "http://db.internal/",
    "http://metadata.google.internal/",
    "http://nas.home.arpa/",
    "http://hidden.onion/",
    "http://school.example.org@127.0.0.1/",
    "http://school.example.org:80@10.0.0.1/",
    "http://user:password@school.example.org/",
    "http://user@school.example.org/",
    "http://127.0.0.1\\@school.example.org/",
    "http://school.example.org\\.127.0.0.1/",
    "http://school.example.org#@127.0.0.1:22/\r\n",
    "http://school.example.org:22/",
    "http://school.example.org:25/",
    "http://school.example.org:6379/",
    "http://school.example.org:8000/",
    "https://school.example.org:8443/",
    "http://school.example.org:0/",
    "http://school.example.org:65536/",
    "http://school.example.org:-1/",
    "http://school.example.org:80a/",
    "http:///etc/passwd",
    "http://",
    "http:",
    "",
    "school.example.org",
    "//school.example.org/",
    "/etc/passwd",
    "file:///etc/passwd",
    "file://localhost/etc/passwd",
    "gopher://school.example.org:70/_GET",
    "ftp://school.example.org/",
    "data:text/html,<b>1</b>",
    "javascript:alert(1)",
    "dict://school.example.org:2628/",
    "ldap://school.example.org/",
    "ws://school.example.org/",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "http://school..example.org/",
    "http://-school.example.org/",
    "http://school.example.org-/",
    "http://sch%6Fol.example.org%2F/",
    "http://school.exa mple.org/",
    "http://school.example.org\t/",
    "http://school.example.org/\r\nHost: 127.0.0.1",
    "http://*.example.org/",
    "http://" + "a" * 64 + ".example.org:81/",
    "http://school.example.org/" + "a" * 2000,
]


class Dialled:
    """Keeps what would have been connected to, and connects to nothing."""

    def __init__(self) -> None:
        self.places: list[tuple[str, int]] = []

    def __call__(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.places.append((address, port))
        raise httpcore.ConnectError("nobody there")


class Everything(Guard):
    """The guard taken away."""

    def check_target(self, target: Target) -> None:
        pass

    def check_address(self, address: str, port: int) -> None:
        pass


@pytest.fixture
def dialled() -> Dialled:
    return Dialled()


def client(dialled: Dialled, answers: list[str] | None = None, guard: Guard | None = None) -> GuardedClient:
    return GuardedClient(
        user_agent="t", trust=SYSTEM, guard=guard, resolve=lambda *asked: answers or [PUBLIC], dial=dialled
    )


def is_refused(reader: GuardedClient, url: str) -> bool:
    try:
        reader.read(url)
    except Refused:
        return True
    except OutboundError:
        return False
    return False


@pytest.mark.parametrize(("address", "kind"), ADDRESSES.items())
def test_the_list_knows_what_an_address_is(address, kind):
    assert denied_as(address) == kind


@pytest.mark.parametrize("address", OPEN)
def test_the_open_internet_is_open(address):
    assert denied_as(address) == ""


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_name_that_leads_there_is_refused(address, dialled):
    """The name is a school's, its number is not: alone, behind an open one and before it."""
    for answers in ([address], [PUBLIC, address], [address, PUBLIC]):
        assert is_refused(client(dialled, answers), "https://school.example.org/")
    assert dialled.places == []


@pytest.mark.parametrize("url", URLS)
def test_an_address_is_refused_before_anybody_is_asked(url, dialled):
    """Refused by the text alone: the name behind it is as public as can be."""
    asked = []
    reader = GuardedClient(
        user_agent="t", trust=SYSTEM, resolve=lambda host, *rest: asked.append(host) or [PUBLIC], dial=dialled
    )
    assert is_refused(reader, url)
    assert (asked, dialled.places) == ([], [])


def test_there_are_enough_of_them():
    assert (len(URLS) >= 90, len(ADDRESSES) >= 60) == (True, True)
    assert len(set(URLS)) == len(URLS)


def test_every_refusal_is_a_russian_sentence(dialled):
    for url in URLS:
        with pytest.raises(Refused) as refused:
            client(dialled).read(url)
        assert str(refused.value).endswith(".")
        assert "А" <= str(refused.value)[0] <= "Я"


def test_a_public_page_is_dialled(dialled):
    assert not is_refused(client(dialled), "https://school.example.org/")
    assert dialled.places == [(PUBLIC, 443)]


def test_each_address_of_a_name_is_tried_up_to_four(dialled):
    answers = ["8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9"]
    assert not is_refused(client(dialled, answers), "http://school.example.org/")
    assert dialled.places == [(address, 80) for address in answers[:4]]


def test_without_the_guard_all_of_them_would_be_asked(dialled):
    """The negative control: the same table, the guard taken away."""
    open_door = Everything()
    reached = [url for url in URLS if not is_refused(client(dialled, ["127.0.0.1"], open_door), url)]
    assert len(reached) >= 50
    assert len(dialled.places) == len(reached)
    for address in ADDRESSES:
        assert not is_refused(client(dialled, [address], open_door), "http://school.example.org/")
    assert len(dialled.places) == len(reached) + len(ADDRESSES)
