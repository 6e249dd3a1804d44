"""Requests that Django refuses before anything of ours is asked."""

import logging

import pytest
from django.conf import settings as configured
from django.test import Client
from django.utils.module_loading import import_string


@pytest.mark.parametrize("path", ["/", "/api/v2/pages/", "/admin/login/"])
def test_a_request_for_another_host_fills_no_log(client: Client, settings, caplog, path: str) -> None:
    settings.ALLOWED_HOSTS = ["cms.example.org"]
    answer = client.get(path, headers={"host": "elsewhere.example"})
    assert answer.status_code == 400

    records = [record for record in caplog.records if record.name.startswith("django.security.")]
    assert records
    assert [line for record in records for line in _lines(record)] == [record.getMessage() for record in records]


def _lines(record: logging.LogRecord) -> list[str]:
    """What the console is sent of it, by the filters that are configured."""
    for name in configured.LOGGING["handlers"]["console"]["filters"]:
        assert import_string(configured.LOGGING["filters"][name]["()"])().filter(record)
    return logging.Formatter().format(record).splitlines()
