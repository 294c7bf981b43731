"""The methodology, and the triggers by which the database itself refuses to change a frozen one."""

import django.db.models.deletion
from django.db import migrations, models

from scoring import triggers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schools", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Methodology",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=64, verbose_name="код")),
                ("version", models.CharField(max_length=32, verbose_name="версия")),
                ("title", models.CharField(max_length=300, verbose_name="название")),
                ("act_kind", models.CharField(blank=True, max_length=100, verbose_name="вид акта")),
                ("act_title", models.CharField(blank=True, max_length=500, verbose_name="название акта")),
                ("act_number", models.CharField(blank=True, max_length=64, verbose_name="номер акта")),
                ("act_date", models.DateField(blank=True, null=True, verbose_name="дата акта")),
                (
                    "act_note",
                    models.TextField(
                        blank=True, help_text="Наше пояснение об источнике", verbose_name="примечание к акту"
                    ),
                ),
                ("applies_scale_note", models.TextField(blank=True, verbose_name="о применении шкалы")),
                (
                    "source_digest",
                    models.CharField(help_text="SHA-256 of the loaded content, canonical JSON", max_length=64),
                ),
                ("created_at", models.DateTimeField(verbose_name="загружена")),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="используется с")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="methodologies",
                        to="schools.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "методика",
                "verbose_name_plural": "методики",
                "ordering": ["code", "version"],
            },
        ),
        migrations.CreateModel(
            name="EffectivenessBand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="место")),
                (
                    "key",
                    models.CharField(
                        choices=[("high", "высокая"), ("medium", "средняя"), ("low", "низкая")],
                        max_length=6,
                        verbose_name="ключ",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="название")),
                ("share_from", models.PositiveSmallIntegerField(verbose_name="от, % максимума")),
                ("annex_from", models.PositiveSmallIntegerField(verbose_name="от, баллов")),
                ("annex_to", models.PositiveSmallIntegerField(verbose_name="до, баллов")),
                (
                    "methodology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bands", to="scoring.methodology"
                    ),
                ),
            ],
            options={
                "verbose_name": "степень эффективности",
                "verbose_name_plural": "степени эффективности",
                "ordering": ["methodology", "position"],
            },
        ),
        migrations.CreateModel(
            name="Direction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="место")),
                ("title", models.CharField(max_length=500, verbose_name="название")),
                (
                    "methodology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="directions", to="scoring.methodology"
                    ),
                ),
            ],
            options={
                "verbose_name": "направление",
                "verbose_name_plural": "направления",
                "ordering": ["methodology", "position"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="номер")),
                ("title", models.CharField(max_length=500, verbose_name="название")),
                ("short_title", models.CharField(max_length=120, verbose_name="краткое название")),
                ("maximum", models.PositiveSmallIntegerField(verbose_name="максимум баллов")),
                (
                    "direction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="scoring.direction"
                    ),
                ),
                (
                    "methodology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="scoring.methodology"
                    ),
                ),
            ],
            options={
                "verbose_name": "критерий",
                "verbose_name_plural": "критерии",
                "ordering": ["methodology", "number"],
            },
        ),
        migrations.CreateModel(
            name="Quantity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=64, verbose_name="ключ")),
                ("title", models.CharField(max_length=200, verbose_name="название")),
                ("unit_one", models.CharField(max_length=120, verbose_name="после 1 (родительный)")),
                ("unit_few", models.CharField(max_length=120, verbose_name="после 2–4")),
                ("unit_many", models.CharField(max_length=120, verbose_name="после 5")),
                (
                    "reference_field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pupils_1_4", "обучающиеся 1–4 классов"),
                            ("pupils_8_9", "обучающиеся 8–9 классов"),
                            ("pupils_10_11", "обучающиеся 10–11 (12) классов"),
                            ("pupils_6_11", "обучающиеся 6–11 классов"),
                            ("pupils_ovz", "обучающиеся с ОВЗ и инвалидностью"),
                            ("staff", "педагогические и руководящие работники"),
                            ("psychologists", "педагоги-психологи"),
                            ("tutors", "тьюторы"),
                            ("graduates_9", "выпускники 9-х классов"),
                            ("graduates_11", "выпускники 11-х классов"),
                        ],
                        max_length=32,
                        verbose_name="показатель ОО-1",
                    ),
                ),
                (
                    "snapshot",
                    models.CharField(
                        choices=[("past", "прошлогодняя форма"), ("new", "новая форма")],
                        default="past",
                        max_length=4,
                        verbose_name="форма ОО-1",
                    ),
                ),
                (
                    "sum_of",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Keys of quantities that add up to this one",
                        verbose_name="сумма",
                    ),
                ),
                (
                    "methodology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="quantities", to="scoring.methodology"
                    ),
                ),
            ],
            options={
                "verbose_name": "количество",
                "verbose_name_plural": "количества",
                "ordering": ["methodology", "key"],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="место в карте")),
                ("code", models.CharField(max_length=16, verbose_name="код")),
                ("short_title", models.CharField(max_length=120, verbose_name="краткое название")),
                ("wording", models.TextField(verbose_name="показатель")),
                ("method", models.TextField(verbose_name="методика оценки")),
                ("periodicity", models.CharField(max_length=200, verbose_name="периодичность")),
                ("sources", models.TextField(verbose_name="источники информации")),
                ("clarification", models.TextField(blank=True, verbose_name="разъяснение")),
                ("recommendation", models.TextField(blank=True, verbose_name="рекомендация")),
                (
                    "kind",
                    models.CharField(choices=[("share", "доля"), ("fact", "факт")], max_length=5, verbose_name="вид"),
                ),
                ("threshold", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="порог, %")),
                ("unit_one", models.CharField(blank=True, max_length=120, verbose_name="кого не хватает: 1")),
                ("unit_few", models.CharField(blank=True, max_length=120, verbose_name="кого не хватает: 2–4")),
                ("unit_many", models.CharField(blank=True, max_length=120, verbose_name="кого не хватает: 5")),
                ("numerator_label", models.CharField(blank=True, max_length=120, verbose_name="подпись числителя")),
                ("owns_denominator", models.BooleanField(default=False, verbose_name="знаменатель вводится здесь")),
                (
                    "levels",
                    models.JSONField(
                        default=list, help_text="The school must have at least one of these", verbose_name="уровни"
                    ),
                ),
                (
                    "parts",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="List of {key, label, level}",
                        verbose_name="составные части",
                    ),
                ),
                (
                    "zero_unless",
                    models.CharField(blank=True, max_length=16, verbose_name="0 баллов, если «нет» по показателю"),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="scoring.criterion"
                    ),
                ),
                (
                    "methodology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="scoring.methodology"
                    ),
                ),
                (
                    "denominator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="scoring.quantity",
                    ),
                ),
            ],
            options={
                "verbose_name": "показатель",
                "verbose_name_plural": "показатели",
                "ordering": ["methodology", "position"],
            },
        ),
        migrations.AddConstraint(
            model_name="methodology",
            constraint=models.UniqueConstraint(
                fields=("municipality", "code", "version"), name="methodology_unique_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="methodology",
            constraint=models.UniqueConstraint(
                condition=models.Q(("municipality__isnull", True)),
                fields=("code", "version"),
                name="methodology_unique_preset_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="effectivenessband",
            constraint=models.UniqueConstraint(fields=("methodology", "key"), name="band_unique_key"),
        ),
        migrations.AddConstraint(
            model_name="effectivenessband",
            constraint=models.UniqueConstraint(fields=("methodology", "position"), name="band_unique_position"),
        ),
        migrations.AddConstraint(
            model_name="effectivenessband",
            constraint=models.UniqueConstraint(fields=("methodology", "share_from"), name="band_unique_share"),
        ),
        migrations.AddConstraint(
            model_name="effectivenessband",
            constraint=models.CheckConstraint(
                condition=models.Q(("key__in", ["high", "medium", "low"])), name="band_key_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="effectivenessband",
            constraint=models.CheckConstraint(
                condition=models.Q(("share_from__lte", 100)), name="band_share_at_most_100"
            ),
        ),
        migrations.AddConstraint(
            model_name="effectivenessband",
            constraint=models.CheckConstraint(
                condition=models.Q(("annex_from__lte", models.F("annex_to"))), name="band_annex_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="direction",
            constraint=models.UniqueConstraint(fields=("methodology", "position"), name="direction_unique_position"),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(fields=("methodology", "number"), name="criterion_unique_number"),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("maximum__gte", 1)), name="criterion_maximum_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="quantity",
            constraint=models.UniqueConstraint(fields=("methodology", "key"), name="quantity_unique_key"),
        ),
        migrations.AddConstraint(
            model_name="quantity",
            constraint=models.CheckConstraint(
                condition=models.Q(("snapshot__in", ["past", "new"])), name="quantity_snapshot_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(fields=("methodology", "code"), name="indicator_unique_code"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(fields=("methodology", "position"), name="indicator_unique_position"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                condition=models.Q(("owns_denominator", True)),
                fields=("denominator",),
                name="indicator_denominator_owned_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("denominator__isnull", False),
                        ("kind", "share"),
                        ("threshold__gte", 1),
                        ("threshold__isnull", False),
                        ("threshold__lte", 100),
                        models.Q(("unit_many", ""), _negated=True),
                    ),
                    models.Q(
                        ("denominator__isnull", True),
                        ("kind", "fact"),
                        ("owns_denominator", False),
                        ("threshold__isnull", True),
                        ("unit_many", ""),
                    ),
                    _connector="OR",
                ),
                name="indicator_kind_fits_threshold",
            ),
        ),
        migrations.RunPython(triggers.install_in_migration, triggers.remove_in_migration),
    ]
