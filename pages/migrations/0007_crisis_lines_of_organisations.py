from django.db import migrations
from django.utils import timezone

#: Codes of crisis lines that take text messages and cannot be called.
TEXT_CODES = {"741741", "678678", "838255", "22522", "686868", "85258", "50808"}
KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
NEW_FORM = r"[A-Z;]|sms:"


def move_crisis_lines(apps, schema_editor):
    """The one crisis line of each organisation becomes its first, in the language of its site."""
    settings = apps.get_model("clinic_pages", "OrganisationSettings")
    line = apps.get_model("clinic_pages", "CrisisLine")
    alias = schema_editor.connection.alias
    for organisation in settings.objects.using(alias).exclude(crisis_line_number="").select_related("site__root_page"):
        number = organisation.crisis_line_number
        is_text = number in TEXT_CODES
        line.objects.using(alias).create(
            organisation=organisation,
            sort_order=0,
            kind="text" if is_text else "voice",
            locale_id=organisation.site.root_page.locale_id,
            name=organisation.crisis_line_name,
            number=f"sms:{number}" if is_text else number,
            text=organisation.crisis_line_text,
        )


def move_crisis_lines_back(apps, schema_editor):
    """The first line that has a number becomes the only one."""
    line = apps.get_model("clinic_pages", "CrisisLine")
    settings = apps.get_model("clinic_pages", "OrganisationSettings")
    alias = schema_editor.connection.alias
    for each in line.objects.using(alias).exclude(number="").order_by("-sort_order", "-pk"):
        settings.objects.using(alias).filter(pk=each.organisation_id).update(
            crisis_line_name=each.name,
            crisis_line_number=each.number.removeprefix("sms:").partition(";")[0].translate(KEYS),
            crisis_line_text=each.text,
        )
    line.objects.using(alias).all().delete()


def note_former_numbers(apps, schema_editor):
    """The numbers in old revisions of clinics, which no clinic has any more."""
    alias = schema_editor.connection.alias
    revision = apps.get_model("wagtailcore", "Revision")
    content_type = apps.get_model("contenttypes", "ContentType")
    former = apps.get_model("clinic_pages", "FormerNumber")
    telephone = apps.get_model("clinic_pages", "Telephone")
    clinic = content_type.objects.using(alias).filter(app_label="clinic_pages", model="clinicpage").first()
    if clinic is None:
        return
    current = set(telephone.objects.using(alias).values_list("number", flat=True))
    found = {}
    for content in revision.objects.using(alias).filter(content_type=clinic).values_list("content", flat=True).iterator():
        for row in content.get("telephones") or ():
            number = row.get("number") or ""
            if number.startswith("+") and number not in current:
                found[number[:16]] = content.get("title") or ""
    former.objects.using(alias).bulk_create(
        [former(number=number, clinic_title=title, given_up_at=timezone.now()) for number, title in found.items()],
        ignore_conflicts=True,
    )


def mark_text_codes(apps, schema_editor):
    telephone = apps.get_model("clinic_pages", "Telephone")
    for each in telephone.objects.using(schema_editor.connection.alias).filter(number__in=TEXT_CODES):
        each.number = f"sms:{each.number}"
        each.save(update_fields=["number"])


def write_numbers_as_before(apps, schema_editor):
    """Without extensions, and with digits in place of letters."""
    telephone = apps.get_model("clinic_pages", "Telephone")
    for each in telephone.objects.using(schema_editor.connection.alias).filter(number__regex=NEW_FORM):
        number = each.number.removeprefix("sms:").partition(";")[0].translate(KEYS)
        each.number = number
        each.save(update_fields=["number"])


class Migration(migrations.Migration):

    dependencies = [
        ("clinic_pages", "0006_crisis_lines"),
    ]

    operations = [
        migrations.RunPython(move_crisis_lines, move_crisis_lines_back),
        migrations.RunPython(mark_text_codes, write_numbers_as_before),
        migrations.RunPython(note_former_numbers, migrations.RunPython.noop),
    ]
