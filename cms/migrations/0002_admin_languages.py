from django.db import migrations
from wagtail.admin.localization import get_available_admin_languages


def forget_others(apps, schema_editor):
    """Who chose a language that is not offered any longer could not choose another."""
    profiles = apps.get_model("wagtailusers", "UserProfile").objects.using(schema_editor.connection.alias)
    offered = [code for code, _name in get_available_admin_languages()]
    profiles.exclude(preferred_language__in=["", *offered]).update(preferred_language="")


class Migration(migrations.Migration):
    dependencies = [
        ("clinic_cms", "0001_worker"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [migrations.RunPython(forget_others, migrations.RunPython.noop, elidable=True)]
