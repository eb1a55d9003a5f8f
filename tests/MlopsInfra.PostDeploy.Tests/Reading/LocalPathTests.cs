using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Reading;

/// <summary>What is wrong with a local path is said where it is written.</summary>
public sealed class LocalPathTests
{
    [Theory]
    [InlineData("data.yml", "path: ./nope", "data.yml(3,7): the path './nope' does not exist")]
    [InlineData("data.yml", "path: ./one.csv", "data.yml(3,7): 'path' is './one.csv', which is a file, and 'type' is uri_folder")]
    [InlineData("data.yml", "path: ./d\ntype: uri_file",
        "data.yml(3,7): 'path' is './d', which is a folder, and 'type' is uri_file")]
    [InlineData("data.yml", "path: ./d\ntype: mltable", "data.yml(3,7): 'path' is './d', in which there is no file 'MLTable'")]
    [InlineData("data.yml", "path: ./table\ntype: mltable", "data.yml(3,7): 'table/MLTable' names no files under 'paths'")]
    [InlineData("data.yml", "path: ./empty", "data.yml(3,7): the path './empty' has no files that are not ignored")]
    [InlineData("data.yml", "path: ./lost", "data.yml(3,7): 'lost/link' is a link to 'nowhere', which does not exist")]
    [InlineData("data.yml", "path: azureml:other:1",
        "data.yml(3,7): 'path' is 'azureml:other:1'; expected a local path or an address, such as azureml://datastores/...")]
    [InlineData("data.yml", "path: ./d\ndatastore: azureml:lake",
        "data.yml(4,12): 'datastore' is 'lake'; local files are uploaded to workspaceblobstore only: put them into 'lake' and "
            + "give "
            + "azureml://datastores/lake/paths/... as 'path'")]
    [InlineData("model.yml", "path: ./nope", "model.yml(3,7): the path './nope' does not exist")]
    [InlineData("model.yml", "type: mlflow_model", "model.yml(1,1): a model needs 'path'")]
    [InlineData("environment.yml", "build: {path: ./nope}", "environment.yml(3,15): the build context './nope' does not exist")]
    [InlineData("environment.yml", "build: {path: ./one.csv}",
        "environment.yml(3,15): the build context './one.csv' is a file, not a folder")]
    [InlineData("environment.yml", "os_type: linux", "environment.yml(1,1): an environment needs 'image' or 'build'")]
    [InlineData("environment.yml",
        "image: i\ninference_config: {liveness_route: {path: /l, port: x}, scoring_route: {path: /s, port: 1}}",
        "environment.yml(4,19): 'inference_config' needs 'readiness_route'",
        "environment.yml(4,53): 'port' is 'x', which is no integer")]
    [InlineData("use.yml", "code: ./nope", "use.yml(6,7): the code folder './nope' does not exist")]
    [InlineData("use.yml", "code: ./lost", "use.yml(6,7): 'lost/link' is a link to 'nowhere', which does not exist")]
    [InlineData("use.yml", "code: azureml:pump-code:5",
        "use.yml(6,7): 'code' is 'azureml:pump-code:5'; expected a local folder or file, or the whole id of a code asset "
            + "(azureml:/subscriptions/.../codes/NAME/versions/VERSION)")]
    [InlineData("use.yml", "code: git+https://example.com/plant/pumps.git",
        "use.yml(6,7): 'code' is 'git+https://example.com/plant/pumps.git'; code in Git is not published, by Azure ML neither: "
            + "name a folder of a clone")]
    [InlineData("use.yml", "code: ./d\nadditional_includes: [./nope, {type: artifact}]",
        "use.yml(7,23): 'additional_includes' names './nope', which does not exist",
        "use.yml(7,31): 'additional_includes' holds something else than a path; packages of Azure Artifacts are not downloaded")]
    [InlineData("use.yml", "code: ./table\nadditional_includes: [./d.zip, ./other/MLTable]",
        "use.yml(7,23): 'additional_includes' names './d.zip', which does not exist; folders are not zipped: name the folder "
            + "itself",
        "use.yml(7,32): 'additional_includes' names './other/MLTable', but the code has something of that name")]
    [InlineData("use.yml", "inputs: {a: {type: uri_folder}}", "pipeline.yml(8,10): the path './nope' does not exist")]
    public void Each_mistake_has_a_place_and_a_reason(string file, string lines, params string[] expected)
    {
        using var folder = Folder();
        Valid(folder, file);
        folder.Write(file, File.ReadAllText(folder.PathOf(file)) + lines + "\n");
        if (lines.StartsWith("inputs", StringComparison.Ordinal))
            folder.Write("pipeline.yml", File.ReadAllText(folder.PathOf("pipeline.yml")) + "    inputs:\n      a: ./nope\n");

        var thrown = Assert.Throws<PipelineFolderException>(folder.Read);

        Assert.Equal(expected, thrown.Errors.Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("uri_folder", "./one.csv", "pipeline.yml(8,35): './one.csv' is a file, and the input is a uri_folder")]
    [InlineData("uri_file", "./d", "pipeline.yml(8,33): './d' is a folder, and the input is a uri_file")]
    public void An_input_of_another_kind_is_sent_with_a_warning(string type, string path, string warning)
    {
        using var folder = Folder();
        folder.Write("use.yml", File.ReadAllText(folder.PathOf("use.yml")) + $"inputs: {{a: {{type: {type}}}}}\n")
            .Write("pipeline.yml", File.ReadAllText(folder.PathOf("pipeline.yml"))
                + $"    inputs:\n      a: {{type: {type}, path: {path}}}\n");
        Valid(folder);

        Assert.Equal([warning], folder.Read().Warnings.Select(one => one.ToString()));
    }

    private static void Valid(TempPipeline folder, string but = "")
    {
        foreach (var (file, line) in new[] { ("data.yml", "path: ./d\n"), ("model.yml", "path: ./d\n"),
            ("environment.yml", "image: i\n") })
            if (file != but) folder.Write(file, File.ReadAllText(folder.PathOf(file)) + line);
    }

    private static TempPipeline Folder()
    {
        var folder = new TempPipeline();
        folder.Write("pipeline.yml", "$schema: https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json\n"
                + "type: pipeline\nname: p\njobs:\n  use:\n    component: ./use.yml\n")
            .Write("use.yml", "type: command\nname: use\nversion: 1\nenvironment: file:./environment.yml\ncommand: echo\n")
            .Write("environment.yml", "name: e\nversion: 1\n")
            .Write("data.yml", "name: d\nversion: 1\n")
            .Write("model.yml", "name: m\n$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json\n")
            .Write("d/x.csv", "1\n").Write("other/MLTable", "").Write("one.csv", "1\n").Write("table/MLTable", "type: mltable\n");
        Directory.CreateDirectory(folder.PathOf("empty"));
        Directory.CreateDirectory(folder.PathOf("lost"));
        File.CreateSymbolicLink(folder.PathOf("lost/link"), "nowhere");
        return folder;
    }
}
