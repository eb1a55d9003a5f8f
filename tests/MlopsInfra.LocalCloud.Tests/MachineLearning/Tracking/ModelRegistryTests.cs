using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>A registered model of MLflow is a model of the workspace, whoever made it.</summary>
public sealed class ModelRegistryTests
{
    private const string Ws = RestCloud.Workspace;

    [Fact]
    public async Task Models_of_Resource_Manager_and_of_MLflow_are_the_same()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var client = new TrackingClient(rest);
        await rest.PutAsync($"{Ws}/models/pump/versions/4", new
        {
            modelUri = "azureml://datastores/workspaceartifactstore/paths/hand/", tags = new { by = "hand" },
            description = "first",
        });

        var known = (await client.GetAsync("model-versions/get?name=pump&version=4")).Body!["model_version"]!;
        Assert.Equal(("READY", "None", "first"),
            ((string?)known["status"], (string?)known["current_stage"], (string?)known["description"]));
        // The numbers go on, and the next version is the control plane's as well.
        var made = await client.PostAsync("model-versions/create", """
            {"name":"pump","source":"azureml://artifacts/LocalUpload/c/folder","tags":[{"key":"by","value":"client"}]}
            """);
        Assert.Equal("5", (string?)made.Body!["model_version"]!["version"]);
        await client.PostAsync("model-versions/transition-stage", """{"name":"pump","version":"5","stage":"production"}""");
        await client.SendJsonAsync("PATCH", "model-versions/update", """{"name":"pump","version":"5","description":"second"}""");
        await client.PostAsync("registered-models/alias", """{"name":"pump","alias":"champion","version":"5"}""");

        var shown = await rest.PropertiesAsync($"{Ws}/models/pump/versions/5");
        Assert.Equal(("Production", "second", "client"),
            ((string?)shown["stage"], (string?)shown["description"], (string?)shown["tags"]!["by"]));
        Assert.EndsWith("/datastores/workspaceartifactstore/paths/LocalUpload/c/folder", (string?)shown["modelUri"],
            StringComparison.Ordinal);
        Assert.Equal("5", (string?)(await client.GetAsync("registered-models/alias?name=pump&alias=champion"))
            .Body!["model_version"]!["version"]);
        Assert.Equal(["5", "4"], (await client.GetAsync("model-versions/search?filter=name='pump'"))
            .Body!["model_versions"]!.AsArray().Select(version => (string?)version!["version"]));

        Assert.Equal(200,
            (await client.SendJsonAsync("DELETE", "model-versions/delete", """{"name":"pump","version":"5"}""")).Status);
        Assert.Equal(400, (await client.GetAsync("registered-models/alias?name=pump&alias=champion")).Status);
        Assert.Equal(200, (await client.SendJsonAsync("DELETE", "registered-models/delete", """{"name":"pump"}""")).Status);
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Get, $"{Ws}/models/pump/versions/4?api-version=2025-12-01")).Status);
        Assert.Equal(404, (await client.GetAsync("registered-models/get?name=pump")).Status);
    }

    [Theory]
    [InlineData("""{"name":"a model"}""", "INVALID_PARAMETER_VALUE")]
    [InlineData("""{}""", "INVALID_PARAMETER_VALUE")]
    [InlineData("""{"name":"there"}""", "RESOURCE_ALREADY_EXISTS")]
    public async Task A_name_that_cant_be_taken_is_refused(string body, string code)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var client = new TrackingClient(rest);
        await client.PostAsync("registered-models/create", """{"name":"there"}""");

        var refused = await client.PostAsync("registered-models/create", body);

        Assert.Equal((400, code), (refused.Status, (string?)refused.Body!["error_code"]));
    }

    [Fact]
    public async Task Versions_that_are_made_at_once_get_numbers_of_their_own()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var client = new TrackingClient(rest);
        await client.PostAsync("registered-models/create", """{"name":"pump"}""");

        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            client.PostAsync("model-versions/create", """{"name":"pump","source":"azureml://artifacts/LocalUpload/c/d"}""")));

        Assert.Equal(Enumerable.Range(1, 20), made.Select(each => int.Parse((string)each.Body!["model_version"]!["version"]!,
            System.Globalization.CultureInfo.InvariantCulture)).Order());
    }
}
