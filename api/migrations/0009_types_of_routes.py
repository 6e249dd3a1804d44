import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The column stays as it is: the state alone learns what it refers to, so that fixtures name types of content."""

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("clinic_api", "0008_marks_are_not_checked"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name="routechange", name="content_type_id"),
                migrations.AddField(
                    model_name="routechange",
                    name="content_type",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ]
        )
    ]
