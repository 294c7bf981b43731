"""Does the command load, say what it did, and refuse with a reason and a non-zero exit?"""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from russian.numbers import NBSP
from scoring.domain.methodology import freeze
from scoring.models import Methodology
from scoring.tests.conftest import FILE

pytestmark = pytest.mark.django_db

TITLE = "Методика «Мониторинг системы работы по самоопределению и профессиональной ориентации обучающихся», версия 2024"
CONTENTS = "(3 направления, 7 критериев, 23 показателя)"


def run(path):
    out = StringIO()
    call_command("load_methodology", str(path), stdout=out)
    return out.getvalue().strip().replace(NBSP, " ")


@pytest.fixture
def file(tmp_path, document):
    def written(**changes):
        path = tmp_path / "methodology.json"
        path.write_text(json.dumps(document | changes), encoding="utf-8")
        return path

    return written


def test_load_again_and_replace(file):
    assert run(FILE) == f"{TITLE}: загружена {CONTENTS}."
    assert run(FILE) == f"{TITLE}: уже загружена, изменений нет {CONTENTS}."
    assert run(file(applies_scale_note="")) == f"{TITLE}: обновлена {CONTENTS}."


def test_a_fault_is_named_with_its_place_and_nothing_is_loaded(file):
    path = file(bands=[])
    with pytest.raises(CommandError) as caught:
        run(path)
    assert str(caught.value) == f"Файл {path} не загружен. bands: нужен список не короче 1, а здесь 0"
    assert caught.value.returncode == 1
    assert Methodology.objects.count() == 0


def test_a_frozen_methodology_is_left_alone(file):
    run(FILE)
    freeze(methodology=Methodology.objects.get(), at=timezone.now())
    with pytest.raises(CommandError, match="создайте новую версию"):
        run(file(applies_scale_note=""))


def test_an_absent_file(tmp_path):
    with pytest.raises(CommandError, match="не читается"):
        run(tmp_path / "absent.json")
