"""Images, their renditions and documents for a headless Wagtail project.

It imports no other app of a project, and itself by relative names only, so that it can be installed under another
name, such as ``clinic_media``, beside an app that has its name. With that name for ``…``, add it to
``INSTALLED_APPS``, and before the first migration set::

    WAGTAILIMAGES_IMAGE_MODEL = "clinic_media.ClinicImage"
    WAGTAILIMAGES_IMAGE_FORM_BASE = "….forms.ImageForm"
    WAGTAILDOCS_DOCUMENT_MODEL = "clinic_media.ClinicDocument"
    WAGTAILDOCS_DOCUMENT_FORM_BASE = "….forms.DocumentForm"

and mount, where ``MEDIA_URL`` is ``/uploads/``::

    path("uploads/renditions/", include("….urls"))
    path("uploads/", include("….upload_urls"))
    path("documents/", include("….document_urls"))

======================  ==============================================================================================
``models``              images with their texts in each language and their earlier versions, and documents
``uploads``             cleans uploads, or rejects them with a message
``facts``               metadata of a picture: colour, blur, animation, transparency
``presets``             the aspect ratios, sizes and formats in which images are offered
``renditions``          makes and stores them
``upkeep``              maintenance of stored files: cleaning, counting, removal after the grace period
``visibility``          who may access a file
``views``               serves renditions; ``upload_views`` and ``document_views`` serve uploads
``representations``     the shapes of images and documents in the API; ``representing`` builds them
``forms``               the editor's forms; ``admin_views`` detects duplicate uploads
``tasks``               what a worker does after an upload
``alternative_text``    what counts as alternative text
``project_functions``   functions that a project may provide
``checks``              system checks of the project's set-up
======================  ==============================================================================================
"""
