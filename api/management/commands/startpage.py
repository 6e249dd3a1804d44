from __future__ import annotations

from ...scaffolds.commands import StartCommand, check_no_model_is_called, run_its_test
from ...scaffolds.writing import Files


class Command(StartCommand):
    help = "Adds a page type with a block, and its test, to an app, as a starting point."
    suffix = "Page"

    def check_names(self, files: Files) -> None:
        check_no_model_is_called(files.name, self.suffix, files.place)

    def fill(self, files: Files) -> None:
        model = files.place.module_file("models", files.name.module, "_page")
        self.test = files.place.test_file("models", f"{files.name.module}_page")
        files.add(model, "page")
        files.import_into(files.place.models, model, self.class_name(files), exported=True)
        files.add(self.test, "test_page", about=model)

    def next_steps(self, files: Files) -> list[str]:
        label = files.place.app.label
        return [
            f"python manage.py makemigrations {label} --name {files.name.plural_module}",
            run_its_test(self.test),
            f"It is served as pages/?type={label}.{self.class_name(files)}",
        ]
