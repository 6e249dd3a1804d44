"""Images, their renditions and documents for a headless Wagtail project.

It imports nothing of this project's other apps. To use it in another Wagtail project, add ``"media"`` to
``INSTALLED_APPS``, and before the first migration set::

    WAGTAILIMAGES_IMAGE_MODEL = "clinic_media.ClinicImage"
    WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.ImageForm"
    WAGTAILDOCS_DOCUMENT_MODEL = "clinic_media.ClinicDocument"
    WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.DocumentForm"

and mount, where ``MEDIA_URL`` is ``/uploads/``::

    path("uploads/renditions/", include("media.urls"))
    path("uploads/", include("media.upload_urls"))
    path("documents/", include("media.document_urls"))

============================  ========================================================================================
``media.models``              images with their words in each language and their earlier versions, and documents
``media.uploads``             what becomes of an upload: cleaned, or refused with a sentence
``media.facts``               what is known of a picture without opening its file
``media.presets``             the shapes, sizes and formats in which images are offered
``media.renditions``          makes them, stores them, and removes them when their time is over
``media.views``               sends them; ``media.upload_views`` and ``media.document_views`` send what was uploaded
``media.representations``     what an API answer shows for an image or a document
``media.forms``               the editor's forms; ``media.admin_views`` offers a picture that is there already
``media.tasks``               what a worker does after an upload
``media.alternative_text``    what counts as a description of a picture
``media.checks``              warns where the project has not set up all of it
============================  ========================================================================================
"""
