"""What the editor's pages load and where they ask, so that nothing that was typed is lost or made twice.

==================  ================================================================================================
``editor``          the scripts of the editor's pages, their URLs, and what staff are told after saving
``session_views``   whether a form can be sent: somebody is logged in who may save it
``first_saves``     a form of something new that is sent twice makes one object
==================  ================================================================================================
"""
