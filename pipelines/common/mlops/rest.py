"""Plain HTTP: what is busy is asked again, and a refusal says who refused what, with the code and the reason."""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, NamedTuple

TIMEOUT = 60
ATTEMPTS = 4
# What is busy or down may be there again in a moment.
BUSY = (408, 429, 500, 502, 503, 504)
# Nobody is waited for longer between two attempts, in seconds, whatever it asks for.
LONGEST_WAIT = 60


class RestError(Exception):
    """A request was refused, or nobody answered; the message says what and why. The status is 0 where there was no answer."""

    def __init__(self, message: str, status: int = 0, code: str = "") -> None:
        super().__init__(message)
        self.status, self.code = status, code


class Answer(NamedTuple):
    """What came back; the names of headers are looked up in any case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body) if self.body.strip() else {}


def send(method: str, url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
    request = urllib.request.Request(url, data=body, method=method, headers=headers or {})
    for attempt in range(1, ATTEMPTS + 1):
        wait = 2.0 ** (attempt - 1)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            text = error.read().decode(errors="replace")
            if error.code not in BUSY or attempt == ATTEMPTS:
                raise refusal(method, url, error.code, text) from error
            wait = asked_wait(error.headers, wait)
        except (OSError, http.client.HTTPException) as error:
            if attempt == ATTEMPTS:
                raise RestError(f"{method} {without_query(url)}: {error}") from error
        time.sleep(wait)
    raise AssertionError("the last attempt ends in an answer or an error")


def send_json(method: str, url: str, body: dict | None = None, token: str = "") -> Any:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    return send(method, url, None if body is None else json.dumps(body).encode(), headers).json()


def without_query(url: str) -> str:
    """An address as it may be printed: what follows the question mark may be a signature."""
    return url.partition("?")[0]


def asked_wait(headers: Mapping[str, str], otherwise: float) -> float:
    """The seconds that Retry-After asks for."""
    asked = headers.get("Retry-After", "")
    return float(min(int(asked), LONGEST_WAIT)) if asked.isdigit() else otherwise


def refusal(method: str, url: str, status: int, text: str) -> RestError:
    """An error in the form of MLflow, of Azure Resource Manager or of a registry; else the beginning of the text."""
    code, reason = reason_of(text)
    return RestError(f"{method} {without_query(url)}: {status} {code} {reason or text.strip()[:500]}".rstrip(), status, code)


def reason_of(text: str) -> tuple[str, str]:
    try:
        answer = json.loads(text)
    except ValueError:
        return "", ""
    if not isinstance(answer, dict):
        return "", ""
    if "error_code" in answer:
        return str(answer["error_code"]), str(answer.get("message") or "")
    error = answer.get("error") or (answer.get("errors") or [None])[0]
    if not isinstance(error, dict):
        return "", ""
    # Azure ML calls nearly everything a UserError; what it is stands in the details.
    details = [detail for detail in error.get("details") or [] if isinstance(detail, dict) and detail.get("message")]
    more = f" {details[0].get('code')}: {details[0]['message']}" if details else ""
    return str(error.get("code") or ""), f"{error.get('message') or ''}{more}"
