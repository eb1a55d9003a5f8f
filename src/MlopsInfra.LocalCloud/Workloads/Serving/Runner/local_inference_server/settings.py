"""What the server is told: options win over environment variables, these over the configuration file."""
import argparse
import json
import os
import sys

DEFAULT_PORT = 5001


class ConfigurationError(Exception):
    """A setting has a value that it can't have."""


class _Parser(argparse.ArgumentParser):
    # Usage goes to standard error, the help to standard output, and the exit code is 1, not argparse's 2.
    def error(self, message):
        sys.stderr.write("%s%s: error: %s\n" % (self.format_usage(), self.prog, message))
        sys.stdout.write(self.format_help())
        sys.exit(1)


def _port(text):
    value = int(text)
    if not 1 <= value <= 65535:
        raise argparse.ArgumentTypeError("a port is 1 to 65535")
    return value


def _count(text):
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("at least one worker is needed")
    return value


def _parser():
    parser = _Parser(prog="azmlinfsrv", description="Serves an entry script over HTTP, on the loopback address.")
    parser.add_argument("--entry_script", help="The script with init() and run().")
    parser.add_argument("--model_dir", help="The folder of the model, for AZUREML_MODEL_DIR.")
    parser.add_argument("--port", type=_port, help="The port of all routes. Default: %d." % DEFAULT_PORT)
    parser.add_argument("--health_port", type=_port, help="The port of the health route, if it has one of its own.")
    parser.add_argument("--worker_count", type=_count, help="How many processes answer. Default: 1.")
    parser.add_argument("--appinsights_instrumentation_key", help="Taken and not used: who starts this server keeps requests.")
    parser.add_argument("--access_control_allow_origins", help="Origins that browsers may call from, or *.")
    parser.add_argument("--config_file", help="A JSON file with keys named as the environment variables.")
    return parser


class Settings:
    """All settings, read once in the main process."""

    def __init__(self, arguments):
        options = _parser().parse_args(arguments)
        environment = os.environ
        if options.model_dir is not None:
            environment["AZUREML_MODEL_DIR"] = options.model_dir
        self.app_root = environment.get("AML_APP_ROOT", os.getcwd())
        if options.entry_script is not None:
            self.entry_script = os.path.join(os.getcwd(), options.entry_script)
        else:
            self.entry_script = None
        self.config_file = self._find_config(options)
        self._config = self._read_config()
        if self.entry_script is None and self.config_file is not None and self._text("AZUREML_ENTRY_SCRIPT"):
            self.entry_script = os.path.join(self.app_root, self._text("AZUREML_ENTRY_SCRIPT"))
        self.source_directory = self._text("AZUREML_SOURCE_DIRECTORY")
        self.model_dir = environment.get("AZUREML_MODEL_DIR")
        self.port = options.port or DEFAULT_PORT
        self.health_port = options.health_port or self._number("HEALTH_PORT", self.port)
        self.separate_health = self._flag("SEPERATE_HEALTH_ENDPOINT")
        self.worker_count = options.worker_count or self._number("WORKER_COUNT", 1)
        self.worker_timeout = self._number("WORKER_TIMEOUT", 300)
        self.preload = self._flag("WORKER_PRELOAD")
        self.scoring_timeout_ms = self._number("SCORING_TIMEOUT_MS", 3600 * 1000)
        self.origins = options.access_control_allow_origins or self._text("AML_CORS_ORIGINS")
        self.shows_version = self._text("SERVER_VERSION_LOG_RESPONSE_ENABLED", "true").lower() == "true"
        self.service_name = self._text("SERVICE_NAME", "ML service")
        self.service_version = self._text("SERVICE_VERSION", "1.0")
        self.service_path_prefix = (self._text("SERVICE_PATH_PREFIX") or "").strip("/")

    def _find_config(self, options):
        if options.config_file:
            return options.config_file
        if os.environ.get("AZUREML_CONFIG_FILE"):
            return os.environ["AZUREML_CONFIG_FILE"]
        folders = [self.app_root] + ([os.path.dirname(self.entry_script)] if self.entry_script else [])
        found = [os.path.join(folder, "config.json") for folder in folders]
        return next((path for path in found if os.path.isfile(path)), None)

    def _read_config(self):
        if self.config_file is None:
            return {}
        try:
            with open(self.config_file, encoding="utf-8") as file:
                config = json.load(file)
        except (OSError, ValueError) as error:
            raise ConfigurationError("The configuration file '%s' can't be read: %s" % (self.config_file, error))
        if not isinstance(config, dict):
            raise ConfigurationError("The configuration file '%s' holds no JSON object." % self.config_file)
        return config

    def _text(self, name, default=None):
        value = os.environ.get(name, self._config.get(name))
        return default if value is None else str(value)

    def _number(self, name, default):
        text = self._text(name)
        if text is None:
            return default
        try:
            return int(text)
        except ValueError:
            raise ConfigurationError("%s: '%s' is no whole number" % (name, text))

    def _flag(self, name):
        return (self._text(name) or "").lower() == "true"

    def publish(self, version):
        """Sets the variables that a script sees besides its own."""
        os.environ.update({
            "AML_APP_INSIGHTS_ENABLED": os.environ.get("AML_APP_INSIGHTS_ENABLED", "false"),
            "AML_APP_ROOT": self.app_root,
            "AZUREML_ENTRY_SCRIPT": os.path.realpath(self.entry_script),
            "HEALTH_PORT": str(self.health_port),
            "HTTP_X_MS_SERVER_VERSION": version,
            "SERVER_PORT": str(self.port),
            "SERVER_SOFTWARE": "gunicorn",
            "TRANSPORT_PROTOCOL": "grpc",
            "WORKER_COUNT": str(self.worker_count),
        })
