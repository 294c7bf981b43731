"""Is nonsense in the environment refused with a sentence?"""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch):
    return lambda value: monkeypatch.setenv("VALUE", value)


def refusal(read) -> str:
    with pytest.raises(ImproperlyConfigured) as refused:
        read()
    return str(refused.value)


@pytest.mark.parametrize(("value", "flag"), [("1", True), ("Yes", True), ("0", False), ("", False), ("off", False)])
def test_flag(given, value, flag):
    given(value)
    assert environment.flag("VALUE") is flag


def test_flag_refuses(given):
    given("maybe")
    assert refusal(lambda: environment.flag("VALUE")) == "VALUE='maybe': ожидается 1 или 0."


@pytest.mark.parametrize("value", ["0", "65536", "8000.0", "-1", "٨٠", "1e3", "eight"])
def test_integer_refuses(given, value):
    given(value)
    said = refusal(lambda: environment.integer("VALUE", 1, least=1, most=65535))
    assert said == f"VALUE={value!r}: ожидается целое число от 1 до 65535."


def test_integer(given):
    given(" 8001 ")
    assert environment.integer("VALUE", 8000, least=1, most=65535) == 8001
    given("")
    assert environment.integer("VALUE", 8000, least=1, most=65535) == 8000


def test_words(given):
    given("a.ru, ,b.ru")
    assert environment.words("VALUE") == ["a.ru", "b.ru"]


@pytest.mark.parametrize(
    "value", ["monitoring.ru", "ftp://a.ru", "https://", "https://a.ru/path", "javascript:alert(1)"]
)
def test_address_refuses(given, value):
    given(value)
    assert "ожидается адрес вида" in refusal(lambda: environment.address("VALUE", "http://localhost"))


def test_address(given):
    given("https://a.ru:8443/")
    assert environment.address("VALUE", "http://localhost") == "https://a.ru:8443"


def test_choice_refuses(given):
    given("LOUD")
    assert refusal(lambda: environment.choice("VALUE", "INFO", ("INFO", "ERROR"))) == (
        "VALUE='LOUD': ожидается одно из: INFO, ERROR."
    )


def test_directory_refuses_a_file(given, tmp_path: Path):
    (tmp_path / "file").touch()
    given(str(tmp_path / "file"))
    assert "ожидается каталог" in refusal(lambda: environment.directory("VALUE", tmp_path))


def test_secret_is_made_once_for_its_owner_only(given, tmp_path: Path):
    given("")
    kept_in = tmp_path / "secret_key"
    first = environment.secret("VALUE", kept_in)
    assert environment.secret("VALUE", kept_in) == first
    assert (len(first) >= 50, stat.S_IMODE(kept_in.stat().st_mode)) == (True, 0o600)


def test_a_short_secret_is_refused_and_not_shown(given, tmp_path: Path):
    given("hunter2")
    assert refusal(lambda: environment.secret("VALUE", tmp_path / "secret_key")) == (
        "VALUE='(знаков: 7)': ожидается не меньше 50 случайных знаков."
    )


def test_a_damaged_secret_is_refused(given, tmp_path: Path):
    given("")
    (tmp_path / "secret_key").write_text("cut off")
    assert "повреждён" in refusal(lambda: environment.secret("VALUE", tmp_path / "secret_key"))


def test_postgresql(given):
    given("postgresql://user:p%40ss@db:5433/monitoring")
    database = environment.postgresql("VALUE")
    assert {name: database[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "CONN_MAX_AGE")} == {
        "NAME": "monitoring",
        "USER": "user",
        "PASSWORD": "p@ss",
        "HOST": "db",
        "PORT": 5433,
        "CONN_MAX_AGE": 60,
    }
    assert (database["ENGINE"], database["CONN_HEALTH_CHECKS"]) == ("django.db.backends.postgresql", True)


def test_another_database_is_refused_and_its_password_not_shown(given):
    given("mysql://user:secret@db/monitoring")
    assert "secret" not in refusal(lambda: environment.postgresql("VALUE"))


@pytest.mark.parametrize(
    ("value", "port", "ssl", "tls"),
    [
        ("smtp://u:p@mail.ru", 587, False, True),
        ("smtps://u:p@mail.ru", 465, True, False),
        ("smtp://mail.ru:25?tls=0", 25, False, False),
    ],
)
def test_mail(given, value, port, ssl, tls):
    given(value)
    mail = environment.mail("VALUE")
    assert (mail["EMAIL_PORT"], mail["EMAIL_USE_SSL"], mail["EMAIL_USE_TLS"]) == (port, ssl, tls)


def test_mail_goes_to_the_console_by_default(given):
    given("")
    assert environment.mail("VALUE") == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
