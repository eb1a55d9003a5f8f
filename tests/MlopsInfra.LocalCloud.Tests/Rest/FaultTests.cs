using Azure;
using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Rest;

public sealed class FaultTests
{
    private const string Environment = $"{RestCloud.Workspace}/environments/e/versions/1";

    public static TheoryData<string> Passing => ["throttle", "unavailable", "cut", "lose"];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task The_SDK_gets_over_a_fault_that_passes(string kind)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        static bool When(MlopsInfra.LocalCloud.Rest.RequestInfo request) =>
            request.Method == "PUT" && request.Path.Contains("/environments/", StringComparison.Ordinal);
        rest.Server.Options.Faults.Add(kind switch
        {
            "throttle" => Fault.Throttle(When, times: 2),
            "unavailable" => Fault.Unavailable(When, times: 2),
            "cut" => Fault.CutConnection(When, times: 2),
            _ => Fault.LoseAnswer(When, times: 2),
        });

        await rest.PutAsync(Environment, new { image = "r/i:1" });

        Assert.Equal(3, rest.Server.Requests.Count("PUT"));
        Assert.NotNull(rest.Cloud.Resources.Find(ResourceId.Parse(Environment)));
        Assert.Equal(1, rest.Server.Requests.Changes);
    }

    [Fact]
    public async Task Retry_After_is_sent_with_a_throttled_answer()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        rest.Server.Options.Faults.Add(Fault.Throttle(_ => true, retryAfter: TimeSpan.FromSeconds(17)));

        var answer = await rest.SendAsync(HttpMethod.Get, $"{RestCloud.Workspace}?api-version={RestCloud.Version}");

        Assert.Equal((429, "TooManyRequests"), (answer.Status, (string?)answer.Body!["error"]!["code"]));
        Assert.Equal(TimeSpan.FromSeconds(17), answer.Response.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task An_operation_that_fails_says_why_and_leaves_a_failed_resource()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        rest.Server.Options.Faults.Add(Fault.FailOperation(request => request.Method == "PUT", "QuotaExceeded",
            "Not enough quota."));

        var failed = await Assert.ThrowsAsync<RequestFailedException>(() =>
            rest.PutAsync($"{RestCloud.Workspace}/batchEndpoints/ep-x", new { authMode = "AADToken" }, "westeurope"));
        var state = (string?)(await rest.PropertiesAsync($"{RestCloud.Workspace}/batchEndpoints/ep-x"))["provisioningState"];
        await rest.PutAsync($"{RestCloud.Workspace}/batchEndpoints/ep-x", new { authMode = "AADToken" }, "westeurope");

        Assert.Equal("QuotaExceeded", failed.ErrorCode);
        Assert.Equal("Failed", state);
        Assert.Equal("Succeeded",
            (string?)(await rest.PropertiesAsync($"{RestCloud.Workspace}/batchEndpoints/ep-x"))["provisioningState"]);
    }
}
