import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from wagtail.images.blocks import ImageBlock

from media.models import ClinicImage
from tests.media.factories import ImageFactory, root_collection
from tests.media.pictures import picture

pytestmark = pytest.mark.django_db


def test_an_image_with_neither_alternative_text_nor_the_decorative_flag_is_refused():
    image = ImageFactory.build(collection=root_collection(), alt_text="   ")
    with pytest.raises(ValidationError) as refused:
        image.full_clean()
    assert list(refused.value.message_dict) == ["alt_text"]
    assert refused.value.message_dict["alt_text"][0].startswith("Describe the image in one sentence")


def test_a_file_name_is_refused_as_alternative_text():
    image = ImageFactory.build(collection=root_collection(), alt_text="counselling-room")
    with pytest.raises(ValidationError) as refused:
        image.full_clean()
    assert "looks like a file name" in refused.value.message_dict["alt_text"][0]


def test_a_decorative_image_needs_no_alternative_text():
    ImageFactory.build(collection=root_collection(), alt_text="", is_decorative=True).full_clean()


def test_the_database_refuses_an_image_without_alternative_text():
    with pytest.raises(IntegrityError), transaction.atomic():
        ImageFactory(alt_text="")


def test_the_default_alternative_text_is_never_the_title():
    assert ImageFactory.build(title="A title", alt_text="").default_alt_text == ""
    assert ImageFactory.build(title="A title", alt_text="A quiet garden").default_alt_text == "A quiet garden"


def test_a_decorative_image_has_no_default_alternative_text_and_keeps_its_words():
    image = ImageFactory(alt_text="A quiet garden", is_decorative=True)
    image = ClinicImage.objects.get(pk=image.pk)
    assert (image.is_decorative, image.default_alt_text, image.alt_text) == (True, "", "A quiet garden")


def test_wagtail_s_image_block_does_not_change_the_image_s_own_flag():
    image = ImageFactory(is_decorative=True, alt_text="")
    block = ImageBlock()
    used = block.to_python({"image": image.pk, "decorative": False, "alt_text": "A quiet garden"})
    used.save()
    assert ClinicImage.objects.get(pk=image.pk).is_decorative
    assert used.get_rendition("width-100").alt == "A quiet garden"


def test_a_decorative_image_is_rendered_with_an_empty_alternative_text():
    image = ImageFactory(is_decorative=True)
    assert 'alt=""' in image.get_rendition("width-100").img_tag()


def test_size_and_hash_of_a_new_file_are_known_without_the_admin():
    image = ImageFactory()
    assert image.file_size == image.file.size
    assert len(image.file_hash) == 40


def test_a_replaced_file_leaves_no_rendition_of_the_old_one():
    image = ImageFactory()
    old_hash = image.file_hash
    image.get_rendition("width-480")
    image.file = ContentFile(picture("PNG", (600, 400)), "garden.png")
    image.save()
    assert image.file_hash != old_hash
    assert (image.width, image.height) == (600, 400)
    assert not image.renditions.exists()


def test_changing_the_words_keeps_the_renditions():
    image = ImageFactory()
    image.get_rendition("width-480")
    image.alt_text = "A quiet garden"
    image.save()
    assert image.renditions.count() == 1


def test_images_are_found_by_alternative_text_and_credit():
    garden = ImageFactory(alt_text="A wheelbarrow in the garden", credit="Photo: Ana Ruiz")
    ImageFactory()
    assert list(ClinicImage.objects.search("wheelbarrow")) == [garden]
    assert list(ClinicImage.objects.search("Ruiz")) == [garden]


def test_the_same_size_of_an_image_exists_once():
    rendition = ImageFactory().get_rendition("width-480")
    rendition.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        rendition.save()
