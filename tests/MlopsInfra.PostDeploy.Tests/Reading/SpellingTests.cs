using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Reading;

/// <summary>Spellings of values that `az ml` takes, and what it sends for them.</summary>
public sealed class SpellingTests
{
    private const string Component = """
        type: command
        name: fit
        inputs:
          rows: {type: uri_folder, optional: false, mode: link}
          rate: {type: number, optional: true}
          word: {type: string}
        properties: {folds: 3, fast: true}
        environment: {name: fit, image: base/python, os_type: Linux}
        command: echo ${{inputs.rows}} $[[${{inputs.rate}}]] ${{inputs.word}}
        """;

    [Theory]
    [InlineData("rows", "false")]
    [InlineData("rate", "true")]
    [InlineData("word", null)]
    public void An_input_is_optional_or_not_as_far_as_its_component_says(string input, string? sent) =>
        Assert.Equal(sent, ComponentProperties()["componentSpec"]!["inputs"]![input]!["optional"]?.ToJsonString());

    [Fact]
    public void Properties_of_a_component_are_texts() =>
        Assert.Equal("""{"fast":"True","folds":"3"}""", ComponentProperties()["properties"]!.ToJsonString());

    [Theory]
    [InlineData("type: URI_FOLDER, path: azureml:rows:1", "uri_folder")]
    [InlineData("type: MLTable, path: azureml:rows:1", "mltable")]
    [InlineData("type: uri_folder, path: azureml:rows:1, datastore: azureml:other", "uri_folder")]
    [InlineData("value: 3", "integer")]
    [InlineData("value: abc", "string")]
    public void An_input_has_the_type_that_it_is_given_in_any_case_or_that_of_its_value(string given, string type)
    {
        var step = Step("inputs:\n      x: {" + given + "}\n    command: echo ${{inputs.x}}\n    environment: azureml:base:1");

        Assert.Equal(type, step.Inputs["x"].Type);
    }

    [Fact]
    public void A_number_may_be_in_quotes_and_a_whole_one_may_end_with_a_zero_fraction()
    {
        var step = Step("""
            type: sweep
                trial: azureml:trial:1
                search_space:
                  depth: {type: uniform, min_value: "1", max_value: 0.5}
                objective: {goal: Minimize, primary_metric: loss}
                limits: {max_total_trials: 4.0}
            """).Content;

        Assert.Equal("1", step["search_space"]!["depth"]!["min_value"]!.ToJsonString());
        Assert.Equal("4", step["limits"]!["max_total_trials"]!.ToJsonString());
    }

    [Fact]
    public void The_code_of_a_step_that_runs_a_component_is_the_components() =>
        Assert.False(Step("component: azureml:fit:1\n    type: command\n    code: ./elsewhere").Content.ContainsKey("code"));

    [Fact]
    public void A_misspelt_value_comes_with_a_proposal()
    {
        var error = Assert.Throws<PipelineFolderException>(() => Step("""
            inputs: {x: {type: uri_foldr, path: azureml:rows:1}}
                command: echo ${{inputs.x}}
                environment: azureml:base:1
            """));

        Assert.Contains("'type' is 'uri_foldr'; did you mean 'uri_folder'?", error.Message, StringComparison.Ordinal);
    }

    private static JsonObject ComponentProperties()
    {
        using var folder = new TempPipeline();
        folder.Write("pipeline.yml", """
            type: pipeline
            name: fitting
            jobs:
              fit:
                type: command
                component: ./fit.yml
                inputs: {rows: {type: uri_folder, path: azureml:rows:1}, word: x}
            """).Write("fit.yml", Component);
        return folder.Read().Contents.Pipeline!.Nodes.Single().Component!.Local!.Properties;
    }

    private static Definitions.PipelineNode Step(string step)
    {
        using var folder = new TempPipeline();
        folder.Write("pipeline.yml", $"type: pipeline\nname: fitting\njobs:\n  fit:\n    {step.Trim()}\n");
        return folder.Read().Contents.Pipeline!.Nodes.Single();
    }
}
