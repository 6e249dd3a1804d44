"""Rows from fixtures are half there: every receiver of ours lets them pass, and what is stored is made anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.signals import post_init, post_save, pre_save
from django.test import Client

from api.snapshots.models import StaleMark

pytestmark = pytest.mark.django_db

OURS = ("api", "cms", "media", "pages", "tests")
MODELS = [model for model in apps.get_models() if not model._meta.proxy]


def receivers_of_ours(signal: Any, model: type[Model]) -> Iterator[Any]:
    for receiver in signal._live_receivers(model)[0]:
        if getattr(receiver, "__module__", "").partition(".")[0] in OURS:
            yield receiver


def test_there_are_receivers_of_ours_to_look_at():
    found = {
        receiver.__module__.partition(".")[0] for model in MODELS for receiver in receivers_of_ours(post_save, model)
    }
    assert {"api", "media"} <= found


@pytest.mark.parametrize("signal", [pre_save, post_save], ids=["pre_save", "post_save"])
def test_no_receiver_looks_into_a_row_from_a_fixture(signal):
    """Instances as loaddata has them: of a page only the columns of its own table, and nothing that they refer to."""
    for model in MODELS:
        for receiver in receivers_of_ours(signal, model):
            facts = {"using": DEFAULT_DB_ALIAS, "raw": True, "update_fields": None}
            facts |= {"created": True} if signal is post_save else {}
            receiver(sender=model, signal=signal, instance=_bare(model), **facts)


def _bare(model: type[Model]) -> Model:
    instance = model()
    for field in model._meta.concrete_fields:
        instance.__dict__[field.attname] = None
    if model._meta.pk is not None and hasattr(model._meta.pk, "attname"):
        instance.__dict__[model._meta.pk.attname] = 1
    return instance


def test_a_page_of_a_type_of_its_own_can_be_loaded(get, make_event, tmp_path):
    """Its row of the table of pages, and that of its type, come one after the other."""
    event = make_event(slug="one")
    other = make_event(slug="two")
    for each in (event, other):
        assert get(f"pages/{each.pk}/").status_code == 200
    text = serializers.serialize("json", [event.page_ptr, event])
    file = tmp_path / "event.json"
    file.write_text(text.replace(f'"title": "{event.title}"', '"title": "From a fixture"'))
    call_command("loaddata", str(file), verbosity=0)
    assert get(f"pages/{event.pk}/").json()["title"] == "From a fixture"
    assert Client().get("/api/v2/pages/find/?html_path=/one/").json()["title"] == "From a fixture"


def test_after_loaddata_everything_is_made_anew(get, make_event, tmp_path):
    """What a row touches beyond itself is not known while its fixture is loaded."""
    event, other = make_event(), make_event()
    assert get(f"pages/{other.pk}/").status_code == 200
    file = tmp_path / "event.json"
    file.write_text(serializers.serialize("json", [event]))
    call_command("loaddata", str(file), verbosity=0)
    assert StaleMark.objects.filter(snapshot__pk_text=str(other.pk)).exists()


def test_post_init_of_half_an_object_is_nothing_to_stumble_over():
    for model in MODELS:
        for receiver in receivers_of_ours(post_init, model):
            receiver(sender=model, signal=post_init, instance=_bare(model))
