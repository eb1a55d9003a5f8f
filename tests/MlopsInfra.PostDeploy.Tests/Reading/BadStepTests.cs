using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Reading;

/// <summary>A step with one mistake gives one error, which says where it is, what was found and what is allowed.</summary>
public sealed class BadStepTests
{
    private const string Sweep =
        "{type: sweep, trial: ./part.yml, search_space: {rate: {type: uniform, min_value: 0, max_value: 1}}, "
        + "objective: {goal: minimize, primary_metric: loss}, limits: {max_total_trials: 2}}";

    private const string AutoMl =
        "{type: automl, task: regression, target_column_name: y, training_data: '${{parent.inputs.rows}}'}";

    [Theory]
    [InlineData("{type: sweeep, trial: ./part.yml}", "step 'it' has the unknown type 'sweeep'; did you mean 'sweep'? Allowed: "
        + "command, parallel, spark, sweep, pipeline, automl, data_transfer, import, if_else, do_while, parallel_for")]
    [InlineData("{type: parallel, component: ./part.yml, inputs: {rate: 1}}",
        "step 'it' is of the type 'parallel', but 'part' is a command component")]
    [InlineData("{component: ./part.yml, inputs: {rate: 1}, identity: {type: manged}}",
        "'type' is 'manged'; did you mean 'managed'? Allowed: managed, managed_identity, user_identity, aml_token")]
    [InlineData("{component: ./part.yml, inputs: {rate: 1}, services: {lab: {type: jupyter}}}",
        "'type' is 'jupyter'; allowed: ssh, jupyter_lab, tensor_board, vs_code, custom")]
    [InlineData("{component: ./part.yml, inputs: {rate: 1}, limits: {timeout: 15m}}",
        "'timeout' is '15m'; allowed: a whole number")]
    [InlineData("{component: ./part.yml, inputs: {rate: 1}, distribution: {type: horovod}}",
        "'type' is 'horovod'; allowed: pytorch, mpi, tensorflow, ray")]
    [InlineData("{component: ./part.yml, inputs: {rate: 1}, queue_settings: {job_tier: gold}}",
        "'job_tier' is 'gold'; allowed: null, spot, basic, standard, premium")]
    [InlineData("{type: parallel, component: 'azureml://registries/r/components/c/versions/1', mini_batch_size: 5 kb}",
        "'mini_batch_size' is '5 kb'; allowed: a number of files, or of bytes as in 10kb, 5mb, 1gb")]
    [InlineData("{type: spark, entry: {file: main.py}, code: src}",
        "the entry file 'main.py' is not in the code of a spark step")]
    [InlineData("{type: data_transfer, task: export_data, sink: {type: file_system}}",
        "'type' is 'file_system'; allowed: database")]
    [InlineData("{type: if_else, condition: true, true_block: '${{parent.jobs.other}}'}",
        "step 'it': 'true_block' is '${{parent.jobs.other}}'; allowed: ${{parent.jobs.STEP}}; steps: part")]
    [InlineData("{type: if_else, condition: '${{parent.jobs.part.outputs.no}}', true_block: '${{parent.jobs.part}}'}",
        "step 'it' refers to the output 'no' of step 'part', which does not exist; outputs of 'part': ok")]
    [InlineData("{type: do_while, body: '${{parent.jobs.part}}', condition: okay}",
        "step 'it': 'condition' names the output 'okay', which 'part' does not have; outputs: ok")]
    [InlineData("{type: parallel_for, body: '${{parent.jobs.part}}', items: [{speed: 1}]}",
        "step 'it': 'items' give the input 'speed', which 'part' does not have; inputs: rate")]
    public Task A_mistake_is_named(string step, string message) => ExpectAsync(step, message);

    [Theory]
    [InlineData("type: uniform", "type: uniforme",
        "'type' is 'uniforme'; did you mean 'uniform'? Allowed: choice, randint, uniform, quniform, loguniform, qloguniform, "
            + "normal, qnormal, lognormal, qlognormal")]
    [InlineData(", max_value: 1", "", "'rate' in the search space is a uniform and needs 'max_value'")]
    [InlineData("goal: minimize", "goal: min", "'goal' is 'min'; allowed: minimize, maximize")]
    [InlineData(", limits: {max_total_trials: 2}", "", "step 'it' needs 'limits'")]
    [InlineData("search_space: {rate", "search_space: {speed",
        "step 'it' does not give the input 'rate' of 'part', which has no default")]
    public Task A_mistake_in_a_sweep_is_named(string old, string now, string message) =>
        ExpectAsync(Sweep.Replace(old, now, StringComparison.Ordinal), message);

    [Theory]
    [InlineData("task: regression", "task: regresion",
        "'task' is 'regresion'; did you mean 'regression'? Allowed: classification, regression, forecasting, "
            + "text_classification, text_classification_multilabel, text_ner, image_classification, "
            + "image_classification_multilabel, image_object_detection, image_instance_segmentation")]
    [InlineData("target_column_name: y, ", "", "step 'it' needs 'target_column_name'")]
    [InlineData("parent.inputs.rows", "parent.inputs.row",
        "step 'it' refers to the pipeline input 'row', which does not exist; inputs: rows")]
    public Task A_mistake_in_automl_is_named(string old, string now, string message) =>
        ExpectAsync(AutoMl.Replace(old, now, StringComparison.Ordinal), message);

    private static async Task ExpectAsync(string step, string message)
    {
        using var pipeline = new TempPipeline();
        pipeline
            .Write("pipeline.yml",
                $$$"""
                $schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
                type: pipeline
                inputs: {rows: {type: mltable, path: azureml://datastores/workspaceblobstore/paths/rows/}}
                jobs:
                  it: {{{step}}}
                  part: {component: ./part.yml, inputs: {rate: 1}}
                """)
            .Write("part.yml",
                """
                type: command
                name: part
                inputs: {rate: {type: number}}
                outputs: {ok: {type: boolean}}
                command: echo ${{inputs.rate}}
                environment: azureml://registries/azureml/environments/sklearn-1.5/labels/latest
                """)
            .Write("src/run.py", "print(1)");

        var mistake = await Assert.ThrowsAsync<PipelineFolderException>(() => Task.FromResult(pipeline.Read()));

        Assert.Equal(message, Assert.Single(mistake.Errors).Message);
        Assert.StartsWith("pipeline.yml(5,", mistake.Errors[0].ToString(), StringComparison.Ordinal);
    }
}
