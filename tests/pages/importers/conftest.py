import io

import pytest
from django.core.management import call_command

from pages.models import ArticlePage


@pytest.fixture
def run(articles, tmp_path):
    """``run(content, "article.html")`` imports a file with that content, and returns what was printed."""

    def run(content, name="article.html", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        output = io.StringIO()
        call_command("import_article", path, stdout=output, no_color=True, **options)
        return output.getvalue()

    return run


@pytest.fixture
def body():
    """``body()`` gives the blocks of the article that was imported, as they are stored."""

    def body():
        return [(child["type"], child["value"]) for child in ArticlePage.objects.get().body.raw_data]

    return body
