from __future__ import annotations

from ...scaffolds.commands import StartCommand, run_its_test
from ...scaffolds.writing import Files, InTheWay


class Command(StartCommand):
    help = "Adds a block and its test to an app, as a starting point."
    suffix = "Block"

    def check_names(self, files: Files) -> None:
        word = f"class {self.class_name(files)}("
        for path in sorted(files.place.path.rglob("*.py")):
            if word in path.read_text(encoding="utf-8"):
                raise InTheWay(f"{path} already has a {self.class_name(files)}. Choose another name.")

    def fill(self, files: Files) -> None:
        self.block = files.place.module_file("blocks", files.name.module, "_block")
        self.test = files.place.test_file("blocks", f"{files.name.module}_block")
        files.add(self.block, "block")
        files.add(self.test, "test_block", about=self.block)

    def next_steps(self, files: Files) -> list[str]:
        module = files.place.module_name(self.block)
        return [
            run_its_test(self.test),
            f"Add it to a stream: {files.name.module} = {self.class_name(files)}(), imported from {module}",
            f"python manage.py makemigrations {files.place.app.label} --name {files.name.module}_block",
        ]
