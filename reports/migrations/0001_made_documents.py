"""Documents as they were made, and the triggers by which the database itself refuses to change them."""

import django.db.models.deletion
import monitoring.models.submission
from django.conf import settings
from django.db import migrations, models

from reports import triggers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("monitoring", "0013_shipped_reasons_and_risk_rows"),
        ("schools", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kinds", models.JSONField(help_text="Names of makers, «school_result.pdf»")),
                ("schools", models.PositiveIntegerField(help_text="How many schools have a document here")),
                ("total", models.PositiveIntegerField(help_text="How many documents were asked for")),
                ("asked_at", models.DateTimeField()),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="monitoring.monitoringcycle"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.municipality"
                    ),
                ),
            ],
            options={
                "verbose_name": "составление документов",
                "verbose_name_plural": "составления документов",
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="MadeDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        help_text="A key of reports.documents.kinds", max_length=40, verbose_name="вид документа"
                    ),
                ),
                (
                    "file_format",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("docx", "DOCX"), ("xlsx", "XLSX")],
                        max_length=8,
                        verbose_name="формат",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(null=True, verbose_name="версия")),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="номер")),
                (
                    "code",
                    models.CharField(
                        default=monitoring.models.submission.new_code,
                        max_length=26,
                        unique=True,
                        verbose_name="код подтверждения",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="почему заново")),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "составляется"),
                            ("ready", "готов"),
                            ("failed", "не составлен"),
                            ("cancelled", "отменён"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="состояние",
                    ),
                ),
                ("queued_at", models.DateTimeField(help_text="When a task was made of it", null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0, help_text="How often a worker began to make it")),
                ("failure", models.TextField(blank=True, verbose_name="почему не составлен")),
                (
                    "made_at",
                    models.DateTimeField(
                        help_text="The moment its results were read, as printed", null=True, verbose_name="составлен"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="As the file is called", max_length=300, verbose_name="название"
                    ),
                ),
                ("approved", models.BooleanField(null=True, verbose_name="по утверждённым результатам")),
                (
                    "results_digest",
                    models.CharField(blank=True, help_text="SHA-256 of the results it was made from", max_length=64),
                ),
                ("sha256", models.CharField(blank=True, help_text="Of the stored bytes", max_length=64)),
                ("size", models.PositiveIntegerField(default=0, help_text="Bytes as stored")),
                ("stored_name", models.CharField(blank=True, help_text="Relative to DOCUMENT_ROOT", max_length=140)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="reports.documentbatch",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="monitoring.monitoringcycle"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.municipality"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.school"
                    ),
                ),
            ],
            options={
                "verbose_name": "документ",
                "verbose_name_plural": "документы",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="documentbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at", None), ("cancelled_by", None)),
                    models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                    _connector="OR",
                ),
                name="batch_cancelling_paired",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentbatch",
            constraint=models.CheckConstraint(condition=models.Q(("total__gte", 1)), name="batch_of_something"),
        ),
        migrations.AddIndex(
            model_name="madedocument",
            index=models.Index(fields=["cycle", "kind", "file_format", "school"], name="document_of_subject"),
        ),
        migrations.AddConstraint(
            model_name="madedocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school", None)),
                fields=("cycle", "kind", "file_format", "version"),
                name="document_version_of_cycle",
            ),
        ),
        migrations.AddConstraint(
            model_name="madedocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False)),
                fields=("cycle", "kind", "file_format", "school", "version"),
                name="document_version_of_school",
            ),
        ),
        migrations.AddConstraint(
            model_name="madedocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school", None), ("state", "waiting")),
                fields=("cycle", "kind", "file_format"),
                name="document_waits_once_of_cycle",
            ),
        ),
        migrations.AddConstraint(
            model_name="madedocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("school__isnull", False), ("state", "waiting")),
                fields=("cycle", "kind", "file_format", "school"),
                name="document_waits_once_of_school",
            ),
        ),
        migrations.AddConstraint(
            model_name="madedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "ready"),
                        ("approved__isnull", False),
                        ("made_at__isnull", False),
                        ("size__gt", 0),
                        models.Q(("sha256", ""), _negated=True),
                        models.Q(("results_digest", ""), _negated=True),
                        models.Q(("stored_name", ""), _negated=True),
                        models.Q(("title", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "ready"), _negated=True),
                        ("approved", None),
                        ("made_at", None),
                        ("results_digest", ""),
                        ("sha256", ""),
                        ("size", 0),
                        ("stored_name", ""),
                    ),
                    _connector="OR",
                ),
                name="document_ready_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="madedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("waiting", "ready")), ("version__gte", 1), ("version__isnull", False)),
                    models.Q(models.Q(("state__in", ("waiting", "ready")), _negated=True), ("version", None)),
                    _connector="OR",
                ),
                name="document_version_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="madedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), models.Q(("failure", ""), _negated=True)),
                    models.Q(models.Q(("state", "failed"), _negated=True), ("failure", "")),
                    _connector="OR",
                ),
                name="document_failure_has_reason",
            ),
        ),
        migrations.RunPython(triggers.install_in_migration, triggers.remove_in_migration),
    ]
