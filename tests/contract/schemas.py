"""The API's description, as something that answers are checked against."""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

from api.openapi.document import build_document

DIALECT = "https://json-schema.org/draft/2020-12/schema"
JSON = "application/json"
PROBLEM = "application/problem+json"


@cache
def document() -> dict[str, Any]:
    """The description of the API as it is now."""
    return build_document()


@cache
def validator(name: str) -> Draft202012Validator:
    """For what the component ``name`` describes."""
    return _validator({"$ref": f"#/components/schemas/{name}"})


@cache
def answer_validator(path: str) -> Draft202012Validator:
    """For what ``GET`` answers with 200 at a path such as ``/api/v2/pages/{id}/``, asked without ``fields``."""
    return _validator(document()["paths"][path]["get"]["responses"]["200"]["content"][JSON]["schema"])


def problem_validator() -> Draft202012Validator:
    return validator("ProblemDocument")


def faults(found: Draft202012Validator, value: Any) -> list[str]:
    """What is wrong with ``value``, shortened; nothing when it fits."""
    return [f"{'/'.join(map(str, error.instance_path))}: {error.message[:300]}" for error in found.iter_errors(value)]


def _validator(schema: dict[str, Any]) -> Draft202012Validator:
    whole = {"$schema": DIALECT, **schema, "components": document()["components"]}
    return Draft202012Validator(whole, validate_formats=True)
