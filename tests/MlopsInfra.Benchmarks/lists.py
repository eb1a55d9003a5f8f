"""Fills a served local cloud, and asks it one request after the other, on one connection.

    lists.py OUTPUTS SERVED fill N      makes N identities
    lists.py OUTPUTS SERVED list N      asks N times for the resources of one name, of all that the subscription has
    lists.py OUTPUTS SERVED read N      reads one resource N times
"""

import http.client
import json
import sys
import urllib.parse

from cloud import Cloud

IDENTITIES = "/providers/Microsoft.ManagedIdentity/userAssignedIdentities"


def main(outputs, served, what, count):
    cloud = Cloud(outputs, served)
    connection = http.client.HTTPSConnection("localhost", cloud.port, context=cloud.trust)
    subscription, group = cloud.workspace.split("/")[2:5:2]
    identities = f"/subscriptions/{subscription}/resourceGroups/{group}{IDENTITIES}"
    wanted = urllib.parse.quote("substringof('id-bench-0001', name)")

    def ask(method, path, body=None):
        connection.request(method, path, body and json.dumps(body), cloud.azure)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status not in (200, 201):
            sys.exit(f"{method} {path}: {answer.status} {text[:500]}")
        return json.loads(text)

    for number in range(int(count)):
        if what == "fill":
            ask("PUT", f"{identities}/id-bench-{number:05}?api-version=2023-01-31", {"location": "westeurope"})
        elif what == "read":
            ask("GET", f"{identities}/id-bench-00010?api-version=2023-01-31")
        else:
            found = ask("GET", f"/subscriptions/{subscription}/resources?api-version=2021-04-01&$filter={wanted}")
            if len(found["value"]) != 10:
                sys.exit(f"{len(found['value'])} resources in place of 10")


main(*sys.argv[1:])
