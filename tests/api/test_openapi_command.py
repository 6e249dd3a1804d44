import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def test_the_command_writes_the_document_and_says_when_a_file_is_out_of_date(tmp_path: Path):
    path = tmp_path / "openapi.json"
    output = io.StringIO()
    call_command("openapi", str(path), stdout=output)
    call_command("openapi", str(path), "--check", stdout=output)
    call_command("openapi", str(path), stdout=output)
    assert output.getvalue().splitlines() == [f"{path}: written", f"{path}: unchanged"]
    document = json.loads(path.read_text())
    document["paths"]["/api/v2/gone/"] = {"get": {"responses": {}}}
    path.write_text(json.dumps(document))
    with pytest.raises(CommandError, match="make openapi"):
        call_command("openapi", str(path), "--check")
    assert "gone" in path.read_text()
