"""Real servers on loopback: gunicorn or granian on the database of the tests, Varnish and nginx in front of them."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import requests
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 90
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


def database_url() -> str:
    """The address of the database that the tests run on."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(database['NAME']).resolve()}"
    return f"postgres://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


@contextmanager
def gunicorn(settings_module: str, database: str = "") -> Iterator[str]:
    """A server with two workers, by its address.

    :param database: the address of the database that it works on; that of the tests unless given.
    """
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": database or database_url(), "DJANGO_SETTINGS_MODULE": settings_module}
    arguments = ["-m", "gunicorn", "cms.wsgi", "-b", f"127.0.0.1:{port}", "-w", "2", "--log-level", "error"]
    with running([sys.executable, *arguments], f"http://127.0.0.1:{port}", environment) as address:
        yield address


@contextmanager
def granian(settings_module: str, **variables: str) -> Iterator[str]:
    """The server of ``manage.py serve`` with one process, by its address.

    :param variables: of its environment.
    """
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": settings_module, **variables}
    command = [sys.executable, "-m", "cms.startup.server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    with running(command, f"http://127.0.0.1:{port}", environment) as address:
        yield address


@contextmanager
def varnish(backend: str, folder: Path) -> Iterator[str]:
    """Varnish with the configuration that the documentation gives, by its address."""
    port = free_port()
    configuration = (ROOT / "docs" / "caching.vcl").read_text().replace('"8000"', f'"{backend.rpartition(":")[2]}"')
    (folder / "caching.vcl").write_text(configuration)
    command = ["varnishd", "-F", "-j", "none", "-n", str(folder / "varnish"), "-a", f"127.0.0.1:{port}"]
    command += ["-f", str(folder / "caching.vcl"), "-s", "malloc,32m"]
    with running(command, f"http://127.0.0.1:{port}", dict(os.environ)) as address:
        yield address


class Nginx(NamedTuple):
    """Where it listens, and the certificate that it has been given."""

    address: str
    plain_address: str
    certificate: str


@contextmanager
def nginx(backend: str, folder: Path, uploads: Path | None = None) -> Iterator[Nginx]:
    """nginx with the configuration that the documentation gives, but for ports, folders and the certificate.

    :param uploads: the folder of uploads, where it sends them.
    """
    port, plain_port = free_port(), free_port()
    key, certificate = _certificate(folder)
    configuration = (ROOT / "docs" / "nginx.conf").read_text()
    for written, wanted in (
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("listen 80;", f"listen 127.0.0.1:{plain_port};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;"),
        ("/etc/ssl/certs/cms.example.org.pem", str(certificate)),
        ("/etc/ssl/private/cms.example.org.key", str(key)),
        ("server 127.0.0.1:8000;", f"server {backend.removeprefix('http://')};"),
        ("alias /srv/clinic/var/uploads/;", f"alias {uploads or folder}/;"),
    ):
        assert written in configuration
        configuration = configuration.replace(written, wanted)
    with _running_nginx(configuration, folder, port):
        yield Nginx(f"https://127.0.0.1:{port}", f"http://127.0.0.1:{plain_port}", str(certificate))


@contextmanager
def nginx_elsewhere(backend: str, folder: Path, uploads: Path) -> Iterator[str]:
    """nginx with what docs/media.md gives another project for its files, by its address."""
    port = free_port()
    (written,) = re.findall(r"```nginx\n(.*?)```", (ROOT / "docs" / "media.md").read_text(), re.DOTALL)
    locations = written.replace("http://127.0.0.1:8000", backend).replace("/srv/site/uploads/", f"{uploads}/")
    with _running_nginx(f"server {{ listen 127.0.0.1:{port}; {locations} }}", folder, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running_nginx(configuration: str, folder: Path, port: int) -> Iterator[None]:
    (folder / "clinic.conf").write_text(configuration)
    # As a root, its workers would be somebody who may not read the folders of tests.
    user = f"user {getpass.getuser()};" if os.getuid() == 0 else ""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;"
        f"events {{ worker_connections 768; }} http {{ access_log off; {places} include {folder}/clinic.conf; }}"
    )
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command)  # noqa: S603
    try:
        listening(process, port)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A key and a certificate for 127.0.0.1 that nobody has signed."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", str(key), "-out", str(certificate), "-days", "1", "-subj", "/CN=127.0.0.1"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return key, certificate


@contextmanager
def running(command: list[str], address: str, environment: dict[str, str]) -> Iterator[str]:
    """The server that ``command`` starts, by its address, as soon as it answers."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait(process, address)
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait(process: subprocess.Popen, address: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(f"{address}/healthz", timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.05)
    raise RuntimeError(f"{address} does not answer")


def listening(process: subprocess.Popen, port: int) -> None:
    """Returns as soon as ``process`` takes connections."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"Nothing listens on port {port}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
