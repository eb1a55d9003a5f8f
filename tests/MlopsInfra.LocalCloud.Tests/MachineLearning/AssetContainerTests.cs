using MlopsInfra.LocalCloud.Tests.Rest;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.PublishedPipeline;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Containers of assets, and what counts as the next, the default and the same version.</summary>
public sealed class AssetContainerTests
{
    private const string Ws = RestCloud.Workspace;
    private const string Query = $"?api-version={RestCloud.Version}";

    [Theory]
    [InlineData("environments")]
    [InlineData("data")]
    [InlineData("models")]
    [InlineData("components")]
    [InlineData("codes")]
    public async Task One_that_nobody_made_is_not_there(string collection)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        var answer = await rest.SendAsync(HttpMethod.Get, $"{Ws}/{collection}/none{Query}");

        Assert.Equal((404, "UserError"), (answer.Status, (string?)answer.Body!["error"]!["code"]));
    }

    [Fact]
    public async Task The_next_version_is_a_number_beside_versions_that_are_hashes()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        foreach (var version in (string[])["7", "fcff0bc3b9f2ec35"])
            await rest.PutAsync($"{Ws}/environments/env/versions/{version}", new { image = "r/i:1" });

        Assert.Equal("8", (string?)(await rest.PropertiesAsync($"{Ws}/environments/env"))["nextVersion"]);
    }

    [Fact]
    public async Task The_default_version_of_a_component_is_the_newest_one()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);

        var found = await rest.SendAsync(HttpMethod.Get, $"{Ws}/components/prep/versions/azureml_default{Query}");
        var none = await rest.SendAsync(HttpMethod.Get, $"{Ws}/components/none/versions/azureml_default{Query}");

        Assert.Equal($"{Ws}/components/prep/versions/1", (string?)found.Body!["id"]);
        Assert.Equal("1", (string?)found.Body["properties"]!["componentSpec"]!["resources"]!["instance_count"]);
        Assert.Equal(404, none.Status);
    }

    [Fact]
    public async Task Another_environment_under_a_version_is_a_conflict_and_data_has_one_path()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string environment = $"{Ws}/environments/env/versions/1", data = $"{Ws}/data/readings/versions/1";
        await rest.PutAsync(environment, new { image = "r/i:1" });
        await rest.PutAsync(data, new { dataType = "uri_folder", dataUri = "azureml://datastores/workspaceblobstore/paths/a/" });

        var conflict =
            await rest.SendAsync(HttpMethod.Put, $"{environment}{Query}", new { properties = new { image = "r/i:2" } });
        var moved = await rest.SendAsync(HttpMethod.Put, $"{data}{Query}",
            new { properties = new { dataType = "uri_folder", dataUri = "azureml://datastores/workspaceblobstore/paths/b/" } });
        // What a GET shows, in a version that does not know all of it.
        var shown = await rest.PropertiesAsync(data);
        shown["isArchived"] = true;
        var archived = await rest.SendAsync(HttpMethod.Put, $"{data}?api-version=2023-04-01-preview", new { properties = shown });

        Assert.Equal((409, "UserError"), (conflict.Status, (string?)conflict.Body!["error"]!["code"]));
        Assert.Contains("Asset paths cannot be updated.", (string?)moved.Body!["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal(200, archived.Status);
    }

    [Fact]
    public async Task An_upload_is_signed_for_this_server_and_written_down_for_any()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var here = rest.Http();
        here.BaseAddress = rest.Server.BaseAddress;

        var answer = await rest.SendAsync(HttpMethod.Post, $"{Ws}/codes/src/versions/1/startPendingUpload{Query}",
            """{"pendingUploadType":"TemporaryBlobReference"}""", here);

        var reference = answer.Body!["blobReferenceForConsumption"]!;
        Assert.StartsWith("https://stmlops.blob.core.windows.net:443/", (string?)reference["blobUri"], StringComparison.Ordinal);
        Assert.StartsWith($"https://127.0.0.1:{rest.Server.BaseAddress.Port}/stmlops/",
            (string?)reference["credential"]!["sasUri"], StringComparison.Ordinal);
    }
}
