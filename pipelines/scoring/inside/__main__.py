"""python -m inside publish-model | smoke

publish-model  uploads the model of this image: MODEL_URL (address of a blob folder), AZURE_CLIENT_ID (the identity that may).
smoke          sends the samples of this image: SMOKE_URL (address of /score), SMOKE_TOKEN and SMOKE_DEPLOYMENT (where needed).

Exit codes: 0 done, 1 failed, 2 a word or a variable is missing.
"""

import sys

from .failure import Failure, Usage


def main(arguments: list) -> int:
    verbs = {"publish-model": _publish_model, "smoke": _smoke}
    if len(arguments) != 1 or arguments[0] not in verbs:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return verbs[arguments[0]]()
    except Usage as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except Failure as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


def _publish_model() -> int:
    from . import publish_model

    return publish_model.main()


def _smoke() -> int:
    from . import smoke

    return smoke.main()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
