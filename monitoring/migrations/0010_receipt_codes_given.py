from django.db import migrations

from monitoring.models.submission import new_code


def give_codes(apps, schema_editor):
    """Receipts signed before there were codes get one each."""
    submissions = apps.get_model("monitoring", "Submission").objects.using(schema_editor.connection.alias)
    for pk in submissions.filter(code=None).values_list("pk", flat=True):
        submissions.filter(pk=pk).update(code=new_code())


class Migration(migrations.Migration):

    dependencies = [("monitoring", "0009_receipt_code_and_signature")]

    operations = [migrations.RunPython(give_codes, migrations.RunPython.noop)]
