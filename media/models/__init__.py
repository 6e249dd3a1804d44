from media.models.document import ClinicDocument
from media.models.document_name import DocumentName
from media.models.image import ClinicImage
from media.models.image_translation import ImageTranslation
from media.models.image_version import ImageVersion
from media.models.rendition import ClinicRendition

__all__ = ["ClinicDocument", "ClinicImage", "ClinicRendition", "DocumentName", "ImageTranslation", "ImageVersion"]
