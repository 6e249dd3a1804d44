"""What a project with ``clinic_media`` answers for a picture and a document; run by its ``manage.py shell``."""

import json
import sys
from io import BytesIO, StringIO

from clinic_media.models import ClinicDocument, ClinicImage
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

output, buffer = StringIO(), BytesIO()
call_command("makemigrations", check_changes=True, dry_run=True, stdout=output)
Image.new("RGB", (900, 600), "teal").save(buffer, "JPEG")
collection = Collection.get_first_root_node().add_child(name="Squares")
picture = ClinicImage(title="Teal", alt_text="A teal square", collection=collection)
picture.file.save("teal.jpg", ContentFile(buffer.getvalue()), save=False)
picture.save()
document = ClinicDocument(title="A leaflet", collection=collection)
document.file = ContentFile(b"Words of a leaflet", "leaflet.txt")
document.save()
client = Client(HTTP_HOST="127.0.0.1:8000")
answers = {
    "picture": client.get(f"/api/v2/images/{picture.pk}/").json(),
    "document": client.get(f"/api/v2/documents/{document.pk}/").json(),
}
addresses = [answers["picture"]["meta"]["download_url"], answers["document"]["meta"]["download_url"], picture.file.url]
addresses.append(answers["picture"]["url"])


def statuses():
    return {address: client.get(address.removeprefix("http://127.0.0.1:8000")).status_code for address in addresses}


sent = statuses()
CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
modules = {name: sys.modules[name].__file__ for name in ("clinic_media", "media")}
seen = {**answers, "changes": output.getvalue(), "sent": sent, "sent_when_private": statuses(), "modules": modules}
sys.stdout.write(json.dumps(seen))
