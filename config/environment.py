"""How is one value read from the environment, and nonsense refused with a sentence?"""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


def refuse(name: str, value: str, expected: str) -> ImproperlyConfigured:
    """The refusal to raise: names the variable, what it holds and what it may hold."""
    return ImproperlyConfigured(f"{name}={value!r}: ожидается {expected}.")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in YES | NO:
        raise refuse(name, value, "1 или 0")
    return value in YES


def integer(name: str, default: int, *, least: int, most: int) -> int:
    value = text(name) or str(default)
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise refuse(name, value, f"целое число от {least} до {most}")
    return int(value)


def words(name: str) -> list[str]:
    """A comma-separated list, without blanks and empty items."""
    return [word for item in text(name).split(",") if (word := item.strip())]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name) or default
    if value not in allowed:
        raise refuse(name, value, "одно из: " + ", ".join(allowed))
    return value


def address(name: str, default: str) -> str:
    """An http(s) origin such as https://monitoring.example.ru, without a path."""
    value = (text(name) or default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise refuse(name, value, "адрес вида https://monitoring.example.ru, без пути")
    return value


def directory(name: str, default: Path) -> Path:
    """A directory for data, made (for its owner only) when it is absent."""
    path = Path(text(name) or default).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise refuse(name, str(path), "каталог, а не файл")
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret(name: str, kept_in: Path) -> str:
    """The signing key: from the environment, else from a file written once for its owner only."""
    value = text(name)
    if value:
        if len(value) < 50:
            raise refuse(name, f"(знаков: {len(value)})", "не меньше 50 случайных знаков")
        return value
    try:
        descriptor = os.open(kept_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept_secret(name, kept_in)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return _kept_secret(name, kept_in)


def _kept_secret(name: str, kept_in: Path) -> str:
    value = kept_in.read_text(encoding="ascii").strip()
    if len(value) < 50:
        raise ImproperlyConfigured(f"{kept_in} повреждён: удалите его или задайте {name}. Всем придётся войти заново.")
    return value


def postgresql(name: str) -> dict | None:
    """The database of a postgresql:// address; None when the variable is empty."""
    value = text(name)
    if not value:
        return None
    if urlsplit(value).scheme not in {"postgres", "postgresql"}:
        raise refuse(name, urlsplit(value).scheme + "://…", "postgresql://user:password@host:port/database")
    return dict(dj_database_url.parse(value, conn_max_age=60, conn_health_checks=True))


def mail(name: str) -> dict:
    """Django's mail settings of smtp://user:password@host:port (STARTTLS) or smtps://; to the console when empty."""
    value = text(name)
    if not value:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise refuse(name, parts.scheme + "://…", "smtp://user:password@host:port or smtps://…")
    plain = parse_qs(parts.query).get("tls") == ["0"]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not plain,
        "EMAIL_TIMEOUT": 20,
    }
