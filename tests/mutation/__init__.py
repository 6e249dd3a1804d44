"""Mutation testing: changes a module in small ways, and shows which changes its tests do not notice.

    make mutants MODULE=api/visibility.py

=====================  ===========================================
``selection``          which files are mutated, and their tests
``workspace``          the folder in which mutmut works
``plain_tests_first``  the order in which the tests of a mutant run
``__main__``           tests the mutants, and shows the survivors
=====================  ===========================================
"""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "var" / "mutation"
APPS = ["api", "cms", "media", "pages"]
