# Says which Python this is, and which versions of the packages named as arguments it has.
import json
import site
import sys

try:
    from importlib import metadata
except ImportError:
    sys.exit("Python 3.8 or later is needed")

packages = {}
for name in sys.argv[1:]:
    try:
        packages[name] = metadata.version(name)
    except metadata.PackageNotFoundError:
        pass
print(json.dumps({
    "executable": sys.executable,
    "version": sys.version.split()[0],
    "userBase": site.getuserbase() if site.ENABLE_USER_SITE else None,
    "packages": packages,
}))
