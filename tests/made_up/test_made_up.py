"""There is something of everything that the API serves, and whoever adds what cannot be made up is told so."""

import pytest
from django.db import models
from django.test.utils import isolate_apps
from wagtail import blocks
from wagtail.models import Site

from tests.made_up.blocks import stored
from tests.made_up.nothing_fits import NothingFits
from tests.made_up.objects import MadeUp, served_models, snippet_models
from tests.made_up.values import made_up_value


@pytest.mark.django_db
@pytest.mark.parametrize("model", list(dict.fromkeys([*served_models(), *snippet_models()])), ids=lambda m: m.__name__)
def test_an_object_of_each_model_can_be_made_up(model, client):
    made = MadeUp(Site.objects.get(is_default_site=True).root_page).make(model)
    assert model.objects.filter(pk=made.pk).exists()


@isolate_apps("tests.plugin")
def test_a_field_of_an_unknown_type_is_named():
    class SpectrumField(models.Field):
        pass

    class Star(models.Model):  # noqa: DJ008  (has no objects)
        light = SpectrumField()

        class Meta:
            app_label = "plugin"
            managed = False

    with pytest.raises(NothingFits, match=r"plugin\.Star\.light.*SpectrumField.*tests/made_up/values\.py"):
        made_up_value(Star._meta.get_field("light"), "x", None)


def test_a_block_of_an_unknown_type_is_named():
    class SpectrumBlock(blocks.Block):
        name = "light"

    with pytest.raises(NothingFits, match=r"the block light.*SpectrumBlock.*tests/made_up/blocks\.py"):
        stored(SpectrumBlock(), "x", None)
