from typing import Any


def headers(file: Any) -> dict[str, str]:
    return {"Edge-Cache-Tag": f"{file._meta.model_name}:{file.pk}"}
