"""Word files as Word, Word Online and Google Docs write them, for tests: their XML is written here, part by part."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = """
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Cover"><w:name w:val="Cover"/><w:basedOn w:val="Titel"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Raised"><w:name w:val="Raised"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Old"><w:name w:val="Old"/><w:rPr><w:strike/></w:rPr></w:style>
"""


def run(text: str, properties: str = "") -> str:
    """A run of words with properties such as ``<w:strike/>``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{''.join(runs)}</w:p>"


def word_file(
    *paragraphs: str, document: str = "word/document.xml", parts: dict[str, str] | None = None, repeated: int = 1
) -> bytes:
    """The content of a .docx file.

    :param document: the name of its main part.
    :param parts: the bodies of further parts by their kind: comments, header, footnotes.
    :param repeated: how often each of those is named.
    """
    parts = parts or {}
    folder, _slash, name = document.rpartition("/")
    kinds = {"styles": f"<w:styles>{STYLES}</w:styles>", **parts}
    others = "".join(f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in kinds)
    others *= repeated
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{document}"/>'),
        f"{folder}/_rels/{name}.rels": _relations(others),
        document: _root(f"<w:document><w:body>{''.join(paragraphs)}</w:body></w:document>"),
        **{f"{folder}/{kind}.xml": _root(body) for kind, body in kinds.items()},
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return content.getvalue()


def _relations(relations: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'


def _root(body: str) -> str:
    opening, _end, rest = body.partition(">")
    return f'{opening} xmlns:w="{MAIN}" xmlns:m="{MATH}" xmlns:r="{OFFICE}">{rest}'
