"""References that would show each other without end are reported before a response fails."""

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from api.checks import check_circular_references
from api.contract.represented_by_fields import RepresentedByFields


@isolate_apps("tests.plugin")
def test_references_that_lead_back_to_their_own_model_are_reported(monkeypatch):
    class Ward(RepresentedByFields, models.Model):  # noqa: DJ008  (has no objects)
        part_of = models.ForeignKey("self", models.CASCADE)
        nurse = models.ForeignKey("plugin.Nurse", models.CASCADE)
        api_fields = ["part_of", "nurse"]
        api_reference_fields = ["nurse"]

        class Meta:
            app_label = "plugin"

    class Nurse(RepresentedByFields, models.Model):  # noqa: DJ008
        ward = models.ForeignKey(Ward, models.CASCADE)
        api_fields = ["ward"]
        api_reference_fields: list[str] = []

        class Meta:
            app_label = "plugin"

    monkeypatch.setattr(apps, "get_models", lambda: [Ward, Nurse])
    assert check_circular_references(None) == []

    monkeypatch.setattr(Nurse, "api_reference_fields", None)
    (error,) = check_circular_references(None)
    assert error.id == "clinic_api.E012"
    assert "plugin.Ward" in error.msg
    assert "plugin.Nurse" in error.msg

    monkeypatch.setattr(Nurse, "api_reference_fields", [])
    monkeypatch.setattr(Ward, "api_reference_fields", None)
    (error,) = check_circular_references(None)
    assert "plugin.Ward shows plugin.Ward" in error.msg
