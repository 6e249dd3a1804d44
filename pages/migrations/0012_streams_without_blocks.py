import pages.stream_field
from django.db import migrations

STREAMS = [
    ('articleindexpage', 'body', 'body'),
    ('articlepage', 'body', 'body'),
    ('clinicindexpage', 'body', 'body'),
    ('clinicpage', 'body', 'body'),
    ('faqpage', 'body', 'body'),
    ('faqpage', 'sections', 'sections'),
    ('homepage', 'body', 'body'),
    ('menu', 'items', 'links'),
    ('notfoundtext', 'links', 'useful links'),
    ('standardpage', 'body', 'body'),
]


class Migration(migrations.Migration):
    """Streams are known to migrations without their blocks. The database stays as it is."""

    dependencies = [
        ('clinic_pages', '0011_opened_forms_of_snippets'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name=model_name,
                    name=name,
                    field=pages.stream_field.StreamField(blank=True, verbose_name=verbose_name),
                )
                for model_name, name, verbose_name in STREAMS
            ],
        ),
    ]
