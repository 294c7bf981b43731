"""Is a file taken for a signature exactly when its first bytes say SignedData?"""

from __future__ import annotations

import base64
import random
from pathlib import Path

import pytest

from monitoring.domain.signature_files import EMPTY, MIB, NOT_A_SIGNATURE, SIGNED_DATA, TOO_LARGE, check_signature
from monitoring.errors import RefusedFile
from monitoring.tests.signatures import der, pem

BER = b"\x30\x80" + SIGNED_DATA + b"\xa0\x80\x30\x80\x00\x00\x00\x00\x00\x00"
LONG = der(b"\x04" * 5000)
DATA = bytes.fromhex("06092a864886f70d010701")  # PKCS#7 Data: nothing is signed in it


@pytest.mark.parametrize(
    "content",
    [
        der(),
        der(b"x" * 200),
        LONG,
        der(b"x" * 70_000),
        BER,
        pem(LONG),
        pem(LONG, "CMS"),
        pem(LONG).replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + pem(LONG) + b"\r\n",
        base64.b64encode(LONG),
        base64.encodebytes(LONG),
    ],
    ids=["short", "one byte of length", "two", "three", "BER", "PEM", "CMS", "CRLF", "mark", "bare base64", "in lines"],
)
def test_a_signature(content):
    check_signature(content)


def refusal_of(content: bytes) -> str:
    with pytest.raises(RefusedFile) as refusal:
        check_signature(content)
    return str(refusal.value)


@pytest.mark.parametrize(
    "content",
    [
        b"0",
        b"\x30\x80",
        b"\x30\x0b" + DATA,
        LONG[:-1],
        LONG + b"\x00",
        BER[:-1] + b"\x01",
        b"\x30\x85\x00\x00\x00\x00\x0b" + SIGNED_DATA,
        b"\x31" + der()[1:],
        pem(b"\x30\x0b" + DATA),
        b"-----BEGIN PKCS7-----\n-----END PKCS7-----",
        pem(LONG)[:-20],
        "подпись".encode(),
        b"%PDF-1.7\n" + SIGNED_DATA,
        b"PK\x03\x04" + SIGNED_DATA,
        b"<svg onload=alert(1)>",
        b"MZ\x90\x00" + SIGNED_DATA,
        b"\xd0\xcf\x11\xe0" * 100,
    ],
)
def test_something_else(content):
    assert refusal_of(content) == NOT_A_SIGNATURE


def test_empty_and_too_large():
    assert refusal_of(b"") == EMPTY
    check_signature(der(b"x" * (MIB - len(der(b"x" * 70_000)) + 70_000)))
    assert refusal_of(der(b"x" * MIB)) == TOO_LARGE


def test_no_bytes_break_it():
    """Seeded noise, and noise behind a true beginning: an answer or a sentence, never anything else."""
    chance, sentences = random.Random(20260918), set()  # noqa: S311  noise, no secrets
    for _ in range(3000):
        noise = chance.randbytes(chance.randrange(60))
        for content in (noise, b"\x30" + noise, der()[: chance.randrange(20)] + noise, base64.b64encode(noise)):
            try:
                check_signature(content)
            except RefusedFile as refusal:
                sentences.add(str(refusal))
    assert sentences == {NOT_A_SIGNATURE, EMPTY}


def test_our_own_files_are_none():
    assert refusal_of(Path(__file__).read_bytes()) == NOT_A_SIGNATURE
