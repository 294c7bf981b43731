"""Django's entry for the year."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Мониторинг"

    def ready(self) -> None:
        """Connects what follows from a change of the register."""
        import monitoring.receivers  # noqa: F401, PLC0415 models are loaded only now
