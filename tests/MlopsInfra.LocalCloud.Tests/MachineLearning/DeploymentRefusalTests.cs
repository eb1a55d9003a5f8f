using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>What a client over REST is told of a deployment that a program is refused for as well.</summary>
public sealed class DeploymentRefusalTests
{
    private const string Ws = RestCloud.Workspace;

    [Theory]
    [InlineData(1, "PT3M", null, null)]
    [InlineData(0, "PT3M", null, "has 0 instances")]
    [InlineData(1, "PT5M", null, "at most 180 seconds")]
    // A flow may take as long.
    [InlineData(1, "PT5M", "serving", null)]
    [InlineData(1, "PT6M", "serving", "at most 300 seconds")]
    [InlineData(1, "soon", null, "no ISO 8601 duration")]
    public async Task The_settings_of_an_online_deployment_have_their_ranges(int capacity, string timeout, string? flow,
        string? refusal)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var endpoint = $"{Ws}/onlineEndpoints/ep-score";
        await rest.PutAsync(endpoint, new { authMode = "AADToken" }, "westeurope");

        var answer = await rest.SendAsync(HttpMethod.Put, $"{endpoint}/deployments/blue?api-version={RestCloud.Version}", new
        {
            location = "westeurope",
            sku = new { name = "Default", capacity },
            properties = new
            {
                endpointComputeType = "Managed",
                requestSettings = new { requestTimeout = timeout },
                environmentVariables = new { PROMPTFLOW_RUN_MODE = flow ?? "none" },
            },
        });

        Assert.Equal(refusal is null ? 201 : 400, answer.Status);
        if (refusal is null) return;
        var error = answer.Body!["error"]!;
        Assert.Equal("UserError", (string?)error["code"]);
        Assert.Contains(refusal, (string?)error["message"], StringComparison.Ordinal);
        Assert.Contains("ArgumentInvalid", error["additionalInfo"]!.ToJsonString(), StringComparison.Ordinal);
    }
}
