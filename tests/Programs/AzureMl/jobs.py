"""Jobs of all kinds, and schedules."""
import contextlib
import io

from azure.ai.ml import Input, Output, command, dsl, load_job
from azure.ai.ml.entities import CronTrigger, JobSchedule, RecurrencePattern, RecurrenceTrigger
from azure.ai.ml.sweep import Uniform

from cloud import FOLDER, call, client, equal, file, refused, wait

made = {}


def ended(name):
    for _ in range(600):
        job = client.jobs.get(name)
        if job.status in ("Completed", "Failed", "Canceled"):
            return job
        wait(0.1)
    raise AssertionError("it does not end")


def pipeline(**inputs):
    prepare = client.components.get("ada_prepare", "1")

    @dsl.pipeline(default_compute="cpu-cluster", description="of a function")
    def steps(word="green"):
        first = prepare(word=word)
        return {"out": first.outputs.out}

    return steps(**inputs)


@call
def submit_pipeline_of_a_function():
    made["pipeline"] = client.jobs.create_or_update(pipeline(word="blue"), experiment_name="ada").name


@call
def pipeline_completes():
    equal(ended(made["pipeline"]).status, "Completed")


@call
def list_jobs():
    jobs = [each.name for each in client.jobs.list()]
    equal(jobs[0], made["pipeline"])


@call
def list_children():
    steps = list(client.jobs.list(parent_job_name=made["pipeline"]))
    equal([each.display_name for each in steps], ["first"])
    made["step"] = steps[0].name


@call
def stream_pipeline():
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        client.jobs.stream(made["pipeline"])
    assert "Execution Summary" in printed.getvalue(), printed.getvalue()


@call
def download_output():
    client.jobs.download(made["step"], download_path=str(FOLDER / "of-job"), output_name="out")
    equal([path.read_text() for path in (FOLDER / "of-job").rglob("out.txt")], ["some\nblue\n"])


@call
def download_all():
    client.jobs.download(made["pipeline"], download_path=str(FOLDER / "all-of-job"), all=True)
    assert list((FOLDER / "all-of-job").rglob("executionlogs.txt"))


@call
def tag_job():
    job = client.jobs.get(made["pipeline"])
    job.tags["seen"] = "yes"
    client.jobs.create_or_update(job)
    job = client.jobs.get(made["pipeline"])
    equal((job.status, job.tags["seen"]), ("Completed", "yes"))


@call
def archive_job():
    client.jobs.archive(made["pipeline"])
    assert made["pipeline"] not in [each.name for each in client.jobs.list()]


@call
def list_archived_jobs():
    equal([each.name for each in client.jobs.list(list_view_type="ArchivedOnly")], [made["pipeline"]])


@call
def restore_job():
    client.jobs.restore(made["pipeline"])
    equal(client.jobs.get(made["pipeline"]).status, "Completed")


@call
def cancel_finished_job():
    refused(lambda: client.jobs.begin_cancel(made["pipeline"]).result(), "terminal status")


@call
def cancel_running_job():
    slow = command(name="ada_slow", command="sleep 60", environment="azureml:ada:1").component

    @dsl.pipeline(default_compute="cpu-cluster")
    def waits():
        slow()

    job = client.jobs.create_or_update(waits())
    client.jobs.begin_cancel(job.name).result()
    equal(ended(job.name).status, "Canceled")


@call
def submit_pipeline_of_a_file():
    path = file("job.yml", """
$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
experiment_name: ada
settings: {default_compute: azureml:cpu-cluster}
jobs:
  prepare: {type: command, component: azureml:ada_prepare:1, inputs: {word: yellow}}
  again: {type: command, component: ./prepare.yml}
""")
    equal(ended(client.jobs.create_or_update(load_job(path)).name).status, "Completed")


@call
def validate_pipeline():
    assert client.jobs.validate(pipeline()).passed


@call
def submit_command_with_code():
    job = command(command="cat text.txt", environment="azureml:ada:1", code=str(FOLDER / "src"), compute="cpu-cluster")
    made["command"] = client.jobs.create_or_update(job).name
    equal(client.jobs.get(made["command"]).type, "command")


@call
def submit_command_with_data():
    job = command(command="ls ${{inputs.d}}", environment="azureml:ada:1", compute="cpu-cluster",
                  inputs={"d": Input(type="uri_folder", path=str(FOLDER / "readings"))}, outputs={"o": Output(type="uri_folder")})
    assert client.jobs.create_or_update(job).inputs["d"].path.startswith("azureml://")


@call
def submit_sweep():
    job = command(command="echo ${{inputs.rate}}", environment="azureml:ada:1", compute="cpu-cluster", inputs={"rate": 0.1})
    sweep = job(rate=Uniform(0.1, 1)).sweep(compute="cpu-cluster", sampling_algorithm="random", primary_metric="loss", goal="minimize")
    sweep.set_limits(max_total_trials=2)
    equal(client.jobs.create_or_update(sweep).type, "sweep")


@call
def submit_to_missing_compute():
    job = command(command="ls", environment="azureml:ada:1", compute="none")
    refused(lambda: client.jobs.create_or_update(job), "none")


@call
def create_cron_schedule():
    schedule = JobSchedule(name="ada-nightly", trigger=CronTrigger(expression="0 2 * * *", time_zone="UTC"), create_job=pipeline())
    client.schedules.begin_create_or_update(schedule).result()
    equal(client.schedules.get("ada-nightly").trigger.expression, "0 2 * * *")


@call
def create_schedule_again_unchanged():
    schedule = JobSchedule(name="ada-nightly", trigger=CronTrigger(expression="0 2 * * *", time_zone="UTC"), create_job=pipeline())
    client.schedules.begin_create_or_update(schedule).result()


@call
def create_recurring_schedule():
    trigger = RecurrenceTrigger(frequency="week", interval=1, schedule=RecurrencePattern(hours=6, minutes=[0], week_days=["monday"]))
    client.schedules.begin_create_or_update(JobSchedule(name="ada-weekly", trigger=trigger, create_job=pipeline())).result()


@call
def list_schedules():
    equal(sorted(each.name for each in client.schedules.list()), ["ada-nightly", "ada-weekly"])


@call
def disable_schedule():
    client.schedules.begin_disable("ada-weekly").result()
    equal([each.name for each in client.schedules.list()], ["ada-nightly"])


@call
def list_disabled_schedules():
    equal([each.name for each in client.schedules.list(list_view_type="DisabledOnly")], ["ada-weekly"])


@call
def enable_schedule():
    client.schedules.begin_enable("ada-weekly").result()
    equal(client.schedules.get("ada-weekly").is_enabled, True)


@call
def delete_schedule():
    client.schedules.begin_disable("ada-weekly").result()
    client.schedules.begin_delete("ada-weekly").result()
    equal([each.name for each in client.schedules.list()], ["ada-nightly"])
