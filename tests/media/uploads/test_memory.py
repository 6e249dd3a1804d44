"""How much memory an upload takes at the most, measured in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.media.pictures import bomb, picture, saved

ROOT = Path(__file__).resolve().parents[3]
#: Cleans a picture and makes all renditions of it; prints the most memory that the process had, in MiB.
PROGRAM = """
import os, resource, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
import django; django.setup()
from io import BytesIO
from pathlib import Path
from media.presets import presets
from media.renditions.encoding import encode
from media.uploads.cleaning import clean_picture
from media.uploads.refusal import UploadRefused
try:
    clean = clean_picture(Path(sys.argv[1]).read_bytes()).data
except UploadRefused:
    pass
else:
    names = [(preset, width, "webp") for preset in presets().values() for width in preset.widths]
    made = sum(1 for _ in encode(BytesIO(clean), None, names))
    assert made == len(names)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@pytest.fixture
def peak_mib(tmp_path):
    def measure(data):
        (tmp_path / "upload").write_bytes(data)
        command = [sys.executable, "-c", PROGRAM, str(tmp_path / "upload")]
        program = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)  # noqa: S603
        return float(program.stdout)

    return measure


@pytest.mark.parametrize(
    ("make", "most_mib"),
    [
        (bomb, 40),
        (lambda: picture("JPEG", (8000, 8000)), 800),
        (lambda: saved(Image.new("RGBA", (8000, 8000), "#20406080"), "PNG"), 1000),
    ],
    ids=["bomb", "jpeg of 64 megapixels", "png of 64 megapixels"],
)
def test_the_worst_and_the_largest_take_a_bounded_amount_more_than_a_small_picture(make, most_mib, peak_mib):
    assert peak_mib(make()) - peak_mib(picture("JPEG", (60, 40))) < most_mib
