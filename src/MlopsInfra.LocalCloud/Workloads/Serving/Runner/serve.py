"""Serves a model's entry script as the Azure ML inference HTTP server does: `serve.py --entry_script score.py`.

Only the package beside this file is taken from this folder: the folder itself leaves the search path at once, so that
nothing here hides a module of the script's.
"""
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, _HERE)
from local_inference_server import __main__ as server  # noqa: E402

sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or os.getcwd()) != _HERE]

if __name__ == "__main__":
    server.main(sys.argv[1:])
