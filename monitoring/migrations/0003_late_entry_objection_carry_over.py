import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("monitoring", "0002_card_draft"),
        ('schools', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LateEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10)),
                ('typed', models.JSONField()),
                ('words', models.TextField()),
                ('reason', models.TextField()),
                ('after_term', models.BooleanField(help_text="Whether the school's term was over, or the map closed otherwise")),
                ('received_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'введённое после срока',
                'verbose_name_plural': 'введённое после срока',
                'ordering': ['received_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='в чём не согласны')),
                ('raised_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('satisfied', 'удовлетворено'), ('rejected', 'отклонено')], max_length=20)),
                ('points', models.PositiveSmallIntegerField(help_text='Final points a satisfied objection gave', null=True)),
                ('decision', models.TextField(blank=True, verbose_name='ответ')),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'возражение',
                'verbose_name_plural': 'возражения',
                'ordering': ['raised_at'],
            },
        ),
        migrations.AddField(
            model_name='evidence',
            name='carried_from',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_to', to='monitoring.evidence'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='confirmed_at',
            field=models.DateTimeField(help_text='When the school vouched for a carried piece again', null=True),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('expert_map', 'carried_from'), name='evidence_carried_once'),
        ),
        migrations.AddField(
            model_name='lateentry',
            name='expert_map',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='late_entries', to='monitoring.expertmap'),
        ),
        migrations.AddField(
            model_name='lateentry',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.municipality'),
        ),
        migrations.AddField(
            model_name='lateentry',
            name='typed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='objection',
            name='answer',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='objection', to='monitoring.indicatoranswer'),
        ),
        migrations.AddField(
            model_name='objection',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='objection',
            name='evidence',
            field=models.ManyToManyField(blank=True, related_name='objections', to='monitoring.evidence'),
        ),
        migrations.AddField(
            model_name='objection',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.municipality'),
        ),
        migrations.AddField(
            model_name='objection',
            name='raised_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='lateentry',
            constraint=models.UniqueConstraint(fields=('expert_map', 'code', 'typed_by'), name='late_entry_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('decision', ''), ('outcome', ''), ('points', None)), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('decision', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='objection_decision_whole'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'satisfied'), ('points__isnull', False)), models.Q(models.Q(('outcome', 'satisfied'), _negated=True), ('points', None)), _connector='OR'), name='objection_points_when_satisfied'),
        ),
    ]
