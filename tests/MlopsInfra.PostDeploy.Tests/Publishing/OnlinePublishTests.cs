using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Online endpoints and their deployments, published to a local cloud.</summary>
public sealed class OnlinePublishTests
{
    [Fact]
    public async Task An_endpoint_its_deployment_and_what_that_needs_are_published_and_get_the_traffic()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = OnlineFolder.Create();

        var result = await azure.PublishAsync(folder);

        Assert.Equal(["code", "data", "environment", "model", "online-deployment", "online-endpoint", "upload"],
            result.Assets.Select(asset => asset.Kind.Word()).Distinct().Order());
        var deployment = azure.Find(OnlineFolder.PathOf("blue"))!["properties"]!;
        var model = azure.Find(Below((string)deployment["model"]!))!["properties"]!;
        Assert.Contains("/LocalUpload/", (string)model["modelUri"]!, StringComparison.Ordinal);
        Assert.Equal("score.py", (string?)deployment["codeConfiguration"]!["scoringScript"]);
        Assert.NotNull(azure.Find(Below((string)deployment["environmentId"]!)));
        Assert.Equal("azureml://datastores/workspaceblobstore/paths/modelDataCollector/pump-online/blue/model_inputs",
            (string?)azure.Find(Below((string)deployment["dataCollector"]!["collections"]!["model_inputs"]!["dataId"]!))!
                ["properties"]!["dataUri"]);
        Assert.Equal("{\"blue\":100}", Traffic(azure));
        Assert.Equal((null, null), (result.Endpoint, result.Deployment));
        Assert.All(azure.Server.Requests.Records, record => Assert.Null(record.Error));
    }

    [Fact]
    public async Task A_second_publish_writes_nothing()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = OnlineFolder.Create();
        await azure.PublishAsync(folder);
        azure.Forget();

        var second = await azure.PublishAsync(folder);

        Assert.Empty(azure.Writes);
        Assert.All(second.Assets, asset => Assert.Equal(PublishOperation.Same, asset.Op));
    }

    [Fact]
    public async Task A_deployment_that_is_published_by_its_file_is_the_same_as_with_its_folder()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = OnlineFolder.Create();
        await azure.PublishAsync(folder);
        azure.Forget();

        await azure.Publisher().PublishAsync(PipelineFolder.Read(folder.PathOf("blue.yml")));

        Assert.Empty(azure.Writes);
    }

    [Fact]
    public async Task A_changed_script_updates_the_deployment_and_nothing_else_of_the_endpoint()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = OnlineFolder.Create();
        await azure.PublishAsync(folder);
        var before = Code(azure);
        azure.Bodies.Clear();
        folder.Write("code/score.py", "def init(): pass\ndef run(data): return [data]\n");

        var result = await azure.PublishAsync(folder);

        Assert.Equal(["online-deployment pump-online/blue Update"], result.Assets
            .Where(asset => asset.Op != PublishOperation.Same && asset.Kind != PublishKind.Code)
            .Select(asset => $"{asset.Kind.Word()} {asset.Name} {asset.Op}"));
        Assert.NotEqual(before, Code(azure));
        Assert.DoesNotContain(azure.Bodies, sent => sent.Request == $"PUT {OnlineFolder.Path}");
    }

    [Fact]
    public async Task What_the_files_do_not_say_of_an_endpoint_stays_as_it_is()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = OnlineFolder.Create();
        await azure.PublishAsync(folder);
        var changed = azure.Find(OnlineFolder.Path)!;
        changed["tags"]!["owner"] = "ops";
        changed["properties"]!["publicNetworkAccess"] = "Disabled";
        await azure.PutAsync($"{azure.Outputs.WorkspaceId}/{OnlineFolder.Path}", changed);
        folder.Edit("endpoint.yml", "Scores at once", "Scores");

        await azure.PublishAsync(folder);

        var endpoint = azure.Find(OnlineFolder.Path)!;
        Assert.Equal(("ops", "plant"), ((string?)endpoint["tags"]!["owner"], (string?)endpoint["tags"]!["team"]));
        Assert.Equal(("Disabled", "Scores"), ((string?)endpoint["properties"]!["publicNetworkAccess"],
            (string?)endpoint["properties"]!["description"]));
        Assert.Equal("{\"blue\":100}", Traffic(azure));
    }

    [Fact]
    public async Task A_refused_deployment_leaves_the_traffic_alone_and_the_next_publish_goes_on()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = OnlineFolder.Create();
        await azure.PublishAsync(folder);
        folder.Write("green.yml", OnlineFolder.Deployment("green")).Edit("endpoint.yml", "blue: 100", "green: 100");
        azure.Server.Options.Faults.Add(Fault.Refuse(
            request => request.Method == "PUT" && request.Path.Contains("/deployments/green", StringComparison.Ordinal), 400,
            "BadArgument", "The image can't be pulled.", times: 1));

        var thrown = await Assert.ThrowsAsync<PublishException>(() => azure.PublishAsync(folder));

        Assert.Contains("create online-deployment pump-online/green", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("{\"blue\":100}", Traffic(azure));
        await azure.PublishAsync(folder);
        Assert.Equal("{\"green\":100}", Traffic(azure));
        Assert.NotNull(azure.Find(OnlineFolder.PathOf("blue")));
    }

    [Fact]
    public async Task A_deployment_of_an_endpoint_that_is_nowhere_is_told_before_anything_is_sent()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = OnlineFolder.Create().Delete("endpoint.yml");

        var thrown = await Assert.ThrowsAsync<PipelineFolderException>(() => azure.PublishAsync(folder));

        Assert.Equal("blue.yml(3,16): the online endpoint 'pump-online' is neither described in this folder nor there in the "
            + "workspace 'mlw-mlops-dev': put its file beside this one (name: pump-online, auth_mode: key)", thrown.Message);
        Assert.Empty(azure.Writes);
    }

    [Fact]
    public async Task A_deployment_of_another_kind_than_its_endpoint_is_told_before_anything_is_sent()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = OnlineFolder.Create();
        folder.Write("green.yml", "name: green\ntype: kubernetes\nendpoint_name: pump-online\ninstance_count: 1\n");

        var thrown = await Assert.ThrowsAsync<PipelineFolderException>(() => azure.PublishAsync(folder));

        Assert.Equal("green.yml(3,16): the online endpoint 'pump-online' is of the kind managed, and this deployment is of the "
            + "type kubernetes: say 'type: managed'", thrown.Message);
        Assert.Empty(azure.Writes);
    }

    [Fact]
    public async Task Who_gets_no_traffic_or_traffic_of_nobody_is_warned_of()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = OnlineFolder.Create().Edit("endpoint.yml", "blue: 100", "red: 100");
        using var silent = OnlineFolder.Create().Edit("endpoint.yml", "traffic: {blue: 100}", "");

        var wrong = await azure.Publisher().PlanAsync(folder.Read());
        var none = await azure.Publisher().PlanAsync(silent.Read());

        Assert.Equal(
            "endpoint.yml(6,16): the deployment 'red' gets traffic, but it is neither described in this folder nor there "
            + "in the online endpoint 'pump-online'; Azure refuses that", Assert.Single(wrong.Warnings).ToString());
        Assert.Contains("no traffic reaches the deployments of the online endpoint 'pump-online'",
            Assert.Single(none.Warnings).Message, StringComparison.Ordinal);
    }

    private static string Traffic(LocalAzure azure) =>
        azure.Find(OnlineFolder.Path)!["properties"]!["traffic"]!.ToJsonString();

    private static string? Code(LocalAzure azure) =>
        (string?)azure.Find(OnlineFolder.PathOf("blue"))!["properties"]!["codeConfiguration"]!["codeId"];

    private static string Below(string id) =>
        id[(id.IndexOf("/mlw-mlops-dev/", StringComparison.Ordinal) + "/mlw-mlops-dev/".Length)..];
}
