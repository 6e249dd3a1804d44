"""Runs the parts of the benchmark, one after the other."""

from __future__ import annotations

import argparse
import platform
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from bench import corpus, growth, images, memory, publishing, rates, renaming, rich_text, search

PARTS = ("rates", "latency", "servers", "publishing", "memory", "images", "rich-text", "growth", "search")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """All results, by part."""
    parts = options.only or PARTS
    Path(settings.BENCH_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    results: dict[str, Any] = {"python": platform.python_version(), "database": settings.DATABASES["default"]["ENGINE"]}
    results["seeding"] = [seed(options.pages)]
    if "growth" in parts:
        say("With the first pages …")
        results["growth"] = [growth.measure(options.seconds, options.rounds)]
    if "search" in parts:
        results["search"] = [search.measure(say, with_v2=True)]
    if "rates" in parts:
        results["rates"] = rates.measure(options.rounds, options.seconds, say)
    if "latency" in parts:
        results["latency"] = rates.measure_latency(options.seconds, say)
    if "servers" in parts:
        results["servers"] = rates.measure_servers(2, options.seconds, say)
    if "memory" in parts:
        say("Memory …")
        results["memory"] = memory.measure(options.reads)
    if "images" in parts:
        results["images"] = images.measure(options.rounds, options.seconds, say)
    if "rich-text" in parts:
        results["rich_text"] = rich_text.measure(options.rounds, options.seconds, say)
    if "publishing" in parts:
        say("Publishing …")
        results["publishing"] = publishing.measure(options.rounds)
        say(f"A clinic that {options.fan_out:,} pages show …")
        results["fan_out"] = publishing.measure_fan_out(options.fan_out)
        say("Renaming and moving the section of these pages …")
        results["renaming"] = renaming.measure(publishing.section(), options.rounds)
    if "growth" in parts:
        for count in growth_steps(options.pages, options.growth):
            results["seeding"].append(seed(count))
            say(f"With {count:,} pages …")
            results["growth"].append(growth.measure(options.seconds, options.rounds))
    if "search" in parts:
        seed(options.pages * 20)
        results["search"].append(search.measure(say, with_v2=False))
    return results


def growth_steps(first: int, last: int) -> list[int]:
    """Ten times as many each time."""
    steps = []
    while first * 10 <= last:
        first *= 10
        steps.append(first)
    return steps


def seed(count: int) -> dict[str, float]:
    """Fills up the corpus to ``count`` articles, with snapshots; returns how long it took, in seconds."""
    say(f"Seeding up to {count:,} articles …")
    began = time.perf_counter()
    corpus.make_articles(count)
    made = time.perf_counter()
    corpus.make_snapshots()
    corpus.analyse()
    return {"articles": count, "articles_s": made - began, "snapshots_s": time.perf_counter() - made}


def say(line: str) -> None:
    print(line, flush=True)
