"""What can be refused about a methodology, in words fit to show."""

from __future__ import annotations


class MethodologyFileError(Exception):
    """The file is not a methodology. `place` points into the file, `reason` says what is wrong there."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place}: {reason}")


class MethodologyFrozen(Exception):
    """The methodology is used by a cycle and may not change any more."""

    def __init__(self, title: str, version: str) -> None:
        super().__init__(
            f"Методика «{title}», версия {version}, уже используется в цикле мониторинга и не может быть изменена. "
            "Чтобы внести правки, создайте новую версию."
        )
