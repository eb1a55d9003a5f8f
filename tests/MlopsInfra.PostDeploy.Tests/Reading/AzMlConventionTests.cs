using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Tests.Reading;

/// <summary>Forms of YAML that `az ml` takes and that existing pipelines are written in.</summary>
public sealed class AzMlConventionTests
{
    [Fact]
    public void References_by_name_find_what_the_folder_describes()
    {
        using var pipeline = TempPipeline.OfSample();
        pipeline.Edit("pipeline.yml", "component: ./components/train.yml", "component: azureml:train_pump_failures_model@latest")
            .Edit("pipeline.yml", "component: ./components/prepare.yml", "component: file:./components/prepare.yml")
            .Edit("components/train.yml", "environment: file:../environment.yml", "environment: azureml:pump-training:4")
            .Edit("environment.yml", "name: pump-training", "name: pump-training\nversion: 4");

        var train = pipeline.Read().Contents.Pipeline!.Nodes.Single(node => node.Name == "train").Component!.Local!;

        var environment = Wire.Links(train.Properties).OfType<AssetLink>().Single().Local;
        Assert.Equal("pump-training", environment!.Name);
    }

    [Fact]
    public void An_output_of_a_step_without_a_value_has_its_defaults()
    {
        using var pipeline = TempPipeline.OfSample();
        pipeline.Edit("pipeline.yml", "      test_fraction: ${{parent.inputs.test_fraction}}\n",
            "      test_fraction: ${{parent.inputs.test_fraction}}\n    outputs:\n      prepared:\n");

        Assert.Null(pipeline.Read().Contents.Pipeline!.Nodes
            .Single(node => node.Name == "prepare").Outputs["prepared"].Expression);
    }

    [Fact]
    public void A_version_that_the_folder_does_not_describe_is_the_workspaces()
    {
        using var pipeline = TempPipeline.OfSample();
        pipeline.Edit("components/train.yml", "environment: file:../environment.yml", "environment: azureml:pump-training:3")
            .Edit("components/prepare.yml", "environment: file:../environment.yml",
                "environment: azureml://registries/azureml/environments/sklearn-1.5/versions/12")
            .Edit("components/evaluate.yml", "environment: file:../environment.yml",
                "environment: azureml:AzureML-sklearn-1.5@latest");

        var remote =
            pipeline.Read().Contents.Links().OfType<AssetLink>().Select(link => link.Remote).OfType<RemoteAsset>().ToArray();

        Assert.Equal(
            ["azureml://registries/azureml/environments/sklearn-1.5/versions/12", "azureml:pump-training:3",
                "azureml:AzureML-sklearn-1.5@latest"],
            remote.Select(asset => asset.Text));
        Assert.Equal(["azureml:pump-training:3"], remote.Where(asset => asset.IsInWorkspace).Select(asset => asset.Text));
    }

    [Fact]
    public void Anchors_merge_keys_and_files_without_a_schema_are_read()
    {
        using var pipeline = new TempPipeline();
        pipeline.Write("pipeline.yaml", """
            type: pipeline
            name: merged
            inputs:
              first: &number {type: number, default: 1}
              second:
                <<: *number
                default: 2.50
            jobs:
              only:
                command: echo ${{inputs.a}} ${{inputs.b}}
                environment: {image: base/python}
                inputs: {a: "${{parent.inputs.first}}", b: "${{parent.inputs.second}}"}
            """);

        var component = pipeline.Read().Contents.Pipeline!;

        Assert.Equal([("first", "1.0"), ("second", "2.5")], component.Inputs.Select(input => (input.Name, input.Default!)));
        var inline = component.Nodes.Single().Component!.Local!;
        Assert.Equal("merged_only", inline.Name);
        Assert.Equal(["number", "number"], inline.Inputs.Select(input => input.Type));
    }

    [Fact]
    public void A_pipeline_inside_a_pipeline_is_registered_before_it()
    {
        using var pipeline = new TempPipeline();
        pipeline.Write("pipeline.yml",
            "type: pipeline\nname: outer\njobs:\n  part:\n    type: pipeline\n    component: ./part.yml\n    inputs: {rows: "
                + "3}\n");
        pipeline.Write("part.yml", """
            type: pipeline
            name: part
            inputs: {rows: {type: integer}}
            jobs:
              step: {type: command, command: "echo ${{inputs.rows}}", environment: azureml:base:1, inputs: {rows: "${{parent.inputs.rows}}"}}
            """);
        pipeline.Write("deployment.yml", "name: live\ntype: pipeline\nendpoint_name: ep\ncomponent: ./pipeline.yml\n");

        var graph = new AssetGraph(pipeline.Read().Contents, new Dictionary<RemoteAsset, string>(), "cpu-cluster");

        Assert.Equal(["part_step", "part", "outer"], graph.Assets.Select(asset => asset.Name));
    }
}
