from django.db import migrations, models


class Migration(migrations.Migration):
    """The trees of rich text beside each snapshot."""

    dependencies = [("clinic_api", "0004_route_changes")]

    operations = [
        migrations.AddField(
            model_name="snapshot",
            name="rich_text_etag",
            field=models.CharField(blank=True, help_text="The trees of its rich text, as a hash.", max_length=32),
        ),
        migrations.AddField(
            model_name="snapshotcontent",
            name="rich_text",
            field=models.BinaryField(help_text="The trees of its rich text, for other formats than HTML.", null=True),
        ),
        migrations.AlterField(
            model_name="snapshot",
            name="modified_at",
            field=models.BigIntegerField(help_text="When the bytes, or the trees, became what they are."),
        ),
    ]
