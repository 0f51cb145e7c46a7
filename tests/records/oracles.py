"""Programs by others that judge our statements, where they are installed: validators, and a learning-record store."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RALPH, VALIDATION = "5.1.0", "3.0.0"
USER, PASSWORD = "tester", "of-the-loopback"
JUDGE = """
import json, sys
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement
def judged(statement):
    try:
        BaseXapiStatement(**statement)
    except ValidationError as error:
        return str(error)
    return ""
print(json.dumps([judged(statement) for statement in json.load(sys.stdin)]))
"""
VALIDATE = """
const validate = require('@learninglocker/xapi-validation').default;
const statements = JSON.parse(require('fs').readFileSync(0));
console.log(JSON.stringify(statements.map((statement) => validate(statement).map(String).join('; '))));
"""
SERVE = """
import sys, uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
FSLRSBackend.default_operation_type = BaseOperationType.APPEND  # it refuses every request but the first otherwise
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
"""


def ralph() -> Path:
    """The folder of a virtual environment with Ralph."""
    named = os.environ.get("ALLIANCE_SIM_RALPH")
    return Path(named) if named else Path(tempfile.gettempdir()) / f"alliance-sim-ralph-{RALPH}"


def validation() -> Path:
    """The folder in which npm put the validator of Learning Locker."""
    named = os.environ.get("ALLIANCE_SIM_XAPI_VALIDATION")
    return Path(named) if named else Path(tempfile.gettempdir()) / f"alliance-sim-xapi-validation-{VALIDATION}"


def ralph_missing() -> str:
    """Why Ralph cannot be asked, or nothing."""
    if (ralph() / "bin" / "ralph").is_file():
        return ""
    install = f"python3 -m venv {ralph()} && {ralph()}/bin/pip install 'ralph-malph[cli,lrs]=={RALPH}' requests"
    return f"expected Ralph in {ralph()}, found none; install it with: {install}"


def validation_missing() -> str:
    """Why the validator of Learning Locker cannot be asked, or nothing."""
    if not shutil.which("node"):
        return "expected the program node, found none"
    if (validation() / "node_modules" / "@learninglocker").is_dir():
        return ""
    install = f"npm install --prefix {validation()} @learninglocker/xapi-validation@{VALIDATION}"
    return f"expected a validator in {validation()}, found none; install it with: {install}"


def judged_by_ralph(statements: list[dict[str, Any]]) -> list[str]:
    """What Ralph's models have against each statement; nothing where it is sound."""
    return _judged([str(ralph() / "bin" / "python"), "-c", JUDGE], statements, Path.cwd())


def judged_by_learning_locker(statements: list[dict[str, Any]]) -> list[str]:
    """What Learning Locker's validator has against each statement; nothing where it is sound."""
    return _judged(["node", "-e", VALIDATE], statements, validation())


def _judged(command: list[str], statements: list[dict[str, Any]], folder: Path) -> list[str]:
    run = subprocess.run(command, input=json.dumps(statements), capture_output=True, text=True, check=True, cwd=folder)
    found: list[str] = json.loads(run.stdout)
    return found


@contextmanager
def record_store(folder: Path) -> Iterator[str]:
    """The address of a learning-record store on the loopback, as long as the block lasts."""
    (folder / "kept").mkdir(parents=True)
    surroundings = {
        **os.environ,
        "HOME": str(folder),
        "RALPH_AUTH_FILE": str(folder / "auth.json"),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "kept"),
    }
    login = ["auth", "-u", USER, "-p", PASSWORD, "-s", "all", "-M", "mailto:tester@example.org", "-w"]
    subprocess.run([str(ralph() / "bin" / "ralph"), *login], env=surroundings, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([str(ralph() / "bin" / "python"), "-c", SERVE, str(port)], env=surroundings, cwd=folder)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}/xAPI"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the learning-record store did not start within 20 s")


def held(address: str) -> list[dict[str, Any]]:
    """The statements that a learning-record store holds."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    login = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    headers = {"X-Experience-API-Version": "1.0.3", "Authorization": f"Basic {login}"}
    asked = urllib.request.Request(f"{address}/statements?limit=500", headers=headers)
    with opener.open(asked, timeout=10) as answer:
        found: list[dict[str, Any]] = json.load(answer)["statements"]
    return found
