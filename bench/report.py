"""The results as a table, as JSON and as a plot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from bench import rates

PLOT = Path(__file__).resolve().parent.parent / "docs" / "images" / "growth.svg"


def write(results: dict[str, Any]) -> None:
    """Writes ``results.json``, and the plot where the corpus has grown."""
    path = Path(settings.BENCH_DIR) / "results.json"
    path.write_text(json.dumps(results, indent=2))
    print(f"\nAll figures: {path}")
    if len(results.get("growth", ())) > 1:
        from bench import plot

        plot.draw(results["growth"], PLOT)
        print(f"The plot: {PLOT}")


def print_table(results: dict[str, Any]) -> bool:
    """Prints what was measured and what is to be reached; returns whether all of it was."""
    print(f"\n{connection.display_name}")
    parts = (_rates, _latency, _servers, _publishing, _memory, _images, _rich_text, _growth, _search)
    lines = [line for part in parts for line in part(results)]
    print()
    for text, reached in lines:
        print(f"{'    ' if reached is None else 'ok  ' if reached else 'NOT '}{text}")
    return all(reached is not False for _, reached in lines)


def _rates(results: dict[str, Any]) -> Any:
    if "rates" not in results:
        return
    head = ("requests/s", "API", "304", "br", "DRF", "Django", "v2", "of DRF", "x v2")
    yield f"{head[0]:<28}" + "".join(f"{name:>9}" for name in head[1:]), None
    for case in rates.all_cases():
        rate = results["rates"][case.name]
        of_floor, of_v2 = rate["ours"] / rate["drf"], rate["ours"] / rate["v2"]
        names = ("ours", "unchanged", "compressed", "drf", "django", "v2")
        numbers = "".join(f"{rate[name]:>9,.0f}" for name in names) + f"{of_floor:>9.2f}{of_v2:>9.1f}"
        yield f"{case.name:<28}{numbers}", None
        least = case.of_floor[connection.vendor]
        yield f"  at least {least} of the empty DRF view: {of_floor:.2f}", of_floor >= least
        yield f"  at least {case.of_v2} times API v2: {of_v2:.1f}", of_v2 >= case.of_v2
        yield "  faster with If-None-Match", rate["unchanged"] > rate["ours"]


def _latency(results: dict[str, Any]) -> Any:
    for row in results.get("latency", ()):
        who = f"{row['case']}, {row['who']}, {row['connections']} connections"
        yield f"{who:<52}{row['p50_ms']:>8.1f} ms half of all, {row['p99_ms']:>8.1f} ms 99 of 100", None


def _servers(results: dict[str, Any]) -> Any:
    if "servers" in results:
        best = max(results["servers"].values())
        for name, rate in results["servers"].items():
            yield f"page by id, {name:<20}{rate:>9,.0f}{rate / best:>9.2f} of the best", None


def _publishing(results: dict[str, Any]) -> Any:
    if "publishing" in results:
        times = results["publishing"]
        ratio = times["with"] / times["without"]
        yield (
            f"publishing an article with 10 images: {times['with']:.0f} ms, without the engine {times['without']:.0f} "
            f"ms; at most 1.3 times: {ratio:.2f}",
            ratio <= 1.3,
        )
        fan_out = results["fan_out"]
        yield (
            f"saving a clinic that {fan_out['pages']:,} pages show ({fan_out['marked']:,} marked): "
            f"{fan_out['save_s']:.2f} s, at most 1; the first read took {fan_out['first_read_ms']:.0f} ms",
            fan_out["save_s"] <= 1 and fan_out["is_fresh"],
        )
        found = results["renaming"]
        for what in ("rename", "move"):
            ratio = found[what] / found[f"plain_{what}"]
            yield (
                f"to {what} a section of {found['pages']:,} pages: {found[what]:.2f} s, without the engine "
                f"{found[f'plain_{what}']:.2f} s; at most 1.5 times: {ratio:.2f}",
                ratio <= 1.5,
            )


def _search(results: dict[str, Any]) -> Any:
    for step in results.get("search", ()):
        head = ("ms", "search/", "again", "?search=", "v2", "x v2")
        yield f"{step['articles']:,} articles, {head[0]:<13}" + "".join(f"{name:>9}" for name in head[1:]), None
        for name, times in step["times"].items():
            numbers = "".join(f"{times[key]:>9.1f}" for key in ("search", "remembered", "listing"))
            if "v2" in times:
                numbers += f"{times['v2']:>9.1f}{times['v2'] / times['search']:>9.1f}"
            yield f"  found: {name:<19}{numbers}", None
        yield f"  to index one article again: {step['index_one_ms']:.1f} ms", None


def _memory(results: dict[str, Any]) -> Any:
    if "memory" in results:
        steps = results["memory"]
        sizes = [step["largest_worker_mib"] for step in steps]
        text = ", ".join(f"{step['reads']:,}: {step['largest_worker_mib']:.0f}" for step in steps)
        flat = sizes[-1] <= sizes[0] * 1.1
        yield f"MiB of a worker after reads ({text}); below 250, and flat", sizes[-1] < 250 and flat


def _images(results: dict[str, Any]) -> Any:
    if "images" not in results:
        return
    found = results["images"]
    yield f"{'rendition, 1,600 wide':<28}{'bytes':>9}{'of orig.':>9}{'ms':>9}", None
    for extension, row in found["encoding"].items():
        yield f"{extension:<28}{row['bytes']:>9,.0f}{row['of_original']:>9.2f}{row['ms']:>9.0f}", None
    yield (
        f"as WebP by Wagtail's own filter: {found['wagtail_ms']:.0f} ms; all renditions of an image at once: "
        f"{found['whole_set_ms']:.0f} ms; an upload of {found['original_bytes'] / 2**20:.1f} MiB cleaned: "
        f"{found['cleaning_ms']:.0f} ms",
        None,
    )
    nginx = f"{found['nginx']:,.0f} through nginx" if found["nginx"] else "there is no nginx to compare with"
    yield f"a made rendition of {found['bytes_sent']:,} bytes: {found['django']:,.0f}/s through Django, {nginx}", None
    yield (
        f"50 first requests at once: {found['first_requests_ms']:.0f} ms, made {found['first_encodes']} times; once",
        found["first_encodes"] == 1 and found["one_file"],
    )


def _rich_text(results: dict[str, Any]) -> Any:
    if "rich_text" not in results:
        return
    found = results["rich_text"]
    html = found["rates"]["html"]
    for form, rate in found["rates"].items():
        took = f", derived in {found['derive_ms'][form]:.1f} ms" if form in found["derive_ms"] else ""
        text = f"page by id, rich text as {form:<9}{rate:>9,.0f}{rate / html:>9.2f} of the rate as HTML, at least 0.7"
        yield text + took, rate / html >= 0.7
    made = found["build_ms"]
    yield f"making a document: {made['without']:.1f} ms, with its trees {made['with']:.1f} ms", None


def _growth(results: dict[str, Any]) -> Any:
    steps = results.get("growth", [])
    for step in results.get("seeding", []) if len(steps) > 1 else []:
        made = step["articles_s"] + step["snapshots_s"]
        yield f"seeding up to {step['articles']:,} articles with their snapshots: {made / 60:.1f} min", None
    if len(steps) < 2:
        return
    first, last = steps[0], steps[-1]
    for name, least in (("page by id", 0.9), ("20 with summary and image", 0.5)):
        ratio = last["of_floor"][name] / first["of_floor"][name]
        text = f"{name} with {last['pages']:,} pages, at least {least} of its rate with {first['pages']:,}: {ratio:.2f}"
        yield text, ratio >= least
    yield (
        f"first listing after a change, with {last['pages']:,}: {last['listing_after_change_ms']:.0f} ms "
        f"(v2, each time: {last['v2_listing_ms']:.0f} ms)",
        None,
    )
    deep, theirs = last["deep_offset_after_change_ms"], last["v2_deep_offset_ms"]
    yield f"deepest offset after a change: {deep:.0f} ms, no worse than v2's {theirs:.0f} ms", deep <= theirs
    start, end = last["cursor_start_ms"], last["cursor_end_ms"]
    yield f"cursor after a change: {start:.0f} ms at the start, {end:.0f} ms at the end", end <= start * 1.5 + 2
