using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Data, models and build contexts that lie beside the YAML are uploaded and referred to where they went.</summary>
public sealed class LocalFilesTests
{
    private const string Container = "https://stmlopsdev.blob.core.windows.net/" + LocalAzure.DatastoreContainer;

    [Fact]
    public async Task Local_files_are_uploaded_once_and_named_where_they_lie()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = Pipeline();

        var result = await azure.PublishAsync(pipeline);

        Assert.Equal(["upload image", "upload list.csv", "upload model", "upload readings"],
            result.Assets.Where(asset => asset.Kind == PublishKind.Upload)
                .Select(asset => $"{asset.Kind.Word()} {asset.Name}").Order());
        var readings = PathOf(azure, "readings");
        var use = Published(azure, result, PublishKind.Pipeline)["componentSpec"]!["jobs"]!["use"]!["inputs"]!;
        Assert.Equal($"azureml://datastores/workspaceblobstore/paths/{readings}/", Short((string)use["readings"]!["uri"]!));
        Assert.Equal($"azureml://datastores/workspaceblobstore/paths/{PathOf(azure, "list.csv")}",
            Short((string)use["list"]!["uri"]!));
        // The same folder again: one upload, and as an asset it has no slash at its end.
        Assert.Equal($"azureml://datastores/workspaceblobstore/paths/{readings}",
            Short((string)Published(azure, result, PublishKind.Data)["dataUri"]!));
        var model = Published(azure, result, PublishKind.Model);
        Assert.EndsWith($"/workspaces/mlw-mlops-dev/datastores/workspaceblobstore/paths/{PathOf(azure, "model")}",
            (string)model["modelUri"]!, StringComparison.Ordinal);
        var build = Published(azure, result, PublishKind.Environment)["build"]!;
        Assert.Equal($"{Container}/{PathOf(azure, "image")}/", (string)build["contextUri"]!);
        Assert.Equal("gpu.Dockerfile", (string)build["dockerfilePath"]!);
        Assert.Equal(
            [
                "image/gpu.Dockerfile", "image/requirements.txt", "list.csv", "model/MLmodel", "readings/a.csv",
                "readings/sub/b.csv",
            ],
            Uploaded(azure).Select(name => string.Join('/', name.Split('/')[2..])).Order());
    }

    [Fact]
    public async Task A_second_run_uploads_nothing_and_a_change_uploads_what_changed()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = Pipeline();
        var first = await azure.PublishAsync(pipeline);
        azure.Forget();

        await azure.PublishAsync(pipeline);
        Assert.Empty(azure.Writes);

        pipeline.Write("readings/a.csv", "2\n");
        var third = await azure.PublishAsync(pipeline);

        Assert.Equal(["readings/a.csv", "readings/sub/b.csv"],
            Uploaded(azure).Select(name => string.Join('/', name.Split('/')[2..])).Order());
        foreach (var kind in new[] { PublishKind.Data, PublishKind.Pipeline })
            Assert.NotEqual(VersionOf(first, kind), VersionOf(third, kind));
        foreach (var kind in new[] { PublishKind.Model, PublishKind.Environment, PublishKind.Component })
            Assert.Equal(VersionOf(first, kind), VersionOf(third, kind));
    }

    private static TempPipeline Pipeline()
    {
        var pipeline = new TempPipeline();
        return pipeline
            .Write("pipeline.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json
                type: pipeline
                name: local_files
                jobs:
                  use:
                    type: command
                    component: ./use.yml
                    inputs:
                      readings: {type: uri_folder, path: ./readings}
                      list: ./list.csv
                """)
            .Write("use.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
                type: command
                name: use_files
                inputs:
                  readings: {type: uri_folder}
                  list: {type: uri_file}
                command: ls ${{inputs.readings}} ${{inputs.list}}
                environment:
                  name: built
                  build: {path: image, dockerfile_path: gpu.Dockerfile}
                """)
            .Write("data.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/data.schema.json
                name: readings
                path: readings/
                """)
            .Write("model.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/model.schema.json
                name: pumps
                type: mlflow_model
                path: ./model
                """)
            .Write("readings/a.csv", "1\n").Write("readings/sub/b.csv", "2\n").Write("list.csv", "3\n")
            .Write("model/MLmodel", "flavors: {}\n")
            .Write("image/gpu.Dockerfile", "FROM python:3.11\n").Write("image/requirements.txt", "");
    }

    private static JsonNode Published(LocalAzure azure, PublishResult result, PublishKind kind)
    {
        var asset = result.Assets.Single(asset => asset.Kind == kind);
        var collection = kind switch
        {
            PublishKind.Pipeline => "components",
            PublishKind.Data => "data",
            PublishKind.Model => "models",
            _ => "environments",
        };
        return azure.Find($"{collection}/{asset.Name}/versions/{asset.Version}")!["properties"]!;
    }

    private static string VersionOf(PublishResult result, PublishKind kind) =>
        result.Assets.Single(asset => asset.Kind == kind).Version!;

    // The service answers the long form of an address.
    private static string Short(string uri) => uri[..10] + uri[uri.IndexOf("datastores/", StringComparison.Ordinal)..];

    /// <summary>Names of the blobs that were put into the datastore.</summary>
    private static IEnumerable<string> Uploaded(LocalAzure azure) => azure.Writes
        .Select(write => Uri.UnescapeDataString(write))
        .Where(write => write.StartsWith("PUT ", StringComparison.Ordinal)
            && write.Contains("/LocalUpload/", StringComparison.Ordinal))
        .Select(write => write[write.IndexOf("LocalUpload/", StringComparison.Ordinal)..].Split('?')[0])
        .Distinct();

    private static string PathOf(LocalAzure azure, string name) => Uploaded(azure)
        .Select(path => string.Join('/', path.Split('/')[..3])).Distinct()
        .Single(path => path.EndsWith("/" + name, StringComparison.Ordinal));
}
