"""The tags that lead from a model to its job, its data, its code and its image, and back. Releases read them by these names."""

JOB = "mlops.job"
MODEL = "mlops.model"
CHAMPION = "mlops.champion"
DECISION = "mlops.decision"
REASON = "mlops.reason"
METRIC = "mlops.metric"
# The data asset version that a model was trained on, training_data:HASH, which is named by its content.
DATA = "mlops.data"
# How the data came: feedback, arrival, run; and how many rows it has.
SOURCE = "mlops.source"
ROWS = "mlops.rows"
# What told the source's contents apart when it was read (a blob's eTag), where it lay, and which of its versions that was.
DATA_VERSION = "mlops.dataVersion"
DATA_PATH = "mlops.dataPath"
VERSION_ID = "mlops.versionId"
CODE_VERSION = "mlops.codeVersion"
COMMIT = "mlops.commit"
REPOSITORY = "mlops.repository"
IMAGE = "mlops.image"
IMAGE_TAG = "mlops.imageTag"
IMAGE_NOTE = "mlops.imageNote"

# Jobs have the data under names without the prefix: the workflow that new data starts sets them so.
JOB_DATA_VERSION = "dataVersion"
JOB_DATA_PATH = "dataPath"

REGISTER, KEEP = "register", "keep"

# What Azure takes as the value of a tag of its resources. These go on to releases, which are such resources.
LONGEST = 256


def short(words: str) -> str:
    """Words within what Azure takes as a value."""
    return words if len(words) <= LONGEST else f"{words[:LONGEST - 3]}..."


def short_address(address: str) -> str:
    """The same for addresses, which are told apart by their ends."""
    return address if len(address) <= LONGEST else f"...{address[3 - LONGEST:]}"


def of_metrics(metrics: dict[str, float]) -> dict[str, str]:
    """One tag for each number, with all digits, so that two of them are equal only if the numbers are."""
    return {f"{METRIC}.{name}": repr(value) for name, value in sorted(metrics.items())}


def metrics_in(tags: dict[str, str]) -> dict[str, float]:
    """The numbers in tags; what is no number is left out."""
    numbers = {}
    for name, value in tags.items():
        if name.startswith(f"{METRIC}."):
            try:
                numbers[name.removeprefix(f"{METRIC}.")] = float(value)
            except ValueError:
                continue
    return numbers
