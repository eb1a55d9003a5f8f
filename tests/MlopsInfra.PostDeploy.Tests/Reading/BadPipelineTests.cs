using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Reading;

/// <summary>Every mistake says where it is, what is wrong and what is allowed.</summary>
public sealed class BadPipelineTests
{
    [Theory]
    [InlineData(
        "pipeline.yml", "${{parent.jobs.prepare.outputs.prepared}}\n      learning",
        "${{parent.jobs.prepare.outputs.cleaned}}\n      learning",
        "pipeline.yml(60,17): step 'train' refers to the output 'cleaned' of step 'prepare', which does not exist; outputs of "
            + "'prepare_pump_readings': prepared")]
    [InlineData(
        "pipeline.yml", "prepared: ${{parent.jobs.prepare.outputs.prepared}}\n      learning",
        "prepared: ${{parent.jobs.clean.outputs.prepared}}\n      learning",
        "pipeline.yml(60,17): step 'train' refers to the step 'clean', which does not exist; steps: prepare, train, evaluate, "
            + "register, image")]
    [InlineData(
        "pipeline.yml", "readings: ${{parent.inputs.training_data}}", "readings: ${{parent.inputs.data}}",
        "pipeline.yml(53,17): step 'prepare' refers to the pipeline input 'data', which does not exist; " +
        "inputs: training_data, champion_metrics, test_fraction, learning_rate, max_iterations, metric, minimum, model_name")]
    [InlineData(
        "pipeline.yml", "      evaluation: ${{parent.jobs.evaluate.outputs.evaluation}}\n", "",
        "pipeline.yml(76,5): step 'register' does not give the input 'evaluation' of 'register_pump_failures_model', which has "
            + "no default")]
    [InlineData(
        "pipeline.yml", "test_fraction: ${{parent.inputs.test_fraction}}", "test_fraction: a quarter",
        "pipeline.yml(54,22): step 'prepare': input 'test_fraction' is 'a quarter', which is no number")]
    [InlineData(
        "pipeline.yml", "readings: ${{parent.inputs.training_data}}", "readings: ${{parent.inputs.metric}}",
        "pipeline.yml(53,17): step 'prepare': input 'readings' is a uri_folder, but ${{parent.inputs.metric}} is a string")]
    [InlineData(
        "pipeline.yml", "registered: ${{parent.outputs.model}}", "registered: ${{parent.outputs.pumps}}",
        "pipeline.yml(83,19): step 'register' refers to the pipeline output 'pumps', which does not exist; outputs: model")]
    [InlineData(
        "pipeline.yml", "component: ./components/train.yml", "component: ./components/fit.yml",
        "pipeline.yml(58,16): the component file 'components/fit.yml' does not exist")]
    [InlineData(
        "pipeline.yml", "  train:\n    type: command", "  train:\n    type: magic",
        "pipeline.yml(57,11): step 'train' has the unknown type 'magic'; allowed: command, parallel, spark, sweep, pipeline, "
            + "automl, data_transfer, import, if_else, do_while, parallel_for")]
    [InlineData(
        "components/train.yml", "prepared: {type: uri_folder}", "prepared: {type: uri_dir}",
        "components/train.yml(7,20): input 'prepared' has the unknown type 'uri_dir'; allowed: uri_file, uri_folder, mltable, "
            + "mlflow_model, " +
        "custom_model, triton_model, path, string, number, integer, boolean")]
    [InlineData(
        "components/train.yml", "type: integer, default: 120", "type: integer, default: many",
        "components/train.yml(9,44): 'default' is 'many', which is no integer")]
    [InlineData(
        "components/train.yml", "code: ../src", "code: ../source",
        "components/train.yml(12,7): the code folder '../source' does not exist")]
    [InlineData(
        "components/train.yml", "${{inputs.max_iterations}}", "${{inputs.iterations}}",
        "components/train.yml(18,10): the command refers to the input 'iterations', which does not exist; inputs: prepared, "
            + "learning_rate, max_iterations")]
    [InlineData(
        "components/train.yml", "environment: file:../environment.yml", "environment: file:../conda-environment.yml",
        "components/train.yml(17,14): the environment file 'conda-environment.yml' does not exist")]
    [InlineData(
        "environment.yml", "name: pump-training", "name: pump training",
        "environment.yml(2,7): 'pump training' is no name for an environment: letters, digits, '-', '_' and '.', at most 255, " +
        "beginning with a letter or digit")]
    [InlineData(
        "components/train.yml", "type: command", "type: magic",
        "components/train.yml(2,7): components of the type 'magic' are not published; supported: command, parallel, spark, "
            + "data_transfer, import, pipeline")]
    [InlineData(
        "components/train.yml", "outputs:\n  model: {type: uri_folder}", "outputs:\n  model: {type: uri_folder",
        "components/train.yml(12,5): not valid YAML: expected ',' or '}', as the '{' of line 11 is still open")]
    [InlineData(
        "environment.yml", "conda_file: conda.yml", "conda_file: env/conda.yml",
        "environment.yml(5,13): the Conda file 'env/conda.yml' does not exist")]
    [InlineData(
        "environment.yml", "conda_file: conda.yml", "build:\n  path: src",
        "environment.yml(1,1): an environment has either 'image' or 'build'; this one has both")]
    [InlineData(
        "endpoint.yml", "auth_mode: aad_token", "auth_mode: key",
        "endpoint.yml(5,12): 'auth_mode' is 'key'; batch endpoints take Entra tokens only: aad_token")]
    [InlineData(
        "deployment.yml", "component: ./pipeline.yml", "job_definition: azureml:last-night:1",
        "deployment.yml(6,17): 'azureml:last-night:1' is no reference to a job; expected azureml:NAME: jobs have no versions and "
            + "no labels")]
    [InlineData(
        "deployment.yml", "component: ./pipeline.yml", "component: ./components/train.yml",
        "deployment.yml(6,12): 'train_pump_failures_model' is a command component; a batch deployment runs a pipeline component")]
    [InlineData(
        "endpoint.yml", "auth_mode: aad_token", "authmode: aad_token",
        "endpoint.yml(5,1): unknown key 'authmode' in a batch endpoint; did you mean 'auth_mode'? Allowed: $schema, auth_mode, "
            + "defaults, description, name, properties, tags")]
    [InlineData(
        "deployment.yml", "type: pipeline", "type: pipe",
        "deployment.yml(5,7): 'type' is 'pipe'; allowed: model, pipeline")]
    public void One_mistake_in_the_sample_gives_one_error(string file, string old, string now, string expected)
    {
        using var pipeline = TempPipeline.OfSample();
        pipeline.Edit(file, old, now);

        var thrown = Assert.Throws<PipelineFolderException>(pipeline.Read);

        Assert.Equal([expected], thrown.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Steps_that_wait_for_each_other()
    {
        using var pipeline = TempPipeline.OfSample();
        pipeline.Edit("pipeline.yml", "readings: ${{parent.inputs.training_data}}",
            "readings: ${{parent.jobs.evaluate.outputs.evaluation}}");

        var thrown = Assert.Throws<PipelineFolderException>(pipeline.Read);

        Assert.Equal(
            ["pipeline.yml(50,5): the steps wait for each other in a cycle: prepare -> evaluate -> train -> prepare"],
            thrown.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Pipelines_that_contain_each_other()
    {
        using var pipeline = new TempPipeline();
        const string text = "type: pipeline\nname: NAME\njobs:\n  inner:\n    type: pipeline\n    component: ./OTHER.yml\n";
        pipeline.Write("pipeline.yml",
            text.Replace("NAME", "outer", StringComparison.Ordinal).Replace("OTHER", "steps/inner", StringComparison.Ordinal));
        pipeline.Write("steps/inner.yml",
            text.Replace("NAME", "inner", StringComparison.Ordinal).Replace("OTHER", "../pipeline", StringComparison.Ordinal));

        var thrown = Assert.Throws<PipelineFolderException>(pipeline.Read);

        Assert.Equal(
            ["steps/inner.yml(6,16): the files refer to each other in a cycle: pipeline.yml -> steps/inner.yml -> pipeline.yml"],
            thrown.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void All_mistakes_of_all_files_are_reported_together()
    {
        using var pipeline = TempPipeline.OfSample();
        pipeline.Edit("environment.yml", "conda_file: conda.yml", "conda_file: env.yml")
            .Edit("components/train.yml", "code: ../src", "code: ../source")
            .Edit("pipeline.yml", "readings: ${{parent.inputs.training_data}}", "readings: ${{parent.inputs.data}}");

        var thrown = Assert.Throws<PipelineFolderException>(pipeline.Read);

        Assert.Equal(["components/train.yml", "environment.yml", "pipeline.yml"],
            thrown.Errors.Select(error => error.Location.File));
    }

    [Theory]
    [InlineData("type: cron\n  expression: 0 2 * * *", "cron_job: x",
        "schedule.yml(1,1): a schedule needs one of create_job, create_monitor, import_data")]
    [InlineData("type: solar", "create_job: ./job.yml", "schedule.yml(4,9): 'type' is 'solar'; allowed: cron, recurrence")]
    [InlineData("type: cron\n  expression: 0 2 * * *", "create_job: ./nightly.yml",
        "schedule.yml(6,13): the job file 'nightly.yml' does not exist")]
    [InlineData("type: cron\n  expression: 0 2 * * *", "create_job: {type: automl}",
        "schedule.yml(6,20): AutoML jobs are not scheduled by themselves: schedule a pipeline that has this one as a step")]
    [InlineData("type: cron\n  expression: 0 25 * * *", "create_job: ./job.yml",
        "schedule.yml(5,15): '0 25 * * *' is no cron expression; it has five fields: minute, hour, day of month, month, day of "
            + "week, as in \"15 2 * * 1-5\"")]
    [InlineData("type: recurrence\n  frequency: week\n  interval: 1\n  schedule: {hours: 4, minutes: 0, week_days: [mon]}",
        "create_job: ./job.yml",
        "schedule.yml(7,48): 'week_days' holds 'mon'; allowed: monday, tuesday, wednesday, thursday, friday, saturday, sunday")]
    [InlineData("type: recurrence\n  frequency: day\n  interval: 0", "create_job: ./job.yml",
        "schedule.yml(6,13): 'interval' is '0'; expected a whole number from 1")]
    [InlineData("type: cron\n  expression: 0 2 * * *\n  start_time: tomorrow", "create_job: ./job.yml",
        "schedule.yml(6,15): 'start_time' is 'tomorrow'; expected a time, as in \"2025-01-31T06:00:00\"")]
    [InlineData("type: cron\n  expression: 0 2 * * *", "create_job: {type: pipeline, job: ./job.yml, jobs: {a: {command: ls}}}",
        "schedule.yml(6,52): a schedule changes no steps: change './job.yml', or write the whole job in its place")]
    [InlineData("type: cron\n  expression: 0 2 * * *", "create_job: {type: pipeline, job: ./job.yml, settins: {}}",
        "schedule.yml(6,46): unknown key 'settins' in a pipeline job; did you mean 'settings'?")]
    [InlineData("type: cron\n  expression: 0 2 * * *", "create_job: ./job.yml",
        "job.yml(1,1): the job gives the input 'training_data' of 'train_pump_failures' no value, and it has no default")]
    public void A_schedule_that_cannot_be(string trigger, string job, string expected)
    {
        using var pipeline = TempPipeline.OfSample();
        pipeline.Write("job.yml", "type: pipeline\nexperiment_name: nightly\ncomponent: ./pipeline.yml\n");
        pipeline.Write("schedule.yml",
            "$schema: https://azuremlschemas.azureedge.net/latest/schedule.schema.json\nname: nightly\ntrigger:\n  "
                + $"{trigger}\n{job}\n");

        var thrown = Assert.Throws<PipelineFolderException>(pipeline.Read);

        Assert.Contains(thrown.Errors, error => error.ToString().StartsWith(expected, StringComparison.Ordinal));
    }
}
