"""Reads a secret as a step does, by Microsoft's own client; tells what came of it as JSON."""
import json
import os

from azure.core.exceptions import HttpResponseError
from azure.identity import DefaultAzureCredential
from azure.keyvault.secrets import SecretClient

told = {}
client = SecretClient(os.environ["VAULT"], DefaultAzureCredential())


def refusal(action):
    try:
        return action()
    except HttpResponseError as error:
        inner = getattr(error.error, "innererror", None) or {}
        return f"{error.status_code} {inner.get('code') or error.error.code}"


secret = refusal(lambda: client.get_secret("api-key"))
told["get"] = secret if isinstance(secret, str) else [secret.value, secret.properties.content_type, secret.id.split("/")[2]]
told["list"] = refusal(lambda: [found.name for found in client.list_properties_of_secrets()])
told["missing"] = refusal(lambda: client.get_secret("other").value)
told["disabled"] = refusal(lambda: client.get_secret("old-key").value)
if not isinstance(secret, str):
    told["version"] = client.get_secret("api-key", secret.properties.version).value == secret.value
print(json.dumps(told))
