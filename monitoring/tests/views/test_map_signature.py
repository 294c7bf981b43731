"""Does the head's file of a signature come, show itself as unverified, leave again, and reach whoever may read it?"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from monitoring.domain.detached_signature import attach_signature
from monitoring.domain.signature_files import NOT_A_SIGNATURE
from monitoring.tests.signatures import der, signature_file
from monitoring.tests.stories import accept_all, again, submitted
from monitoring.tests.views.doors import turned_away

SAID = "приложена; системой не проверялась"


def address(expert_map, rest: str = "signature/") -> str:
    return f"/maps/{expert_map.pk}/{rest}"


def receipt_page(client, expert_map) -> str:
    return client.get(address(expert_map, "receipt/")).content.decode()


def signed(expert_map, head, at) -> None:
    submitted(expert_map, by=head)
    attach_signature(expert_map=again(expert_map), upload=signature_file(), by=head, at=at)


def test_closed_doors(expert_map, client_of, head, editor, foreign_head, reviewer, now):
    signed(expert_map, head, now)
    for rest in ("signature/", "signature/remove/"):
        for person in (editor, reviewer):
            doors = turned_away(address(expert_map, rest), client_of, stranger=foreign_head, forbidden=person)
            assert doors == [302, 404, 403]
    for rest in ("receipts/1/signature/", "receipts/1.json"):
        assert turned_away(address(expert_map, rest), client_of, stranger=foreign_head) == [302, 404]


def test_attached_shown_and_fetched(expert_map, client_of, head, reviewer, observer):
    submitted(expert_map, by=head)
    client = client_of(head)
    assert SAID not in receipt_page(client, expert_map)
    answer = client.post(address(expert_map), {"file": signature_file()})
    assert (answer.status_code, answer["Location"]) == (302, address(expert_map, "receipt/"))
    for person in (head, reviewer, observer):
        page = receipt_page(client_of(person), expert_map)
        assert (SAID in page, "Карта 2025.sig" in page) == (True, True)
        file = client_of(person).get(address(expert_map, "receipts/1/signature/"))
        assert (file.status_code, file.content) == (200, der())
        assert file["Content-Type"] == "application/pkcs7-signature"
        assert file["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        assert (file["X-Content-Type-Options"], file["Content-Security-Policy"]) == ("nosniff", "sandbox")


def test_the_reviewer_is_told(expert_map, client_of, head, reviewer, now):
    submitted(expert_map, by=head)
    client = client_of(reviewer)
    assert SAID not in client.get(f"/review/{expert_map.pk}/").content.decode()
    attach_signature(expert_map=again(expert_map), upload=signature_file(), by=head, at=now)
    assert SAID in client.get(f"/review/{expert_map.pk}/").content.decode()


def test_a_name_without_its_ending_gets_one(expert_map, client_of, head, now):
    submitted(expert_map, by=head)
    upload = signature_file(name="podpis.exe")
    attach_signature(expert_map=again(expert_map), upload=upload, by=head, at=now)
    file = client_of(head).get(address(expert_map, "receipts/1/signature/"))
    assert file["Content-Disposition"] == 'attachment; filename="podpis.exe.sig"'


def test_what_is_no_signature_is_said_at_the_field(expert_map, client_of, head):
    submitted(expert_map, by=head)
    client = client_of(head)
    for data, sentence in (({}, "Выберите файл."), ({"file": signature_file(b"%PDF-1.7")}, NOT_A_SIGNATURE)):
        answer = client.post(address(expert_map), data)
        page = answer.content.decode()
        assert (answer.status_code, sentence in page, "Карта представлена" in page) == (422, True, True)


def test_removed_after_one_more_question(expert_map, client_of, head, now):
    signed(expert_map, head, now)
    client = client_of(head)
    asked = client.get(address(expert_map, "signature/remove/"))
    assert (asked.status_code, "Убрать файл подписи?" in asked.content.decode()) == (200, True)
    assert SAID in receipt_page(client, expert_map)
    page = client.post(address(expert_map, "signature/remove/"), follow=True).content.decode()
    assert (SAID in page, "остались в истории карты" in page) == (False, True)
    history = client.get(address(expert_map, "history/")).content.decode()
    assert ("Убран файл подписи" in history, hashlib.sha256(der()).hexdigest() in history) == (True, True)
    assert client.get(address(expert_map, "receipts/1/signature/")).status_code == 404


def test_during_the_check_there_is_nothing_to_press(expert_map, client_of, head, reviewer, now):
    signed(expert_map, head, now)
    client = client_of(head)
    assert "Заменить файл" in receipt_page(client, expert_map)
    accept_all(expert_map, by=reviewer, at=now + timedelta(minutes=1))
    page = receipt_page(client, expert_map)
    assert [words in page for words in (SAID, "Заменить файл", "signature/remove/")] == [True, False, False]
    assert client.get(address(expert_map, "signature/remove/")).status_code == 302
    answer = client.post(address(expert_map), {"file": signature_file(der(b"other"))})
    assert (answer.status_code, "Проверка карты началась" in answer.content.decode()) == (422, True)
    page = client.post(address(expert_map, "signature/remove/"), follow=True).content.decode()
    assert ("Проверка карты началась" in page, SAID in page) == (True, True)


def test_an_unsigned_map(expert_map, client_of, head):
    client = client_of(head)
    assert client.post(address(expert_map), {"file": signature_file()}).status_code == 404
    assert client.get(address(expert_map, "receipts/1.json")).status_code == 404


def test_the_content_file_gives_the_digest(expert_map, client_of, head, reviewer):
    receipt = submitted(expert_map, by=head)
    for person in (head, reviewer):
        file = client_of(person).get(address(expert_map, "receipts/1.json"))
        assert hashlib.sha256(file.content).hexdigest() == receipt.digest
