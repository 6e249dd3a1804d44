"""Where uploads are kept: in files, or in a bucket of S3 or a compatible service."""

from __future__ import annotations

from typing import Any

from cms.settings.environment import env

#: In seconds: for how long an address of a file in the bucket works.
EXPIRY_S = 300


def upload_storage() -> dict[str, Any]:
    """The storage for uploads, as ``STORAGES`` wants it: a bucket where ``CLINIC_S3_BUCKET`` names one.

    Without keys, boto3 looks for them where it always does: in its own variables, files, or the machine's role.
    """
    if not env("CLINIC_S3_BUCKET"):
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    options = {
        "bucket_name": env("CLINIC_S3_BUCKET"),
        "endpoint_url": env("CLINIC_S3_ENDPOINT_URL") or None,
        "region_name": env("CLINIC_S3_REGION") or None,
        "access_key": env("CLINIC_S3_ACCESS_KEY_ID") or None,
        "secret_key": env("CLINIC_S3_SECRET_ACCESS_KEY") or None,
        "signature_version": "s3v4",
        "default_acl": None,
        "file_overwrite": False,
        "querystring_auth": True,
        "querystring_expire": EXPIRY_S,
    }
    return {"BACKEND": "cms.storages.PrivateS3Storage", "OPTIONS": options}


def upload_addresses() -> list[str]:
    """Where browsers may be sent for a file in the bucket: it is named in the path or in the host."""
    bucket = env("CLINIC_S3_BUCKET")
    if not bucket:
        return []
    regions = [f".{env('CLINIC_S3_REGION')}"] if env("CLINIC_S3_REGION") else []
    endpoints = [env("CLINIC_S3_ENDPOINT_URL")] if env("CLINIC_S3_ENDPOINT_URL") else []
    endpoints = endpoints or [f"https://s3{region}.amazonaws.com" for region in ("", *regions)]
    parts = [endpoint.partition("://") for endpoint in endpoints]
    return [*endpoints, *(f"{scheme}://{bucket}.{host}" for scheme, _, host in parts)]
