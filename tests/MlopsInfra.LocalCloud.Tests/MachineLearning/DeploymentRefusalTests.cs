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

    [Theory]
    [InlineData("standard_ds3_V2", null)]
    [InlineData("Standard_DS3_v22", "Did you mean 'Standard_DS3_v2'?")]
    [InlineData("Standard_NC6s_v3", "was retired on 2025-09-30")]
    public async Task A_managed_deployment_runs_on_machines_of_a_size_that_there_is(string size, string? refusal)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var endpoint = $"{Ws}/onlineEndpoints/ep-score";
        await rest.PutAsync(endpoint, new { authMode = "AADToken" }, "westeurope");

        var answer = await rest.SendAsync(HttpMethod.Put, $"{endpoint}/deployments/blue?api-version={RestCloud.Version}", new
        {
            location = "westeurope",
            sku = new { name = "Default", capacity = 1 },
            properties = new { endpointComputeType = "Managed", instanceType = size },
        });

        Assert.Equal(refusal is null ? 201 : 400, answer.Status);
        if (refusal is null) return;
        Assert.Equal("BadRequest", (string?)answer.Body!["error"]!["code"]);
        var detail = Assert.Single(answer.Body["error"]!["details"]!.AsArray())!;
        Assert.Equal("InferencingClientCreateDeploymentFailed", (string?)detail["code"]);
        Assert.Contains(refusal, (string?)detail["message"], StringComparison.Ordinal);
    }
}
