from .document import ClinicDocument
from .document_name import DocumentName
from .image import ClinicImage
from .image_translation import ImageTranslation
from .image_version import ImageVersion
from .rendition import ClinicRendition

__all__ = ["ClinicDocument", "ClinicImage", "ClinicRendition", "DocumentName", "ImageTranslation", "ImageVersion"]
