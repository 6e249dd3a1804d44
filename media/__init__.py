"""Images, their renditions and documents for a headless Wagtail project.

It imports nothing of this project's other apps. To use it in another Wagtail project, add ``"media"`` to
``INSTALLED_APPS``, and before the first migration set::

    WAGTAILIMAGES_IMAGE_MODEL = "clinic_media.ClinicImage"
    WAGTAILDOCS_DOCUMENT_MODEL = "clinic_media.ClinicDocument"

============================  ========================================================================================
``media.models``              the image, rendition and document models
``media.representations``     what an API answer shows for an image or a document
``media.renditions``          which sizes and formats of an image are made
``media.tasks``               makes them in the background after an upload
``media.alternative_text``    what counts as a description of a picture
``media.checks``              warns when the project uses other models
============================  ========================================================================================
"""
