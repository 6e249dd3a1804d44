from media.models import ClinicImage
from tests.media.factories import DocumentFactory, ImageFactory


def test_an_image_is_listed_and_shown(get, site):
    image = ImageFactory(title="Front door")
    item = get("images/").json()["items"][0]
    assert (item["id"], item["title"], item["meta"]["tags"]) == (image.pk, "Front door", [])
    assert item["meta"]["download_url"] == image.get_download_url()
    detail = get(f"images/{image.pk}/").json()
    assert (detail["width"], detail["height"]) == (image.width, image.height)


def test_an_image_whose_model_names_no_other_address_is_downloaded_from_the_storage(get, site, monkeypatch):
    monkeypatch.delattr(ClinicImage, "get_download_url")
    image = ImageFactory()
    download_url = get(f"images/{image.pk}/").json()["meta"]["download_url"]
    assert download_url == f"http://127.0.0.1:8000{image.file.url}"


def test_a_document_is_listed_and_shown(get, site):
    document = DocumentFactory(title="Visiting hours")
    assert get("documents/").json()["items"][0]["title"] == "Visiting hours"
    meta = get(f"documents/{document.pk}/").json()["meta"]
    assert meta["download_url"] == f"http://127.0.0.1:8000{document.url}"


def test_files_are_found_by_id_and_by_title(get, site):
    image = ImageFactory(title="Front door")
    ImageFactory(title="Garden")
    response = get("images/find/", id=image.pk)
    assert response.json()["title"] == "Front door"
    assert response["Content-Location"] == f"http://127.0.0.1:8000/api/v2/images/{image.pk}/"
    assert [item["id"] for item in get("images/", title="Front door").json()["items"]] == [image.pk]
    assert [item["id"] for item in get("images/", search="front").json()["items"]] == [image.pk]


def test_a_missing_file_breaks_no_answer(get, site):
    image, document = ImageFactory(), DocumentFactory()
    image.file.storage.delete(image.file.name)
    document.file.storage.delete(document.file.name)
    assert get(f"images/{image.pk}/").status_code == 200
    assert get(f"documents/{document.pk}/").status_code == 200
