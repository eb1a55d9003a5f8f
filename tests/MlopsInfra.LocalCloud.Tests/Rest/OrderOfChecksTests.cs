namespace MlopsInfra.LocalCloud.Tests.Rest;

/// <summary>
/// Azure asks who somebody is, then what he may do, then whether the body is one, then whether it makes sense; and a refused
/// request leaves nothing behind.
/// </summary>
public sealed class OrderOfChecksTests
{
    private const string Ws = RestCloud.Workspace;

    [Theory]
    [InlineData("PUT", "/models/churn/versions/1", """{"properties":{}}""")]
    [InlineData("PUT", "/models/churn/versions/1", """{"properties":{"modelUri":[17]}}""")]
    [InlineData("PUT", "/models/churn/versions/1", """{"id":"/another"}""")]
    [InlineData("PUT", "/schedules/nightly", """{"properties":{"trigger":{"triggerType":"Cron","expression":"never"}}}""")]
    [InlineData("PUT", "/batchEndpoints/ep-train", """{"location":"westeurope","properties":{"authMode":"Key"}}""")]
    [InlineData("PATCH", "/batchEndpoints/ep-train", """{"properties":{"authMode":"Key"}}""")]
    [InlineData("DELETE", "/computes/cpu-cluster", null)]
    public async Task Who_has_no_right_is_told_that_whatever_the_body(string method, string path, string? body)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var writes = rest.Cloud.Statistics.Writes;

        var answer = await rest.SendAsync(new HttpMethod(method), $"{Ws}{path}?api-version={RestCloud.Version}", body,
            rest.Http(objectId: Guid.NewGuid().ToString()));

        Assert.Equal((403, "AuthorizationFailed"), (answer.Status, (string?)answer.Body!["error"]!["code"]));
        Assert.Equal(writes, rest.Cloud.Statistics.Writes);
    }

    [Theory]
    [InlineData("""{"properties":{"modelUri":[17]}}""")]
    [InlineData("""{"properties":{"modelUri":"azureml://datastores/workspaceblobstore/paths/m","modelType":"none"}}""")]
    public async Task A_refused_version_leaves_no_container(string body)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var writes = rest.Cloud.Statistics.Writes;

        var answer = await rest.SendAsync(HttpMethod.Put, $"{Ws}/models/churn/versions/1?api-version={RestCloud.Version}", body);

        Assert.Equal(400, answer.Status);
        Assert.Equal(writes, rest.Cloud.Statistics.Writes);
        Assert.Empty((await rest.SendAsync(HttpMethod.Get,
            $"{Ws}/models?api-version={RestCloud.Version}")).Body!["value"]!.AsArray());
    }

    [Fact]
    public async Task A_version_brings_its_container_along_in_one_change()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var writes = rest.Cloud.Statistics.Writes;

        var answer = await rest.SendAsync(HttpMethod.Put, $"{Ws}/data/raw/versions/1?api-version={RestCloud.Version}",
            """{"properties":{"dataType":"uri_folder","dataUri":"azureml://datastores/workspaceblobstore/paths/raw/"}}""");

        Assert.Equal(201, answer.Status);
        Assert.Equal(writes + 2, rest.Cloud.Statistics.Writes);
        Assert.Equal("uri_folder", (string?)(await rest.PropertiesAsync($"{Ws}/data/raw"))["dataType"]);
    }
}
