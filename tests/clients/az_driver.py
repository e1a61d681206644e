"""Runs az commands in one process: a JSON line {"command": "..."} in, one of {"code", "stdout", "stderr", "apiVersions"} out.

The commands go through the entry point that the `az` program has; only the start of Python, a second each, is saved.
"""

import io
import json
import os
import shlex
import sys
from urllib.parse import parse_qs, urlsplit

ANSWERS = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")


class Stream(io.TextIOBase):
    """Stands where a stream of the process stood, since az's log keeps the one that it found first."""

    def __init__(self):
        self.text = io.StringIO()

    def write(self, text):
        return self.text.write(text)

    def isatty(self):
        return False

    def take(self):
        told, self.text = self.text.getvalue(), io.StringIO()
        return told


sys.stdout, sys.stderr = Stream(), Stream()

import requests  # noqa: E402
from azure.cli.core import get_default_cli  # noqa: E402

seen = set()
send = requests.Session.send


def note_and_send(session, request, **options):
    seen.update(parse_qs(urlsplit(request.url).query).get("api-version", []))
    return send(session, request, **options)


requests.Session.send = note_and_send


def run(arguments):
    try:
        return get_default_cli().invoke(arguments) or 0
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)


for line in sys.stdin:
    seen.clear()
    code = run(shlex.split(json.loads(line)["command"]))
    answer = {
        "code": code,
        "stdout": sys.stdout.take(),
        "stderr": sys.stderr.take(),
        "apiVersions": sorted(seen),
    }
    print(json.dumps(answer), file=ANSWERS, flush=True)
