import monitoring.models.submission
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("monitoring", "0010_receipt_codes_given")]

    operations = [
        migrations.AlterField(
            model_name="submission",
            name="code",
            field=models.CharField(
                default=monitoring.models.submission.new_code,
                max_length=26,
                unique=True,
                verbose_name="код подтверждения",
            ),
        ),
    ]
