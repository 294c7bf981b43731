import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("monitoring", "0008_link_watch_and_checks"),
        ("schools", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="code",
            field=models.CharField(max_length=26, null=True, verbose_name="код подтверждения"),
        ),
        migrations.CreateModel(
            name="DetachedSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("original_name", models.CharField(max_length=255)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("attached_at", models.DateTimeField()),
                ("attached_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("municipality", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.municipality")),
                ("submission", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="signature", to="monitoring.submission")),
            ],
            options={
                "verbose_name": "файл подписи",
                "verbose_name_plural": "файлы подписи",
            },
        ),
    ]
