"""Checks and cleans uploads before they are stored: detects the type from the content, enforces limits, re-encodes.

Re-encoding removes everything but the picture: location and camera, previews, comments, and any data hidden in the file
or appended to it. Credit and copyright are kept.

==============  ====================================================================================================
``refusal``     why a file is rejected, with how to fix it
``inspection``  the type of a file, from its first bytes; limits, before anything is decoded
``cleaning``    re-encodes a picture
``heif``        photographs from phones
``drawings``    cleans SVG, if that is allowed
``fields``      the model field and the form field that clean every image, whatever its source
==============  ====================================================================================================
"""
