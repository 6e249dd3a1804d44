"""Whose a stored file is, is found by an index. The addresses of documents with another name than now are remembered."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from ..uploads.document_fields import CheckedFileField
from ..uploads.names import document_path


class Migration(migrations.Migration):
    dependencies = [("clinic_media", "0005_document_sha256")]

    operations = [
        migrations.AddIndex(
            model_name="clinicimage",
            index=models.Index(fields=["file"], name="clinic_media_image_file"),
        ),
        migrations.AddIndex(
            model_name="clinicrendition",
            index=models.Index(fields=["file"], name="clinic_media_rendition_file"),
        ),
        migrations.AddIndex(
            model_name="imageversion",
            index=models.Index(fields=["file"], name="clinic_media_version_file"),
        ),
        migrations.AlterField(
            model_name="clinicdocument",
            name="file",
            field=CheckedFileField(max_length=255, upload_to=document_path, verbose_name="file"),
        ),
        migrations.CreateModel(
            name="DocumentName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("filename", models.CharField(max_length=255)),
                ("superseded_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier_names",
                        to="clinic_media.clinicdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier name of a document",
                "verbose_name_plural": "earlier names of documents",
                "constraints": [
                    models.UniqueConstraint(fields=["document", "filename"], name="clinic_media_document_name")
                ],
            },
        ),
    ]
