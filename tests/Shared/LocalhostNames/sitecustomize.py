"""A resolver that knows names below localhost, in place of a line in the hosts file of the machine that runs the tests."""
import socket

_resolve = socket.getaddrinfo


def _resolve_here(host, *args, **kwargs):
    name = host.decode() if isinstance(host, bytes) else host
    return _resolve("127.0.0.1" if isinstance(name, str) and name.endswith(".localhost") else host, *args, **kwargs)


socket.getaddrinfo = _resolve_here
