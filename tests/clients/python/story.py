"""What the stories of the Python SDKs share: who signs in, and what is told of every step (a JSON line each)."""

import base64
import json
import sys
from urllib.parse import parse_qs, urlsplit

import requests
from azure.core.exceptions import HttpResponseError
from azure.identity import ClientSecretCredential

with open(sys.argv[1], encoding="utf-8") as file:
    DEMO = json.load(file)
ENDPOINT = DEMO["endpoint"]
TENANT = DEMO["tenantId"]
PRODUCTION = DEMO["subscriptionIds"]["production"]
ONLY_ALLOWED_REGISTRY = (
    "/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90"
)

seen = set()
send = requests.Session.send


def note_and_send(session, request, **options):
    if "/oauth2/" not in request.url:
        seen.update(parse_qs(urlsplit(request.url).query).get("api-version", []))
    return send(session, request, **options)


requests.Session.send = note_and_send


def credential(who="owner"):
    principal = DEMO["principals"][who]
    return ClientSecretCredential(
        TENANT,
        principal["clientId"],
        principal["clientSecret"],
        authority=ENDPOINT,
        disable_instance_discovery=True,
    )


def object_id(who):
    """As the token says it; a client's user reads it there, too."""
    token = credential(who).get_token(ENDPOINT + "/.default").token
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["oid"]


def options():
    return {"base_url": ENDPOINT, "credential_scopes": [ENDPOINT + "/.default"]}


def tell(operation, problem=None):
    line = {"operation": operation, "apiVersions": sorted(seen)}
    if problem is not None:
        line["problem"] = problem
    print(json.dumps(line), flush=True)


def check(operation, action, wanted):
    """The action answers what is wanted: a value, or a function that says whether it is."""
    seen.clear()
    try:
        found = action()
    except Exception as error:  # Whatever a client throws is told as it is printed.
        return tell(operation, f"{type(error).__name__}: {error}")
    fits = wanted(found) if callable(wanted) else found == wanted
    return tell(operation, None if fits else f"found {found!r}")


def refuse(operation, action, status, code, words=""):
    """The action is refused, and the client says so in its own way."""
    seen.clear()
    try:
        found = action()
    except HttpResponseError as error:
        told = (error.status_code, error.error.code if error.error else None)
        fits = told == (status, code) and words in (error.message or "")
        return tell(operation, None if fits else f"refused with {told}: {error.message}")
    except Exception as error:
        return tell(operation, f"{type(error).__name__}: {error}")
    return tell(operation, f"was let through: {found!r}")
