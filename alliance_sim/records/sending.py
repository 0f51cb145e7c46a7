"""Sending statements to a learning-record store: only where somebody asked for it, and only to the address given."""

import json
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterable, Iterator
from http.client import HTTPException
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from alliance_sim.characters import harmless
from alliance_sim.records.xapi import VERSION, Statement

BATCH = 50
"""Statements of a request: some 100 KB."""
PATIENCE = 30
"""Seconds to wait for an answer."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class NotSent(Exception):
    """The statements, or some of them, were not taken. The message says why; sending them again is safe."""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Statements go to the address that was given, and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def refused_address(url: str) -> str:
    """Why nothing is sent to an address, or nothing."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return f"expected an address such as https://lrs.example.org/xapi, found '{harmless(url)}'"
    if parts.scheme not in ("https", "http") or not host or any(letter.isspace() for letter in url):
        return f"expected an address such as https://lrs.example.org/xapi, found '{harmless(url)}'"
    if parts.username or parts.password:
        return "expected an address without a name and a password: they are asked for, or taken from the environment"
    if parts.scheme == "http" and host not in LOOPBACK:
        return "expected an address that begins with https, as others could read along, found http"
    return ""


def sent(statements: Iterable[Statement], url: str, credentials: tuple[str, str] | None) -> Iterator[int]:
    """Send statements, a few at a time; yields how many were taken so far. Raises `NotSent`."""
    opener = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))
    place = url.rstrip("/")
    place = place if place.endswith("/statements") else f"{place}/statements"
    waiting, count = iter(statements), 0
    while batch := list(islice(waiting, BATCH)):
        _post(opener, place, json.dumps(batch).encode(), credentials)
        count += len(batch)
        yield count


def _post(opener: urllib.request.OpenerDirector, url: str, body: bytes, credentials: tuple[str, str] | None) -> None:
    headers = {"Content-Type": "application/json", "X-Experience-API-Version": VERSION}
    if credentials:
        headers["Authorization"] = "Basic " + b64encode(":".join(credentials).encode()).decode()
    try:
        with opener.open(urllib.request.Request(url, body, headers), timeout=PATIENCE) as response:
            response.read(1 << 20)
    except urllib.error.HTTPError as error:
        with error:
            raise NotSent(
                f"expected {harmless(url)} to take them, found the answer {error.code}{_advice(error.code)}"
            ) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or type(error).__name__
        raise NotSent(f"expected to reach {harmless(url)}, found: {harmless(str(reason)[:200])}") from error


def _advice(code: int) -> str:
    if code in (401, 403):
        return ": check the name and the password"
    if code == 404:
        return ": check the address; /statements is added to it"
    if 300 <= code < 400:
        return ": it points elsewhere, and nothing is sent there; give that address if you trust it"
    return ": ask those who run it" if code >= 500 else ""
