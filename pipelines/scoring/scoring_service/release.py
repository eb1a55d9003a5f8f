"""What this process is: model, release, image, as its environment says."""

import os
import re
import socket


class Release:
    """The names by which requests, predictions and telemetry are traced back."""

    def __init__(self, environment=os.environ):
        self.model, _, version = environment.get("MLOPS_MODEL", "").rpartition(":")
        self.version = version if self.model else None
        # A name without a version.
        self.model = self.model or version
        self.name = environment.get("MLOPS_RELEASE") or None
        self.image = environment.get("MLOPS_IMAGE") or None
        self.replica = re.sub(r"[^A-Za-z0-9.-]", "-", environment.get("HOSTNAME") or socket.gethostname())

    def fields(self) -> dict:
        """What each line of a log says of it."""
        return {"model": self.model, "modelVersion": self.version, "release": self.name, "image": self.image}
