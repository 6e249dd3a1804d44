from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic_pages', '0010_opened_forms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='openedform',
            name='clinic_opened_form_token',
        ),
        migrations.RenameField(
            model_name='openedform',
            old_name='page_id',
            new_name='object_id',
        ),
        migrations.AddField(
            model_name='openedform',
            name='model',
            field=models.CharField(default='', help_text='app_label.model_name of what it makes', max_length=150),
        ),
        migrations.AddConstraint(
            model_name='openedform',
            constraint=models.UniqueConstraint(fields=('token', 'user', 'model'), name='clinic_opened_form_token'),
        ),
    ]
