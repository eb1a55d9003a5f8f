using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Reading;

/// <summary>What the inputs and outputs of steps may be bound to, where the recorded cases say nothing.</summary>
public sealed class BindingTests
{
    private const string Step = """
        name: step
        type: command
        environment: {image: base/python}
        inputs: {data: {type: uri_folder, mode: mount}, rate: {type: number, default: 1}, kind: {type: string, enum: [a, b], default: a}}
        outputs: {some-out: {type: uri_file}}
        command: echo ${{inputs.data}} ${{inputs.rate}} ${{inputs.kind}} ${{outputs.some-out}}
        """;

    [Fact]
    public void An_address_that_a_job_gives_as_a_text_is_declared_as_the_data_that_its_steps_take()
    {
        using var pipeline = Pipeline("""
            experiment_name: e
            inputs: {readings: "azureml://datastores/workspaceblobstore/paths/a/", word: hello}
            jobs:
              a: {component: ./step.yml, inputs: {data: "${{parent.inputs.readings}}", kind: "${{parent.inputs.word}}"}}
            """);

        var inputs = pipeline.Read().Contents.Pipeline!.Inputs;

        Assert.Equal([("readings", "uri_folder", null), ("word", "string", "hello")],
            inputs.Select(input => (input.Name, input.Type, input.Default)));
    }

    [Fact]
    public void An_input_that_the_component_lacks_is_left_out_with_a_warning()
    {
        using var pipeline = Pipeline("""
            inputs: {readings: {type: uri_folder}}
            jobs:
              a: {component: ./step.yml, inputs: {data: "${{parent.inputs.readings}}", kind: c, extra: 1}}
            """);

        var read = pipeline.Read();

        Assert.Equal(["data", "kind"], StepOf(read, "a")["inputs"]!.AsObject().Select(input => input.Key));
        Assert.Equal(
            [
                "pipeline.yml(5,82): step 'a': input 'kind' is 'c'; its component lists a, b",
                "pipeline.yml(5,92): step 'a': 'step' has no input 'extra', so it is left out; inputs: data, rate, kind",
            ],
            read.Warnings.Select(warning => warning.ToString()));
    }

    [Theory]
    [InlineData("data: {type: uri_folder}", "input 'data' needs 'path'; only the inputs of a pipeline are given by a run")]
    [InlineData("data: {type: uri_folder, path: 'azureml://a'}, rate: a lot", "input 'rate' is 'a lot', which is no number")]
    [InlineData("data: {type: uri_folder, path: 'azureml://a', mode: upload}",
        "'mode' is 'upload'; allowed: ro_mount, rw_mount, download, direct, eval_mount, eval_download")]
    public void What_a_run_would_fail_of_is_a_mistake(string inputs, string expected)
    {
        using var pipeline = Pipeline($"jobs:\n  a: {{component: ./step.yml, inputs: {{{inputs}}}}}\n");

        var thrown = Assert.Throws<PipelineFolderException>(pipeline.Read);

        Assert.EndsWith(expected, Assert.Single(thrown.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Modes_may_be_written_in_any_case_and_outputs_have_hyphens()
    {
        using var pipeline = Pipeline("""
            jobs:
              a:
                component: ./step.yml
                inputs: {data: {type: URI_Folder, path: "azureml://a", mode: RO_MOUNT}}
                outputs: {some-out: {mode: Upload}}
              b: {component: ./step.yml, inputs: {data: "${{parent.jobs.a.outputs.some-out}}"}}
            """);

        var step = StepOf(pipeline.Read(), "a");

        Assert.Equal("ReadOnlyMount", (string?)step["inputs"]!["data"]!["mode"]);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"some-out": {"job_output_type": "uri_file", "mode": "Upload"}}"""), step["outputs"]));
    }

    private static TempPipeline Pipeline(string text) =>
        new TempPipeline().Write("pipeline.yml", "type: pipeline\nname: all\n" + text).Write("step.yml", Step);

    private static JsonObject StepOf(PipelineFolder folder, string name) =>
        folder.Contents.Pipeline!.Nodes.Single(node => node.Name == name).Content;
}
