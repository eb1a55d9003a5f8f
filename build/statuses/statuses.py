#!/usr/bin/env python3
"""Writes sdks/schemas/statuses.txt: which statuses Azure answers of each PUT, PATCH, DELETE and HEAD of a resource.

The witnesses are Microsoft's own clients, generated from Azure's specifications. They refuse every status that the contract
lacks: the Python clients of Debian's python3-azure, and the JavaScript clients that package.json here names.

    apt-get install python3-azure
    npm ci --prefix build/statuses --ignore-scripts
    python3 build/statuses/statuses.py [OPENAPI...]

What neither of them knows is taken from OpenAPI documents, where any are given.
"""
import ast
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PYTHON = pathlib.Path("/usr/lib/python3/dist-packages/azure/mgmt")
NODE = pathlib.Path(__file__).parent / "node_modules/@azure"
TABLE = ROOT / "sdks/schemas/statuses.txt"
METHODS = ("PUT", "PATCH", "DELETE", "HEAD")
RECORDS = ("A", "AAAA", "CNAME", "MX", "PTR", "SOA", "SRV", "TXT")


def types_of(path):
    """The types whose resource a path is the id of; none if it is another path."""
    path = re.sub(r"\{\?.*\}$", "", path).split("?")[0].rstrip("/")
    if re.fullmatch(r"/subscriptions/\{[^/]+\}/resource[gG]roups/\{[^/]+\}", path):
        return ["Microsoft.Resources/resourceGroups"]
    if "/providers/" not in path:
        return []
    segments = path.rsplit("/providers/", 1)[1].split("/")
    if len(segments) < 3 or len(segments) % 2 == 0 or segments[0].startswith("{"):
        return []
    kinds = segments[1::2]
    name = "/".join([segments[0], *kinds])
    if kinds[-1] == "{recordType}":
        return [name.replace("{recordType}", record) for record in RECORDS]
    return [] if any(kind.startswith("{") for kind in kinds) else [name]


def urls_of_builders(tree):
    """What the functions that build requests say: their method and path."""
    found = {}
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef) or not function.name.startswith("build_"):
            continue
        method = path = None
        for node in ast.walk(function):
            if isinstance(node, ast.keyword) and node.arg == "method" and isinstance(node.value, ast.Constant):
                method = node.value.value
            if path is None and isinstance(node, ast.Constant) and str(node.value).startswith("/"):
                path = node.value
        if method and path:
            found[function.name] = (method, path)
    return found


def python_operations(file):
    tree = ast.parse(file.read_text())
    builders = urls_of_builders(tree)
    for owner in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        metadata = {}
        for node in owner.body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).endswith(".metadata"):
                metadata[node.targets[0].value.id] = ast.literal_eval(node.value)["url"]
        for function in (node for node in owner.body if isinstance(node, ast.FunctionDef)):
            method = path = statuses = None
            bodies, everywhere = set(), False
            for node in ast.walk(function):
                if isinstance(node, ast.Call):
                    called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                    if called in builders:
                        method, path = builders[called]
                    elif called.upper() in METHODS and "_client" in ast.unparse(node.func):
                        method, path = called.upper(), metadata.get(function.name)
                if isinstance(node, ast.Compare) and "status_code not in" in ast.unparse(node):
                    statuses = ast.literal_eval(node.comparators[0])
                if isinstance(node, ast.If) and "deserialized = self._deserialize" in ast.unparse(node):
                    bodies |= {int(code) for code in re.findall(r"status_code == (\d+)", ast.unparse(node.test))}
            # What is deserialized outside of any test of the status is so for all of them.
            everywhere = any(ast.unparse(node).startswith("deserialized = self._deserialize(") for node in function.body)
            if method in METHODS and path and statuses:
                yield method, path, set(statuses), set(statuses) if everywhere else bodies


def python_witness():
    found = {}
    for file in sorted(PYTHON.rglob("operations/*.py")):
        if "aio" in file.parts or file.name.startswith(("__", "_patch")):
            continue
        version = next((part[1:] for part in reversed(file.parts) if re.fullmatch(r"v20\d\d_.*", part)), "9")
        for method, path, statuses, bodies in python_operations(file):
            for name in types_of(path):
                key = (name.lower(), method)
                if key not in found or found[key][0] < version:
                    found[key] = (version, statuses, bodies)
                elif found[key][0] == version:
                    found[key] = (version, found[key][1] | statuses, found[key][2] | bodies)
    return {key: value[1:] for key, value in found.items()}


def javascript_operations(text):
    """Both kinds of generated clients: those that specify each operation, and those with functions that send and read."""
    for block in re.findall(r"^(?:export )?(?:const|var) \w*OperationSpec = \{$(.*?)^\};", text, re.S | re.M):
        method, path = re.search(r'httpMethod: "(\w+)"', block), re.search(r'path: "([^"]+)"', block)
        responses = re.search(r"^( +)responses: \{\n(.*?)^\1\}", block, re.S | re.M)
        if method and path and responses:
            parts = re.findall(r"\b(\d{3}): \{(.*?)\}", responses.group(2), re.S)
            yield (method.group(1), path.group(1), {int(code) for code, _ in parts},
                   {int(code) for code, body in parts if "bodyMapper" in body})
    sends = {name: (path, method.upper()) for name, path, method in re.findall(
        r"function (_\$?\w+)Send\(.*?expandUrlTemplate\(\s*[\"`]([^\"`]+)[\"`].*?\.path\(path\)\s*\.(\w+)\(", text, re.S)}
    for name, body in re.findall(r"async function (_\$?\w+)Deserialize\(result\) \{(.*?)^\}", text, re.S | re.M):
        expected = re.search(r"expectedStatuses = \[([^\]]+)\]", body)
        if name in sends and expected:
            statuses = {int(code) for code in re.findall(r"\d{3}", expected.group(1))}
            path, method = sends[name]
            yield method, path, statuses, statuses if re.search(r"return \w+Deserializer\(result\.body\)", body) else set()


def javascript_witness():
    found = {}
    for package in sorted(NODE.glob("arm-*")):
        for file in sorted(package.rglob("*.js")):
            inside = file.relative_to(package).parts
            if file.name.endswith(".min.js") or {"commonjs", "browser", "react-native", "test", "samples-dev"} & set(inside):
                continue
            for method, path, statuses, bodies in javascript_operations(file.read_text()):
                for name in types_of(path) if method in METHODS else []:
                    old = found.get((name.lower(), method), (set(), set()))
                    found[name.lower(), method] = (old[0] | statuses, old[1] | bodies)
    return found


def document_witness(files):
    found = {}
    for file in files:
        for path, operations in json.loads(pathlib.Path(file).read_text())["paths"].items():
            for method, operation in operations.items():
                if method.upper() not in METHODS:
                    continue
                answers = {int(code): answer for code, answer in operation["responses"].items() if code.isdigit()}
                bodies = {code for code, answer in answers.items() if "content" in answer}
                for name in types_of(path):
                    found[name.lower(), method.upper()] = (set(answers), bodies)
    return found


def main():
    documents = document_witness(sys.argv[1:])
    witnesses = [javascript_witness(), python_witness()]
    listed = [line.split(" ")[0] for line in (ROOT / "sdks/schemas/api-versions.txt").read_text().splitlines()]
    served = [name.replace("{recordType}", record) for name in listed for record in (RECORDS if "{" in name else [""])]
    lines = []
    for name in sorted(served, key=str.lower):
        for method in METHODS:
            said = [witness[name.lower(), method] for witness in witnesses if (name.lower(), method) in witness]
            said = said or [document for key, document in documents.items() if key == (name.lower(), method)]
            if not said:
                continue
            # A status that both take suits every client; where there is none, the newer client is right.
            both = set.intersection(*(statuses for statuses, _ in said)) or said[0][0]
            # Of a HEAD a 404 is an answer like others; elsewhere it is an error that a client looks at itself.
            both = {code for code in both if method == "HEAD" or code < 400}
            # What is accepted only is read again when it is done.
            bodies = set.union(*(bodies for _, bodies in said)) - {202, 204}
            lines.append(" ".join([name, method, *(f"{code}{'+' if code in bodies else ''}" for code in sorted(both))]))
    TABLE.write_text("\n".join(lines) + "\n")
    print(f"{len(lines)} rows; {len(witnesses[0])} and {len(witnesses[1])} operations read")


if __name__ == "__main__":
    main()
