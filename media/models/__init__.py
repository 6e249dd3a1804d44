from media.models.document import ClinicDocument
from media.models.image import ClinicImage, ClinicRendition

__all__ = ["ClinicDocument", "ClinicImage", "ClinicRendition"]
