"""The facts of a clinic: their validation, and their representation in the API.

A clinic's telephone numbers, address and hours are stored with its page only; every block and every response that shows
them takes them from there. One module per fact: ``address``, ``telephone``, ``opening_hours``, ``special_days``,
``languages`` contain plain functions on plain values. The models that store the facts are in ``pages.models``:
``facts`` declares what the functions here need of them. The shapes of the facts in the API are in ``representations``;
``pages.endpoints`` serves them under ``clinics/``.
"""
