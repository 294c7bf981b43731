"""The journal, and the triggers by which the database itself refuses to change it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from journal import triggers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schools", "__first__"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="JournalSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True, verbose_name="день")),
                ("last_entry_id", models.BigIntegerField(verbose_name="последняя запечатанная запись")),
                ("entry_count", models.BigIntegerField(verbose_name="записей")),
                ("heads_digest", models.CharField(max_length=64, verbose_name="отпечаток концов цепочек")),
                (
                    "previous_hash",
                    models.CharField(blank=True, max_length=64, verbose_name="отпечаток предыдущей печати"),
                ),
                ("hash", models.CharField(max_length=64, verbose_name="отпечаток")),
            ],
            options={
                "verbose_name": "печать журнала",
                "verbose_name_plural": "печати журнала",
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(help_text="вид и номер: map:17", max_length=80, verbose_name="предмет")),
                ("seq", models.PositiveIntegerField(verbose_name="номер записи о предмете")),
                ("at", models.DateTimeField(verbose_name="когда")),
                ("by_name", models.CharField(blank=True, max_length=255, verbose_name="имя на тот момент")),
                ("action", models.CharField(max_length=80, verbose_name="действие")),
                (
                    "target",
                    models.CharField(
                        blank=True, help_text="например, код показателя", max_length=80, verbose_name="к чему относится"
                    ),
                ),
                ("old", models.JSONField(blank=True, null=True, verbose_name="прежнее значение")),
                ("new", models.JSONField(blank=True, null=True, verbose_name="новое значение")),
                ("reason", models.TextField(blank=True, verbose_name="причина")),
                (
                    "previous_hash",
                    models.CharField(blank=True, max_length=64, verbose_name="отпечаток предыдущей записи"),
                ),
                ("hash", models.CharField(max_length=64, verbose_name="отпечаток")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="кто",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.municipality",
                        verbose_name="муниципалитет",
                    ),
                ),
            ],
            options={
                "verbose_name": "запись журнала",
                "verbose_name_plural": "записи журнала",
                "indexes": [
                    models.Index(fields=["municipality", "-at"], name="journal_entry_recent"),
                    models.Index(fields=["municipality", "action", "-at"], name="journal_entry_action"),
                ],
                "constraints": [models.UniqueConstraint(fields=("subject", "seq"), name="journal_entry_once")],
            },
        ),
        migrations.RunPython(triggers.install_in_migration, triggers.remove_in_migration),
    ]
