"""The memory of worker processes over many reads of different pages and listings."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import psutil

from bench import server
from bench.load import CONNECTIONS
from bench.plain.models import PlainArticle

MEBIBYTE = 1024 * 1024
STEPS = 4

_SCRIPT = """
local ids = {%s}
local number = 0
request = function()
  number = number + 1
  local path = "/api/v2/pages/" .. ids[number %% #ids + 1] .. "/"
  if number %% 10 == 0 then
    path = "/api/v2/pages/?type=plain.PlainArticle&fields=*&limit=20&offset=" .. (number %% 900)
  end
  return wrk.format("GET", path)
end
"""


def measure(reads: int) -> list[dict[str, float]]:
    """After each quarter of the reads: how many there were, and the largest worker in MiB."""
    pks = PlainArticle.objects.order_by("?").values_list("pk", flat=True)[:2000]
    found = []
    with tempfile.TemporaryDirectory() as folder, server.serve(server.GUNICORN_SYNC) as (address, pid):
        script = Path(folder) / "reads.lua"
        script.write_text(_SCRIPT % ",".join(map(str, pks)))
        done = 0
        while done < reads:
            done += _ask(address, script, goal=min(reads, done + reads // STEPS) - done)
            found.append({"reads": done, "largest_worker_mib": _largest_worker(pid)})
    return found


def _ask(address: str, script: Path, goal: int) -> int:
    """Asks until at least ``goal`` answers have come."""
    done = 0
    while done < goal:
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", "-d5s", "-s", str(script), address]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
        done += int(output.split(" requests in")[0].split()[-1])
    return done


def _largest_worker(pid: int) -> float:
    workers = psutil.Process(pid).children(recursive=True)
    return max(worker.memory_info().rss for worker in workers) / MEBIBYTE
