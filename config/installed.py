"""Is there a database here that this version can work with? Asked before a command touches it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import get_commands
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

APPS = {"config", "journal", "worker", "schools", "accounts", "scoring", "monitoring", "reports"}
NEED_NONE = {"prepare", "print_states"}
SAME_SETTINGS = "Командам нужны те же DATA_DIR и DATABASE_URL, что и серверу: script/manage берёт их из файла службы."


def needs_database(command: str) -> bool:
    """Whether it is a command of ours that works in a prepared database."""
    return get_commands().get(command) in APPS and command not in NEED_NONE


def refuse_unless_installed(connection: BaseDatabaseWrapper) -> None:
    """Raises ImproperlyConfigured with a sentence that names the database; never makes one."""
    name = name_of(connection)
    if connection.vendor == "sqlite" and not Path(name).is_file():
        raise ImproperlyConfigured(f"Базы {name} нет. {SAME_SETTINGS} {_how_to_prepare()}")
    try:
        executor = MigrationExecutor(connection)
        undone = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise ImproperlyConfigured(f"База {name} не отвечает: {str(error).strip()}") from None
    if undone:
        raise ImproperlyConfigured(
            f"База {name} не подготовлена для этой версии системы. {SAME_SETTINGS} {_how_to_prepare()}"
        )


def name_of(connection: BaseDatabaseWrapper) -> str:
    """The database as the operator knows it: a file, or a name and the machine; never a password."""
    kept = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(kept["NAME"])
    return f"{kept['NAME']} ({kept['HOST'] or 'localhost'}:{kept['PORT'] or 5432})"


def _how_to_prepare() -> str:
    if not settings.DEMONSTRATION:
        return "Подготовить её: script/manage prepare"
    return (
        "Подготовить её для настоящей работы: DEMONSTRATION=0 script/manage prepare; "
        "с вымышленным районом: script/manage prepare"
    )
