"""What must be true of the data directory before the product can serve from it?"""

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from schools.models import Municipality
from scoring.domain.methodology import load_missing

MADE_UP = (
    "В этой базе — демонстрационный район с общим паролем, поэтому при DEMONSTRATION=0 (так и при HTTPS=1, если не "
    "сказано иное) она не открывается. Для настоящей работы укажите пустой DATA_DIR; для показа — DEMONSTRATION=1."
)
NEXT = """Муниципалитета ещё нет, войти пока некому. Заведите его и первого координатора:
    script/manage create_municipality --name "Заречный район" --time-zone Asia/Yekaterinburg \\
        --department "Отдел образования Заречного района" --methodical-centre "Методический центр Заречного района" \\
        --coordinator-email ladova@example.ru --coordinator-name "Ладова Лидия Львовна"
Команда напечатает ссылку, по которой координатор придёт и задаст пароль.
Подробно: docs/operator.md, «Первый настоящий район»."""


class Command(BaseCommand):
    help = "Готовит каталог данных: базу, статические файлы, методику; в пустую базу — демонстрационный район."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--schools", type=int, help="сколько школ в демонстрационном районе (город: 165)")
        parser.add_argument("--seed", type=int, help="начальное число, из которого он составлен")

    def handle(self, *args: Any, schools: int | None, seed: int | None, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("recount_warnings", missing=True, verbosity=0)
        self._collect_changed_static_files()
        # So that the first copy of the data finds them, before the first file comes.
        for folder in (settings.MEDIA_ROOT, settings.DOCUMENT_ROOT):
            Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        self._settle({"schools": schools, "seed": seed})
        self._load_shipped_methodologies()
        self._tell_what_is_next()

    def _settle(self, wanted: dict[str, int | None]) -> None:
        if settings.DEMONSTRATION and not Municipality.objects.exists():
            call_command("load_demonstration", **{name: value for name, value in wanted.items() if value is not None})
        elif not settings.DEMONSTRATION and Municipality.objects.filter(is_demonstration=True).exists():
            raise CommandError(MADE_UP)

    def _load_shipped_methodologies(self) -> None:
        for path in sorted((Path(settings.BASE_DIR) / "fixtures/methodologies").glob("*.json")):
            loaded = load_missing(content=path.read_bytes(), at=timezone.now())
            if loaded:
                self.stdout.write(f"Методика «{loaded.title}», версия {loaded.version}: загружена.")

    def _tell_what_is_next(self) -> None:
        if not Municipality.objects.exists():
            self.stdout.write(NEXT)
        elif Municipality.objects.filter(is_demonstration=True).exists():
            call_command("show_signins")

    def _collect_changed_static_files(self) -> None:
        mark = Path(settings.STATIC_ROOT) / ".collected"
        digest = static_digest()
        if not mark.is_file() or mark.read_text(encoding="ascii") != digest:
            call_command("collectstatic", interactive=False, verbosity=0)
            mark.write_text(digest, encoding="ascii")


def static_digest() -> str:
    """The digest of every static file's address and content."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            prefix = getattr(storage, "prefix", None) or ""
            with storage.open(name) as file:
                digest.update(f"{prefix}/{name}\0{hashlib.sha256(file.read()).hexdigest()}\0".encode())
    return digest.hexdigest()
