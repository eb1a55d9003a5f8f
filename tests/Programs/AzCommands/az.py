"""Runs commands of an unmodified `az`, one after the other in one process, through az's own entry.

Reads a JSON line for each command from standard input, {"command": "az ...", "check": [...], "save": {...}}, and answers
each with one on standard output. Names in braces are replaced by the values that are known: those in MLOPS_VALUES at first,
later those that commands saved.
"""
import io
import json
import os
import re
import shlex
import socket
import sys
import time

answers = sys.stdout


class Switch(io.TextIOBase):
    """Takes the place of a standard stream: az's loggers keep the one that they met first."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.kept = io.StringIO()
        # What some commands write as bytes.
        self.buffer = io.BytesIO()

    def write(self, text):
        return self.kept.write(text)

    def text(self):
        return self.kept.getvalue() + self.buffer.getvalue().decode("utf-8", "replace")


sys.stdout = out = Switch()
sys.stderr = err = Switch()

# Names below localhost are this machine (RFC 6761). A resolver that does not know that needs a line in the hosts file.
resolve = socket.getaddrinfo
socket.getaddrinfo = lambda host, *more, **named: resolve(
    "127.0.0.1" if isinstance(host, str) and host.endswith(".localhost") else host, *more, **named)

import jmespath  # noqa: E402
from azure.cli.core import get_default_cli  # noqa: E402


def run(words):
    """The exit code of a command."""
    try:
        return get_default_cli().invoke(words, out_file=out)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except Exception as crash:  # what az's own main would end with
        err.write(f"{type(crash).__name__}: {crash}")
        return 1


values = json.loads(os.environ["MLOPS_VALUES"])


def filled(text):
    return re.sub(r"\{(\w+)\}", lambda name: str(values.get(name[1], name[0])), text)


for line in sys.stdin:
    request = json.loads(line)
    out.reset()
    err.reset()
    for name, value in request.get("environment", {}).items():
        os.environ[name] = filled(value)
    began = time.monotonic()
    code = run(shlex.split(filled(request["command"]))[1:])
    answer = {"exit": code or 0, "seconds": round(time.monotonic() - began, 2), "out": out.text(), "err": err.text()}
    answer["unmet"] = [text for text in request.get("prints", []) if filled(text) not in answer["out"]] \
        + [text for text in request.get("says", []) if filled(text) not in answer["err"]]
    if "Table output unavailable" in answer["err"]:
        answer["unmet"].append("a table")
    if request.get("check") or request.get("save"):
        try:
            content = json.loads(answer["out"])
            answer["unmet"] += [check for check in request.get("check", []) if not jmespath.search(filled(check), content)]
            values.update({name: jmespath.search(path, content) for name, path in request.get("save", {}).items()})
        except (ValueError, jmespath.exceptions.JMESPathError) as fault:
            answer["unmet"].append(f"{fault}")
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
