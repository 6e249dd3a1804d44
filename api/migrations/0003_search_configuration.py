from django.db import DatabaseError, migrations, transaction

NAME = "clinic_search"


def create_configuration(apps, schema_editor):
    """In PostgreSQL, words are indexed as they are, without case, and without accents where ``unaccent`` can be had."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_ts_config WHERE cfgname = %s", [NAME])
        if cursor.fetchone():
            return
        cursor.execute(f"CREATE TEXT SEARCH CONFIGURATION {NAME} (COPY = pg_catalog.simple)")
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
                cursor.execute(
                    f"ALTER TEXT SEARCH CONFIGURATION {NAME} "
                    "ALTER MAPPING FOR word, hword, hword_part WITH unaccent, simple"
                )
        except DatabaseError:  # The extension is not installed, or only a superuser may add it.
            pass


def drop_configuration(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {NAME}")


class Migration(migrations.Migration):
    dependencies = [("clinic_api", "0002_purging")]
    operations = [migrations.RunPython(create_configuration, drop_configuration)]
