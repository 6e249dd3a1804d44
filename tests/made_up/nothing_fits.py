from __future__ import annotations


class NothingFits(AssertionError):  # noqa: N818  (says what is the case)
    """There is no value for a field or a block; the message says where to add one."""

    def __init__(self, place: object, kind: type, module: str) -> None:
        super().__init__(
            f"Nothing is made up for {place}, whose type is {kind.__module__}.{kind.__qualname__}: add a line for that "
            f"type to tests/made_up/{module}.py, or for this field alone to tests/made_up/known.py."
        )
