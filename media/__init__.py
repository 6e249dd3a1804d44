"""Images, their renditions and documents for a headless Wagtail project.

It imports nothing of any other app of a project, and itself by relative names only, so that it can be installed under
another one, such as ``clinic_media`` in a project that has an app of this name. Where ``…`` stands for the name, add it
to ``INSTALLED_APPS``, and before the first migration set::

    WAGTAILIMAGES_IMAGE_MODEL = "clinic_media.ClinicImage"
    WAGTAILIMAGES_IMAGE_FORM_BASE = "….forms.ImageForm"
    WAGTAILDOCS_DOCUMENT_MODEL = "clinic_media.ClinicDocument"
    WAGTAILDOCS_DOCUMENT_FORM_BASE = "….forms.DocumentForm"

and mount, where ``MEDIA_URL`` is ``/uploads/``::

    path("uploads/renditions/", include("….urls"))
    path("uploads/", include("….upload_urls"))
    path("documents/", include("….document_urls"))

======================  ==============================================================================================
``models``              images with their words in each language and their earlier versions, and documents
``uploads``             what becomes of an upload: cleaned, or refused with a sentence
``facts``               what is known of a picture without opening its file
``presets``             the shapes, sizes and formats in which images are offered
``renditions``          makes and stores them
``upkeep``              what becomes of files that are there: cleaned, counted, removed when their time is over
``visibility``          who may have a file
``views``               sends renditions; ``upload_views`` and ``document_views`` send what was uploaded
``representations``     what an API answer shows for an image or a document; ``representing`` makes it
``forms``               the editor's forms; ``admin_views`` offers a picture that is there already
``tasks``               what a worker does after an upload
``alternative_text``    what counts as a description of a picture
``project_functions``   what a project decides by functions of its own
``checks``              warns where the project has not set up all of it
======================  ==============================================================================================
"""
