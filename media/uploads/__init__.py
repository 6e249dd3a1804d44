"""What staff upload is looked at before it is kept: told from its content, limited, decoded once, and written anew.

Writing a picture anew leaves behind all that is not picture: where and with what it was taken, previews, comments, and
whatever else was hidden in the file or hung on to its end. Credit and copyright stay.

==============  ====================================================================================================
``refusal``     why a file is not taken, in a sentence that says how to mend it
``inspection``  what a file is, from its first bytes; limits, before anything is decoded
``cleaning``    decodes a picture and writes it anew
``heif``        photographs as telephones store them
``drawings``    the same for SVG, where that is allowed
``fields``      the model field and the form field that do this to every image, whichever way it comes in
==============  ====================================================================================================
"""
