"""Sets the project up, has files uploaded, and asks for them. Prints what was seen, as JSON."""

import json
import sys
from io import BytesIO, StringIO

import django

django.setup()

from clinic_media.models import ClinicDocument, ClinicImage  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from PIL import Image  # noqa: E402
from wagtail.models import Collection  # noqa: E402

from media.models import Film  # noqa: E402

NAMES = {"api", "clinic_media", "cms", "media", "pages"}


def told(*command: str, **options: bool) -> str:
    output = StringIO()
    call_command(*command, **options, stdout=output, stderr=output)
    return output.getvalue()


def main() -> dict[str, object]:
    told("makemigrations", "media")
    changes = told("makemigrations", "clinic_media", check_changes=True, dry_run=True)
    told("migrate")
    Film.objects.create(title="A walk around the house")
    checked = told("check", fail_level="WARNING")

    collection = Collection.get_first_root_node()
    picture = BytesIO()
    Image.new("RGB", (1000, 750), "steelblue").save(picture, "JPEG")
    image = ClinicImage(title="Door", alt_text="A blue door", collection=collection)
    image.file.save("door.jpg", ContentFile(picture.getvalue()), save=False)
    image.save()
    document = ClinicDocument(title="Hours", collection=collection)
    document.file = ContentFile(b"Monday: open\n", "hours.txt")
    document.save()

    client, staff = Client(), Client()
    staff.force_login(User.objects.create_superuser("editor"))
    shown = client.get(f"/api/pictures/{image.pk}/").json()
    addresses = {
        "upload": image.file.url,
        "thumbnail": image.get_rendition("max-165x165").file.url,
        "rendition": shown["url"].removeprefix("http://testserver"),
        "original": shown["meta"]["download_url"].removeprefix("http://testserver"),
        "document": document.url,
    }
    pages = {
        "images": "/admin/images/",
        "form": f"/admin/images/{image.pk}/",
        "many": "/admin/images/multiple/add/",
        "account": "/admin/account/",
    }
    answers = {name: client.get(address) for name, address in addresses.items()}
    screens = {name: staff.get(address) for name, address in pages.items()}
    return {
        "changes": changes,
        "checked": checked,
        "shown": shown,
        "statuses": {name: answer.status_code for name, answer in {**answers, **screens}.items()},
        "types": {name: answer["Content-Type"] for name, answer in answers.items()},
        "tags": answers["rendition"].headers.get("Edge-Cache-Tag"),
        "warmed": told("renditions", "warm"),
        "status": told("renditions", "status"),
        "panel": "Not the panel" in screens["account"].content.decode(),
        "packages": {name: sys.modules[name].__file__ for name in sys.modules.keys() & NAMES},
        "fields": [
            f"{type(field).__module__}.{type(field).__name__}"
            for field in (ClinicImage._meta.get_field("file"), ClinicDocument._meta.get_field("file"))
        ],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
