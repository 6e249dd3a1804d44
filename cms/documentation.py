import re
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

FILES = {
    ".conf": "text/plain; charset=utf-8",
    ".ini": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".vcl": "text/plain; charset=utf-8",
}
FILE = re.compile(r"^(images/)?(?P<name>[\w-]+\.(conf|ini|png|svg|vcl))$")
NEIGHBOUR = re.compile(r"^(?P<name>[\w-]+)\.md(?P<fragment>#.*)?$")


@require_safe
def documentation_index(request: HttpRequest) -> HttpResponse:
    """The titles of the files in ``docs/``, with links to each."""
    documents = [{"name": path.stem, "title": _title(path)} for path in sorted(_folder().glob("*.md"))]
    return render(request, "cms/documentation_index.html", {"documents": documents})


@require_safe
def documentation(request: HttpRequest, name: str) -> HttpResponse:
    """One file of ``docs/`` as a page.

    :param name: the file's name without ``.md``.
    :raises Http404: when there is no such file.
    """
    path = _folder() / f"{name}.md"
    if not path.is_file():
        raise Http404("There is no such document.")
    return render(request, "cms/documentation.html", {"title": _title(path), "html": _html(path)})


@require_safe
def documentation_file(request: HttpRequest, name: str) -> FileResponse:
    """A picture or a configuration that a document shows or links to.

    :raises Http404: when there is no such file.
    """
    paths = [folder / name for folder in (_folder(), _folder() / "images")]
    found = next((path for path in paths if FILE.match(name) and path.is_file()), None)
    if found is None:
        raise Http404("There is no such file.")
    return FileResponse(found.open("rb"), content_type=FILES[found.suffix])


def _folder() -> Path:
    return settings.BASE_DIR / "docs"


def _title(path: Path) -> str:
    first_line = path.read_text(encoding="utf-8").partition("\n")[0]
    return first_line.lstrip("# ").strip() or path.stem


def _html(path: Path) -> str:
    """The file as HTML, its links to neighbouring files leading to their pages here; HTML in it is shown as text."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(path.read_text(encoding="utf-8"))
    for token in (child for block in tokens for child in block.children or ()):
        for attribute in ("href", "src"):
            if file := FILE.match(str(token.attrGet(attribute) or "")):
                token.attrSet(attribute, reverse("documentation_file", args=[file["name"]]))
        neighbour = NEIGHBOUR.match(str(token.attrGet("href") or ""))
        if neighbour:
            address = reverse("documentation", args=[neighbour["name"]])
            token.attrSet("href", address + (neighbour["fragment"] or ""))
    return mark_safe(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S308
