"""Do the settings change with the environment as the operator is told? Each case is a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json
from config import settings
names = ["ALLOWED_HOSTS", "CSRF_COOKIE_NAME", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
         "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT", "DEBUG"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def run(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "data"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env=clean | environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_at_home(tmp_path: Path):
    assert json.loads(run(tmp_path).stdout) == {
        "ALLOWED_HOSTS": ["localhost", "localhost", "127.0.0.1", "[::1]"],
        "CSRF_COOKIE_NAME": "csrf",
        "SESSION_COOKIE_NAME": "session",
        "SESSION_COOKIE_SECURE": False,
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "SECURE_PROXY_SSL_HEADER": None,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
        "DEBUG": False,
    }


def test_in_production(tmp_path: Path):
    assert json.loads(run(tmp_path, HTTPS="1", SITE_URL="https://m.ru", ALLOWED_HOSTS="m.ru").stdout) == {
        "ALLOWED_HOSTS": ["m.ru"],
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
        "DEBUG": False,
    }


@pytest.mark.parametrize(
    "name", ["PORT", "HTTPS", "DEMONSTRATION", "DEBUG", "SITE_URL", "DATABASE_URL", "EMAIL_URL", "LOG_LEVEL"]
)
def test_nonsense_stops_the_start(tmp_path: Path, name: str):
    finished = run(tmp_path, **{name: "nonsense"})
    assert (finished.returncode, f"{name}=" in finished.stderr.splitlines()[-1]) == (1, True)
