import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of the delivery engine."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.IntegerField()),
                ("object_id", models.BigIntegerField()),
                ("model", models.CharField(help_text="app_label.model_name of the object's own type", max_length=150)),
                ("pk_text", models.CharField(max_length=255)),
                ("site_id", models.BigIntegerField(help_text="The site that a page is read on.", null=True)),
                (
                    "sites",
                    models.TextField(blank=True, help_text="All sites whose trees hold a page: ,1,2,"),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True, help_text="The path of a page on its site, as a hash.", max_length=32
                    ),
                ),
                ("html_path", models.TextField(blank=True, help_text="The path of a page on its site.")),
                ("etag", models.CharField(max_length=32)),
                ("fingerprint", models.CharField(max_length=32)),
                ("modified_at", models.BigIntegerField(help_text="When the bytes became what they are.")),
                ("expires_at", models.BigIntegerField(help_text="When something that it shows expires.", null=True)),
            ],
            options={
                "verbose_name": "snapshot",
                "verbose_name_plural": "snapshots",
                "indexes": [models.Index(fields=["address"], name="clinic_api_snapshot_address")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="clinic_api_snapshot_object")
                ],
            },
        ),
        migrations.CreateModel(
            name="SnapshotContent",
            fields=[
                (
                    "snapshot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="clinic_api.snapshot",
                    ),
                ),
                ("body", models.BinaryField()),
                ("gzip", models.BinaryField(null=True)),
                ("brotli", models.BinaryField(null=True)),
                ("surrogate_keys", models.TextField(blank=True)),
            ],
            options={"verbose_name": "bytes of a snapshot", "verbose_name_plural": "bytes of snapshots"},
        ),
        migrations.CreateModel(
            name="Dependency",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind", "object_id", "snapshot_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.IntegerField()),
                ("object_id", models.BigIntegerField()),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dependencies",
                        to="clinic_api.snapshot",
                    ),
                ),
            ],
            options={"verbose_name": "dependency", "verbose_name_plural": "dependencies"},
        ),
        migrations.CreateModel(
            name="StaleMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stale_marks",
                        to="clinic_api.snapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "mark of a stale snapshot",
                "verbose_name_plural": "marks of stale snapshots",
            },
        ),
        migrations.CreateModel(
            name="ContentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.BigIntegerField()),
            ],
            options={"verbose_name": "content version", "verbose_name_plural": "content versions"},
        ),
    ]
