"""Runs the entry script of a parallel step: init() once in each process, run(mini_batch) for each part of the files."""
import argparse
import collections
import importlib.util
import inspect
import json
import multiprocessing
import multiprocessing.connection
import os
import sys
import time
import traceback

# What Azure's own driver ends with where a step fails.
FAILED = 42


class Context:
    """What run(mini_batch, context) is told besides the files."""

    def __init__(self, index):
        self.minibatch_index = index


def lines_of(result):
    """The rows that a run returned, as lines for the file of append_row_to."""
    if hasattr(result, "to_csv"):
        return result.to_csv(sep=" ", header=False, index=False).splitlines()
    if hasattr(result, "tolist"):
        result = result.tolist()
    if not isinstance(result, (list, tuple)):
        raise TypeError("run() returned %s. It has to return a list, a tuple or a DataFrame, with one item for each file that it "
                        "has processed." % type(result).__name__)
    return [str(item) for item in result]


def load(settings):
    """Imports the entry script as Azure does: from its folder, with the arguments of the program."""
    path = os.path.abspath(settings["entry_script"])
    sys.argv = [settings["entry_script"], *settings["arguments"]]
    for folder in (os.path.dirname(path), os.getcwd()):
        if folder not in sys.path:
            sys.path.insert(0, folder)
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    for function in ("init", "run"):
        if not callable(getattr(module, function, None)):
            raise AttributeError("The entry script %s has no function %s()." % (settings["entry_script"], function))
    return module


def work(connection, settings):
    """A process: tells that it is ready, then what each mini batch came to, until it is told to end."""
    try:
        module = load(settings)
        module.init()
    except BaseException:
        connection.send(("unready", traceback.format_exc()))
        return
    takes_context = len(inspect.signature(module.run).parameters) > 1
    connection.send(("ready", None))
    while True:
        task = connection.recv()
        if task is None:
            break
        index, files = task
        try:
            lines = lines_of(module.run(files, Context(index)) if takes_context else module.run(files))
        except BaseException:
            connection.send(("failed", traceback.format_exc()))
        else:
            connection.send(("done", lines))
    if callable(getattr(module, "shutdown", None)):
        module.shutdown()


class Worker:
    """One process of the entry script, and the mini batch that it has."""

    def __init__(self, context, settings):
        self.connection, other = context.Pipe()
        self.process = context.Process(target=work, args=(other, settings), daemon=True)
        self.process.start()
        other.close()
        self.task = None
        self.deadline = time.monotonic() + settings["first_task_creation_timeout"]
        self.is_ready = False

    def give(self, task, timeout):
        self.task, self.deadline = task, time.monotonic() + timeout
        self.connection.send((task["index"], task["files"]))

    def end(self):
        """Ends the process whatever it does."""
        self.connection.close()
        self.process.kill()
        self.process.join()


class Run:
    """All mini batches of a step."""

    def __init__(self, settings):
        self.settings = settings
        self.context = multiprocessing.get_context("spawn")
        files, size = settings["files"], settings["mini_batch_size"]
        batches = [files[start:start + size] for start in range(0, len(files), size)]
        self.open = collections.deque({"index": index, "files": batch, "tries": 0} for index, batch in enumerate(batches))
        self.total, self.done, self.failed_items, self.failed_batches = len(batches), 0, 0, 0
        self.workers = []

    def say(self, level, text):
        levels = ("DEBUG", "INFO", "WARNING", "ERROR")
        if levels.index(level) >= levels.index(self.settings["logging_level"]):
            print("[parallel] %s %s" % (level, text), flush=True)

    def execute(self):
        """Runs them, and answers the code to end with."""
        processes = min(self.settings["max_concurrency_per_instance"], self.total)
        self.say("INFO", "%d files in %d mini batches, %d processes" % (len(self.settings["files"]), self.total, processes))
        path = self.settings["append_row_to"]
        if path:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path or os.devnull, "a", encoding="utf-8") as self.rows:
            self.workers = [Worker(self.context, self.settings) for _ in range(processes)]
            try:
                why = self.loop()
            finally:
                for worker in self.workers:
                    worker.end()
        print("[parallel] %d of %d mini batches, %d failed; %d of %d files failed" % (
            self.done, self.total, self.failed_batches, self.failed_items, len(self.settings["files"])), flush=True)
        if why:
            print("[parallel] The step has failed: %s" % why, flush=True)
        return FAILED if why else 0

    def loop(self):
        """Gives mini batches to processes until there are none left; answers why the step fails, None where it does not."""
        while self.workers:
            wait = max(0.0, min(worker.deadline for worker in self.workers) - time.monotonic())
            ready = multiprocessing.connection.wait([worker.connection for worker in self.workers], wait)
            now = time.monotonic()
            for worker in list(self.workers):
                if worker.connection in ready:
                    why = self.take(worker)
                elif now >= worker.deadline:
                    why = self.late(worker)
                else:
                    continue
                why = why or self.beyond()
                if why:
                    return why
        return None

    def take(self, worker):
        try:
            kind, value = worker.connection.recv()
        except EOFError:
            return self.died(worker)
        if kind == "unready":
            return "the entry script could not begin (import or init()).\n%s" % value.rstrip()
        if kind == "failed":
            self.missed(worker.task, value.rstrip())
        if kind == "done":
            self.kept(worker.task, value)
        worker.is_ready = True
        self.next(worker)
        return None

    def next(self, worker):
        if self.open:
            task = self.open.popleft()
            task["tries"] += 1
            self.say("DEBUG", "mini batch %d, try %d: %s" % (task["index"], task["tries"], ", ".join(task["files"])))
            worker.give(task, self.settings["timeout"])
            return
        # Others may fail that are under way: the last process to end takes what is to be tried again.
        self.workers.remove(worker)
        worker.connection.send(None)
        worker.process.join(self.settings["timeout"])
        worker.end()

    def late(self, worker):
        if not worker.is_ready:
            return "a process of the entry script was not ready within %d s (first_task_creation_timeout)." % (
                self.settings["first_task_creation_timeout"])
        return self.replace(worker, "it ran longer than %d s (retry_settings.timeout)" % self.settings["timeout"])

    def died(self, worker):
        worker.process.join()
        why = "its process ended with code %s" % worker.process.exitcode
        if not worker.is_ready:
            return "the entry script could not begin: %s." % why
        return self.replace(worker, why)

    def replace(self, worker, why):
        self.workers.remove(worker)
        worker.end()
        self.missed(worker.task, why)
        if self.open:
            self.workers.append(Worker(self.context, self.settings))
        return None

    def missed(self, task, why):
        if task["tries"] <= self.settings["max_retries"]:
            self.say("WARNING", "mini batch %d failed and is tried again (%d of %d): %s" % (
                task["index"], task["tries"], self.settings["max_retries"], why))
            self.open.append(task)
            return
        self.say("ERROR", "mini batch %d failed after %d tries: %s\n  files: %s" % (
            task["index"], task["tries"], why, ", ".join(task["files"])))
        self.done += 1
        self.failed_batches += 1
        self.failed_items += len(task["files"])

    def kept(self, task, lines):
        self.rows.writelines(line + "\n" for line in lines)
        self.rows.flush()
        self.done += 1
        missing = len(task["files"]) - len(lines)
        if missing > 0:
            self.failed_batches += 1
            self.failed_items += missing
            self.say("WARNING", "mini batch %d: run() returned %d items for %d files" % (
                task["index"], len(lines), len(task["files"])))
        else:
            self.say("INFO", "mini batch %d done (%d of %d)" % (task["index"], self.done, self.total))

    def beyond(self):
        """Why too much has failed; None where it has not."""
        settings = self.settings
        if 0 <= settings["error_threshold"] < self.failed_items:
            return "%d files failed, more than error_threshold (%d)." % (self.failed_items, settings["error_threshold"])
        if 0 <= settings["mini_batch_error_threshold"] < self.failed_batches:
            return "%d mini batches failed, more than mini_batch_error_threshold (%d)." % (
                self.failed_batches, settings["mini_batch_error_threshold"])
        if self.failed_batches * 100 > settings["allowed_failed_percent"] * self.total:
            return "%d of %d mini batches failed, more than allowed_failed_percent (%d)." % (
                self.failed_batches, self.total, settings["allowed_failed_percent"])
        return None


def from_arguments(settings):
    """The settings that Azure takes from the arguments of the program."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--error_threshold", type=int, default=settings["error_threshold"])
    parser.add_argument("--allowed_failed_percent", type=int, default=100)
    parser.add_argument("--first_task_creation_timeout", type=int, default=600)
    settings.update(vars(parser.parse_known_args(settings["arguments"])[0]))


def files_below(path):
    """The files of an input, in order of their names."""
    if os.path.isfile(path):
        return [path]
    return sorted(os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        settings = json.load(file)
    from_arguments(settings)
    settings["files"] = files_below(settings["input"])
    # Azure's driver hands its own arguments on, too.
    settings["arguments"] += ["--scoring_module_name", settings["entry_script"],
                              "--mini_batch_size", str(settings["mini_batch_size"]),
                              "--logging_level", settings["logging_level"],
                              "--run_invocation_timeout", str(settings["timeout"]),
                              "--run_max_try", str(settings["max_retries"] + 1),
                              "--output_action", "append_row" if settings["append_row_to"] else "summary_only"]
    sys.exit(Run(settings).execute())


if __name__ == "__main__":
    main()
