"""The features of rich text: structure and links. Appearance is up to the frontend."""

# Not marks or elements, but how the editor pastes (pages/pasting): with headings, and without.
PASTING, SHORT_PASTING = "clinic-pasting", "clinic-short-pasting"

RICH_TEXT_FEATURES = [
    "h2",
    "h3",
    "h4",
    "bold",
    "italic",
    "superscript",
    "subscript",
    "ol",
    "ul",
    "hr",
    "link",
    "document-link",
    PASTING,
]

# For short texts in other blocks, which provide the headings.
SHORT_TEXT_FEATURES = ["bold", "italic", "superscript", "subscript", "ol", "ul", "link", "document-link", SHORT_PASTING]
