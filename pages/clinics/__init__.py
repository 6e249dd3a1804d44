"""The facts of a clinic: what is valid, and what the API shows of them.

A clinic's telephone numbers, address and hours stand on its page and nowhere else; every block and every answer that
shows them takes them from there. One module a fact: ``address``, ``telephone``, ``opening_hours``, ``special_days``,
``languages`` hold plain functions on plain values. The models that store the facts are in ``pages.models``:
``facts`` says what the functions here ask of them. The shapes in which frontends get the facts are in
``representations``; ``pages.endpoints`` serves them under ``clinics/``.
"""
