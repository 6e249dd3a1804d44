from django.test import override_settings

from cms.checks import check_proxy


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_PROXY_SSL_HEADER=None)
def test_https_without_a_known_proxy_is_warned_of() -> None:
    assert [warning.id for warning in check_proxy(None)] == ["clinic_cms.W001"]


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_https_behind_a_known_proxy_is_fine() -> None:
    assert check_proxy(None) == []


@override_settings(SECURE_SSL_REDIRECT=False, SECURE_PROXY_SSL_HEADER=None)
def test_plain_http_needs_no_proxy() -> None:
    assert check_proxy(None) == []
