from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def check_proxy(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """With HTTPS required and no proxy known, every request would be redirected to the address that it has already."""
    if not settings.SECURE_SSL_REDIRECT or settings.SECURE_PROXY_SSL_HEADER:
        return []
    return [
        Warning(
            "CLINIC_HTTPS is on, but CLINIC_NUM_PROXIES is 0: X-Forwarded-Proto is ignored, so every request "
            "is redirected to HTTPS in an endless loop.",
            hint="Set CLINIC_NUM_PROXIES to the number of proxies in front of this server that set X-Forwarded-For and "
            "X-Forwarded-Proto. If gunicorn itself holds the certificate, silence this check.",
            id="clinic_cms.W001",
        )
    ]
