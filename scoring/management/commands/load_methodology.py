"""How does an operator load a methodology? `manage.py load_methodology fixtures/methodologies/FILE.json`"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from russian.plurals import CRITERIA, DIRECTIONS, INDICATORS, counted
from scoring.domain.methodology import Change, Loaded, load
from scoring.errors import MethodologyFileError, MethodologyFrozen
from scoring.queries.rubric import rubric

SAID = {
    Change.CREATED: "загружена",
    Change.REPLACED: "обновлена",
    Change.UNCHANGED: "уже загружена, изменений нет",
}


class Command(BaseCommand):
    help = "Загружает методику из файла JSON; ошибочный файл не меняет ничего"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            loaded = load(content=path.read_bytes(), at=timezone.now())
        except OSError as error:
            raise CommandError(f"Файл {path} не читается: {error.strerror}") from error
        except MethodologyFileError as error:
            raise CommandError(f"Файл {path} не загружен. {error}") from error
        except MethodologyFrozen as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_report(loaded))


def _report(loaded: Loaded) -> str:
    tree = rubric(loaded.methodology.pk)
    contents = ", ".join(
        (
            counted(len(tree.directions), DIRECTIONS),
            counted(len(tree.criteria), CRITERIA),
            counted(len(tree.indicators), INDICATORS),
        )
    )
    return f"Методика «{tree.title}», версия {tree.version}: {SAID[loaded.change]} ({contents})."
