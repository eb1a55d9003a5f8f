"""A small server for entry scripts (init, run) with the contract of azureml-inference-server-http 1.5.1."""

VERSION = "azmlinfsrv/1.5.1"
