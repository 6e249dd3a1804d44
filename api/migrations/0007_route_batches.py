import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def batch(apps, schema_editor):
    """Rows with one date become one batch: two statements, however many rows there are, and some for the batches."""
    using = schema_editor.connection.alias
    changes = apps.get_model("clinic_api", "RouteChange").objects.using(using)
    batches = apps.get_model("clinic_api", "RouteBatch").objects.using(using)
    moments = changes.exclude(at=None).order_by().values_list("at", flat=True).distinct()
    batches.bulk_create([batches.model(at=at) for at in moments], batch_size=1000)
    same = batches.filter(at=OuterRef("at")).values("pk")[:1]
    changes.exclude(at=None).update(batch_id=Subquery(same))
    if changes.filter(at=None).exists():
        changes.filter(at=None).update(batch_id=batches.create(at=None).pk)


def date(apps, schema_editor):
    using = schema_editor.connection.alias
    changes = apps.get_model("clinic_api", "RouteChange").objects.using(using)
    batches = apps.get_model("clinic_api", "RouteBatch").objects.using(using)
    changes.update(at=Subquery(batches.filter(pk=OuterRef("batch_id")).values("at")))


class Migration(migrations.Migration):
    dependencies = [
        ("clinic_api", "0006_unseen_marks"),
    ]

    operations = [
        migrations.CreateModel(
            name="RouteBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "at",
                    models.BigIntegerField(
                        help_text="Milliseconds since 1970, after the commit; nothing until that has happened.", null=True
                    ),
                ),
            ],
            options={
                "verbose_name": "batch of changes of routes",
                "verbose_name_plural": "batches of changes of routes",
                "indexes": [models.Index(fields=["at"], name="clinic_api_routebatch_at")],
            },
        ),
        migrations.AddField(
            model_name="routechange",
            name="batch",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="changes",
                to="clinic_api.routebatch",
            ),
        ),
        migrations.RunPython(batch, date),
        migrations.AlterField(
            model_name="routechange",
            name="batch",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="changes",
                to="clinic_api.routebatch",
            ),
        ),
        migrations.RemoveIndex(model_name="routechange", name="clinic_api_route_at"),
        migrations.RemoveField(model_name="routechange", name="at"),
    ]
