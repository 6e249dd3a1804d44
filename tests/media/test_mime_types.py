import pytest

from media.mime_types import mime_type


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        ("a.JPG", "image/jpeg"),
        ("a.jpeg", "image/jpeg"),
        ("original_images/a.png", "image/png"),
        ("a.gif", "image/gif"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.svg", "image/svg+xml"),
        ("a", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_the_type_follows_from_the_extension(filename, expected):
    assert mime_type(filename) == expected
