"""Scripts and views of the editor's pages, so that no input is lost or saved twice.

==================  ================================================================================================
``editor``          the scripts of the editor's pages, their URLs, and messages after saving
``session_views``   whether a form can be sent: the user is logged in and may save it
``first_saves``     a form of a new object that is sent twice creates one object
==================  ================================================================================================
"""
