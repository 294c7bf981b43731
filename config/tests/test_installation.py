"""Does the operator get from nothing to a first municipality, and never by mistake to a demonstration?"""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as product
from django.core.management import CommandError, call_command

from accounts.models import Membership, Role
from config.management.commands.prepare import MADE_UP, NEXT
from schools.models import Municipality
from scoring.models import Methodology
from scoring.tests.conftest import forget_methodologies

FOUNDING = {
    "name": "Заречный район", "department": "Отдел", "methodical_centre": "Центр", "time_zone": "Asia/Yekaterinburg",
    "coordinator_email": "lad@example.org", "coordinator_name": "Ладова Лидия Львовна",
}  # fmt: skip
OURS = ["seal_journal", "verify_journal", "show_tasks", "verify_receipts", "check_durability", "show_signins"]


def said(command: str, *arguments: str, **options: object) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def in_earnest(db, settings):
    forget_methodologies()
    settings.DEMONSTRATION = False


@pytest.fixture
def made_up(municipality):
    Municipality.objects.update(is_demonstration=True)
    return municipality


def test_prepare_loads_the_methodology_and_says_what_is_next(in_earnest, settings):
    methodology = (
        "Методика «Мониторинг системы работы по самоопределению и профессиональной ориентации обучающихся», "
        "версия 2024: загружена.\n"
    )
    assert said("prepare") == methodology + NEXT + "\n"
    assert said("prepare") == NEXT + "\n"
    assert (Municipality.objects.count(), Methodology.objects.count()) == (0, 1)
    assert [list(Path(folder).iterdir()) for folder in (settings.MEDIA_ROOT, settings.DOCUMENT_ROOT)] == [[], []]


def test_what_the_operator_loaded_stays(in_earnest):
    said("prepare")
    Methodology.objects.update(applies_scale_note="Своё", source_digest="другая")
    said("prepare")
    assert Methodology.objects.get().applies_scale_note == "Своё"


def test_the_first_municipality_and_its_coordinator(in_earnest):
    said("prepare")
    lines = said("create_municipality", **FOUNDING).splitlines()
    assert lines[0] == "Муниципалитет заведён: Заречный район."
    assert lines[1].startswith(f"Ссылка для координатора (72 часа, один раз): {product.SITE_URL}/invitations/")
    assert Membership.objects.get().role == Role.COORDINATOR
    assert said("prepare") == ""


def test_a_lost_link_is_replaced_until_the_coordinator_came_in(in_earnest, client):
    first = said("create_municipality", **FOUNDING).splitlines()[1].partition(product.SITE_URL)[2]
    second = said("renew_coordinator_link", "LAD@example.org").strip().partition(product.SITE_URL)[2]
    assert [client.get(path).status_code for path in (first, second)] == [404, 200]
    with pytest.raises(CommandError, match=r"Координатора с почтой nobody@example\.org нет"):
        said("renew_coordinator_link", "nobody@example.org")
    coordinator = Membership.objects.get().user
    coordinator.set_password("долгий-пароль-2026")
    coordinator.save()
    with pytest.raises(CommandError, match="Человек уже входил"):
        said("renew_coordinator_link", "lad@example.org")


def test_a_real_municipality_does_not_join_a_demonstration(made_up):
    with pytest.raises(CommandError, match="настоящий с ним не смешивается"):
        said("create_municipality", **FOUNDING)
    assert list(Municipality.objects.all()) == [made_up]


def test_a_demonstration_is_not_opened_in_earnest(in_earnest, made_up):
    with pytest.raises(CommandError) as refusal:
        said("prepare")
    assert str(refusal.value) == MADE_UP


def test_a_demonstration_is_not_loaded_in_earnest(in_earnest):
    with pytest.raises(CommandError, match="вымышленный район не загружается"):
        said("load_demonstration")


def test_the_password_stays_out_of_the_log_of_a_service(made_up, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "demonstration_password").write_text("карта-школа-1", encoding="utf-8")
    first = f"{made_up} — пароль для всех: "
    settings.HTTPS = False
    assert said("show_signins").splitlines()[0] == first + "карта-школа-1"
    settings.HTTPS = True
    assert said("show_signins").splitlines()[0] == first + f"в файле {tmp_path}/demonstration_password"


# --- commands from a shell: each a process of its own ----------------------------------------------


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
    return subprocess.run(
        command, env=clean | environment, cwd=product.BASE_DIR, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", OURS)
def test_an_absent_database_is_named_and_not_made(tmp_path: Path, command: str):
    done = run(sys.executable, "manage.py", command, DATA_DIR=str(tmp_path), HTTPS="1")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"Базы {tmp_path}/db.sqlite3 нет. Командам нужны те же DATA_DIR и DATABASE_URL, что и серверу: script/manage "
        "берёт их из файла службы. Подготовить её: script/manage prepare\n",
    )
    assert not (tmp_path / "db.sqlite3").exists()


def test_an_empty_database_is_not_worked_in(tmp_path: Path):
    (tmp_path / "db.sqlite3").touch()
    done = run(sys.executable, "manage.py", "seal_journal", DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"База {tmp_path}/db.sqlite3 не подготовлена для этой версии системы. ")
    assert "DEMONSTRATION=0 script/manage prepare" in done.stderr


def test_a_database_that_does_not_answer_is_a_sentence_without_its_password(tmp_path: Path):
    done = run(
        sys.executable, "manage.py", "verify_journal",
        DATA_DIR=str(tmp_path), DATABASE_URL="postgresql://monitoring:secret@127.0.0.1:9/district",
    )  # fmt: skip
    assert (done.returncode, done.stderr.startswith("База district (127.0.0.1:9) не отвечает: ")) == (1, True)
    assert ("Traceback" in done.stderr, "secret" in done.stderr) == (False, False)


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """A file of settings as systemd reads it: no shell in it."""
    file = tmp_path / "monitoring.env"
    file.write_text(
        f"# служба\n\n  DATA_DIR={tmp_path}/of the service\nEMAIL_URL='smtp://a:p$x&y;z@m.ru:587'\nHTTPS=\"1\"",
        encoding="utf-8",
    )
    return file


def test_manage_takes_the_settings_of_the_service(service: Path):
    done = run("script/manage", "check_durability", MONITORING_ENV=str(service))
    assert done.stderr.startswith(f"Базы {service.parent}/of the service/db.sqlite3 нет. ")
    assert done.stderr.endswith("Подготовить её: script/manage prepare\n")


def test_what_the_caller_says_wins(service: Path, tmp_path: Path):
    done = run("script/manage", "check_durability", MONITORING_ENV=str(service), DATA_DIR=f"{tmp_path}/restored")
    assert done.stderr.startswith(f"Базы {tmp_path}/restored/db.sqlite3 нет. ")


def test_nonsense_among_the_settings_is_named_with_its_line(service: Path):
    service.write_text("HTTPS=1\nexport DATA_DIR=/srv\n", encoding="utf-8")
    done = run("script/manage", "check_durability", MONITORING_ENV=str(service))
    assert (done.returncode, done.stderr) == (1, f"{service}, строка 2: нужно ИМЯ=значение.\n")
    absent = run("script/manage", "check_durability", MONITORING_ENV="/nowhere")
    assert (absent.returncode, absent.stderr) == (1, "MONITORING_ENV=/nowhere: такого файла нет.\n")
