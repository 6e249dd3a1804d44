import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import pages.clinics.fields
import pages.models.crisis_line
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic_pages', '0005_failed_schedules'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='CrisisLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('voice', 'Calls'), ('text', 'Text messages'), ('chat', 'Chat on a website')], default='voice', max_length=10, verbose_name='how it is reached')),
                ('name', models.CharField(help_text='Such as 988 Suicide & Crisis Lifeline.', max_length=120, verbose_name='name of the crisis line')),
                ('number', models.CharField(blank=True, help_text="A short code such as 988, or a number with its country's code; for text messages such as 741741.", max_length=40, verbose_name='number')),
                ('message', models.CharField(blank=True, help_text='For text messages, such as HOME.', max_length=60, verbose_name='word to send first')),
                ('url', models.URLField(blank=True, validators=[django.core.validators.URLValidator(schemes=['https', 'http'])], verbose_name='address of the chat')),
                ('text', models.CharField(blank=True, help_text='One sentence to somebody in danger.', max_length=300, verbose_name='when to use it')),
            ],
            options={
                'verbose_name': 'crisis line',
                'verbose_name_plural': 'crisis lines',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FormerNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=16, unique=True, verbose_name='number')),
                ('clinic_title', models.CharField(max_length=255, verbose_name='clinic')),
                ('given_up_at', models.DateTimeField(verbose_name='given up at')),
            ],
            options={
                'verbose_name': 'former telephone number',
                'verbose_name_plural': 'former telephone numbers',
            },
        ),
        migrations.RemoveConstraint(
            model_name='telephone',
            name='clinic_pages_telephone_number',
        ),
        migrations.AlterField(
            model_name='telephone',
            name='number',
            field=pages.clinics.fields.TelephoneNumberField(help_text="As you would dial it, such as (951) 555-0142 or (951) 555-0142 ext. 12; from abroad with + and the country's code.", max_length=40, verbose_name='number'),
        ),
        migrations.AddConstraint(
            model_name='telephone',
            constraint=models.CheckConstraint(condition=models.Q(('number__regex', '^(\\+[1-9][0-9]{1,14}[A-Z]{0,12}(;ext=[0-9]{1,7})?|(sms:)?[0-9]{2,6})$')), name='clinic_pages_telephone_number', violation_error_message='A telephone number is stored as +19515550142, a short code as 988.'),
        ),
        migrations.AddField(
            model_name='crisisline',
            name='locale',
            field=models.ForeignKey(default=pages.models.crisis_line.default_language, help_text="Of the words below. Readers of a language that has no line are shown those of the site's own.", on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale', verbose_name='language'),
        ),
        migrations.AddField(
            model_name='crisisline',
            name='organisation',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='crisis_lines', to='clinic_pages.organisationsettings'),
        ),
        migrations.AddConstraint(
            model_name='crisisline',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['voice', 'text', 'chat'])), name='clinic_pages_crisisline_kind', violation_error_message='Choose from the list how the line is reached.'),
        ),
        migrations.AddConstraint(
            model_name='crisisline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'chat'), ('number', ''), models.Q(('url', ''), _negated=True)), models.Q(models.Q(('kind', 'chat'), _negated=True), models.Q(('number', ''), _negated=True), ('url', '')), _connector='OR'), name='clinic_pages_crisisline_target', violation_error_message='A chat has an address, every other line has a number.'),
        ),
    ]
