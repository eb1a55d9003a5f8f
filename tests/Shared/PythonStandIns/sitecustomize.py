"""What the machine that runs the tests may lack, for Python that finds this folder on PYTHONPATH.

A resolver that knows names below localhost, in place of a line in the hosts file; and, where MLOPS_SIGN_IN_PORT is set, the
host that older clients ask about every host that they sign in at, which the local cloud stands in for.
"""
import os
import socket

_resolve = socket.getaddrinfo
_sign_in = os.environ.get("MLOPS_SIGN_IN_PORT")


def _resolve_here(host, port, *args, **kwargs):
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and name.endswith(".localhost"):
        host = "127.0.0.1"
    if _sign_in and name == "login.microsoftonline.com":
        host, port = "127.0.0.1", int(_sign_in)
    return _resolve(host, port, *args, **kwargs)


socket.getaddrinfo = _resolve_here
