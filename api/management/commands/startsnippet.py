from __future__ import annotations

from ...scaffolds.commands import (
    StartCommand,
    check_no_endpoint_is_called,
    check_no_model_is_called,
    run_its_test,
)
from ...scaffolds.writing import Files

PACKAGE = __name__.partition(".")[0]


class Command(StartCommand):
    help = "Adds a snippet with an endpoint, and its test, to an app, as a starting point."

    def check_names(self, files: Files) -> None:
        check_no_model_is_called(files.name, self.suffix, files.place)
        check_no_endpoint_is_called(files.name.path)

    def fill(self, files: Files) -> None:
        place, class_name = files.place, self.class_name(files)
        model = place.module_file("models", files.name.module)
        endpoints = place.path / "api_endpoints.py"
        self.test = place.test_file("models", files.name.module)
        files.add(model, "snippet")
        files.import_into(place.models, model, class_name, exported=True)
        files.import_line(endpoints, f"from {PACKAGE}.endpoints.snippets import SnippetsViewSet")
        files.import_line(endpoints, f"from {PACKAGE}.router import router")
        files.import_into(endpoints, model, class_name)
        files.append(endpoints, f'router.register_endpoint("{files.name.path}", SnippetsViewSet.of({class_name}))')
        files.add(self.test, "test_snippet", about=model)

    def next_steps(self, files: Files) -> list[str]:
        return [
            f"python manage.py makemigrations {files.place.app.label} --name {files.name.plural_module}",
            run_its_test(self.test),
            f"It is served at {files.name.path}/",
        ]
