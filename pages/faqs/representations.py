from __future__ import annotations

from api.formats import object_of

#: A question where a page shows it, with its answer: the fields of the snippet.
FaqItemRepresentation = object_of("clinic_pages.FaqItem")
