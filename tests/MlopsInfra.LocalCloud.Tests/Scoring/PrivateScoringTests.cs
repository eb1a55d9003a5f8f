using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Scoring;

/// <summary>
/// The scoring image where nothing is reached from outside: a run-once group in the network does what has to be done there.
/// </summary>
public sealed class PrivateScoringTests
{
    private const string Network = $"{RestCloud.Group}/providers/Microsoft.Network/virtualNetworks/vnet";
    private const string Subnet = $"{Network}/subnets/snet-releases";

    [Fact]
    public async Task A_group_in_the_network_publishes_the_model_and_one_outside_does_not()
    {
        await using var scene = await ScoringScene.StartOrSkipAsync();
        await CloseAsync(scene);
        var variables = new Dictionary<string, string>
        {
            ["MODEL_URL"] = "https://stmlops.blob.core.windows.net/training/models/pump-failures/3",
            ["AZURE_CLIENT_ID"] = scene.ClientId,
        };
        string[] command = ["python", "-m", "inside", "publish-model"];

        var outside = await scene.RunGroupAsync("ci-outside", variables, command);
        var inside = await scene.RunGroupAsync("ci-inside", variables, command, Subnet);

        Assert.Equal((1, "error: golden.json: 403 AuthorizationFailure"), (outside.ExitCode, outside.Log.Trim()));
        Assert.True(inside.ExitCode == 0, inside.Log);
        Assert.Contains("\"uploaded\": 3", inside.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_in_the_network_tests_a_private_endpoint_and_one_outside_is_refused()
    {
        await using var scene = await ScoringScene.StartOrSkipAsync();
        await CloseAsync(scene);
        await ScoringDeployment.DeployAsync(scene, isPrivate: true);
        var token = await ScoringDeployment.TokenAsync(scene);

        var outside = await ScoringDeployment.SmokeAsync(scene, "ci-outside", token);
        var inside = await ScoringDeployment.SmokeAsync(scene, "ci-inside", token, Subnet);

        Assert.Equal(1, outside.ExitCode);
        Assert.Contains("got 403", outside.Log, StringComparison.Ordinal);
        Assert.True(inside.ExitCode == 0, inside.Log);
    }

    // Storage account and workspace answer in the network only.
    private static async Task CloseAsync(ScoringScene scene)
    {
        var rest = scene.Rest;
        await rest.SeedAsync(Network, """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.40.0.0/16"]},"subnets":[
             {"name":"snet-endpoints","properties":{"addressPrefix":"10.40.0.0/24"}},
             {"name":"snet-releases","properties":{"addressPrefix":"10.40.1.0/24","delegations":[
              {"name":"groups","properties":{"serviceName":"Microsoft.ContainerInstance/containerGroups"}}]}}]}}
            """);
        await PutInsideAsync(rest, RestCloud.Account, "blob", "privatelink.blob.core.windows.net");
        await PutInsideAsync(rest, RestCloud.Workspace, "amlworkspace", "privatelink.api.azureml.ms");
    }

    private static async Task PutInsideAsync(RestCloud rest, string resource, string subResource, string zoneName)
    {
        await rest.Cloud.Resources.PatchAsync(ResourceId.Parse(resource),
            new JsonObject { ["properties"] = new JsonObject { ["publicNetworkAccess"] = "Disabled" } }, new ArmRequestOptions(),
            CancellationToken.None);
        var endpoint = $"{RestCloud.Group}/providers/Microsoft.Network/privateEndpoints/pep-{subResource}";
        var zone = $"{RestCloud.Group}/providers/Microsoft.Network/privateDnsZones/{zoneName}";
        foreach (var (id, body) in (IEnumerable<(string, string)>)[
            (endpoint, $$$"""
                {"location":"westeurope","properties":{"subnet":{"id":"{{{Network}}}/subnets/snet-endpoints"},
                 "privateLinkServiceConnections":[
                  {"name":"link","properties":{"privateLinkServiceId":"{{{resource}}}","groupIds":["{{{subResource}}}"]} }]} }
                """),
            (zone, """{"location":"global"}"""),
            ($"{zone}/virtualNetworkLinks/vnet", $$$"""
                {"location":"global","properties":{"registrationEnabled":false,"virtualNetwork":{"id":"{{{Network}}}"} } }
                """),
            ($"{endpoint}/privateDnsZoneGroups/default", $$$"""
                {"properties":{"privateDnsZoneConfigs":[{"name":"zone","properties":{"privateDnsZoneId":"{{{zone}}}"} }]} }
                """)])
            await rest.SeedAsync(id, body);
    }
}
