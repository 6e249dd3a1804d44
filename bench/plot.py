from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "clinic-cms"

from matplotlib import pyplot as plt  # noqa: E402  (after the backend was chosen)


def draw(steps: list[dict[str, Any]], path: Path) -> None:
    """Draws rates and times over the number of pages."""
    pages = [step["pages"] for step in steps]
    figure, (rates, times) = plt.subplots(1, 2, figsize=(10, 4))
    for name in steps[0]["of_floor"]:
        rates.plot(pages, [step["of_floor"][name] for step in steps], marker="o", label=name)
    rates.set(xscale="log", ylim=(0, 1), xlabel="pages", ylabel="rate, as a part of an empty DRF view's")
    rates.legend(loc="lower left")
    for name, label in (
        ("listing_after_change_ms", "first listing after a change"),
        ("deep_offset_after_change_ms", "deepest offset after a change"),
        ("v2_deep_offset_ms", "deepest offset, API v2, each time"),
        ("cursor_end_ms", "cursor at the end, after a change"),
    ):
        times.plot(pages, [step[name] for step in steps], marker="o", label=label)
    times.set(xscale="log", yscale="log", xlabel="pages", ylabel="milliseconds")
    times.legend(loc="upper left", fontsize="small")
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
