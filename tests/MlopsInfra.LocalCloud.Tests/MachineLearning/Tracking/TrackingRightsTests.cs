using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>Who may use a workspace's tracking: principals by their roles, and runs by their tokens.</summary>
public sealed class TrackingRightsTests
{
    private const string Ws = RestCloud.Workspace;
    private const string Create = """{"name":"e"}""";

    [Fact]
    public async Task A_principal_needs_the_role_that_Azure_asks_for()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var (nobody, reader) = (await rest.IdentityAsync("nobody"), await rest.IdentityAsync("reader"));
        var scientist = await rest.IdentityAsync("scientist");
        await rest.GrantAsync(Ws, reader, Role.Reader);
        await rest.GrantAsync(Ws, scientist, "f6c7c914-8db3-469d-8ca1-694a8f32e121");

        var refused = await Client(nobody).GetAsync("experiments/get?experiment_id=0");
        Assert.Equal((403, "PERMISSION_DENIED"), (refused.Status, (string?)refused.Body!["error_code"]));
        Assert.Equal(200, (await Client(reader).GetAsync("experiments/get?experiment_id=0")).Status);
        Assert.Equal(403, (await Client(reader).PostAsync("experiments/create", Create)).Status);
        Assert.Equal(200, (await Client(scientist).PostAsync("experiments/create", Create)).Status);
        var anonymous = await new TrackingClient(rest) { Token = "" }.GetAsync("experiments/get?experiment_id=0");
        Assert.Equal((401, "UNAUTHENTICATED"), (anonymous.Status, (string?)anonymous.Body!["error_code"]));

        TrackingClient Client(string principal) => new(rest, objectId: principal);
    }

    [Fact]
    public async Task The_token_of_a_run_is_good_for_tracking_in_its_workspace_and_for_nothing_else()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PutJobAsync(rest, "Running");
        var token = RecordedScene.TokenOf(rest, "r1");
        var own = new TrackingClient(rest, plugin: true) { Token = token };

        Assert.Equal(200, (await own.PostAsync("runs/set-tag", """{"run_id":"r1","key":"k","value":"v"}""")).Status);
        Assert.Equal(401, (await own.SendAsync("GET", $"{Ws}?api-version=2025-12-01", null)).Status);
        Assert.Equal(401, (await own.SendAsync("GET", $"/mlflow/v2.0{Ws}2/api/2.0/mlflow/runs/get?run_id=r1", null)).Status);
        Assert.Equal(403, (await own.SendAsync("GET", $"/history/v1.0{Ws}/runs/r2/token", null)).Status);

        var expired = new TrackingClient(rest, plugin: true) { Token = Expired(rest, "r1") };
        Assert.Equal(401, (await expired.GetAsync("runs/get?run_id=r1")).Status);
        var renewed = await expired.SendAsync("GET", $"/history/v1.0{Ws}/experimentids/0/runs/r1/token", null);
        Assert.Equal(200,
            (await new TrackingClient(rest,
                plugin: true) { Token = (string)renewed.Body!["token"]! }.GetAsync("runs/get?run_id=r1"))
            .Status);
        await PutJobAsync(rest, "Completed");
        Assert.Equal(403, (await expired.SendAsync("GET", $"/history/v1.0{Ws}/experimentids/0/runs/r1/token", null)).Status);
    }

    [Fact]
    public async Task A_file_may_be_written_from_where_the_run_is_and_only_that_file()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        const string Network = $"{RestCloud.Group}/providers/Microsoft.Network/virtualNetworks/vnet";
        await rest.SeedAsync(Network, """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},"subnets":[{"name":"jobs","properties":{"addressPrefix":"10.0.0.0/24","serviceEndpoints":[{"service":"Microsoft.Storage"}]} }]} }
            """);
        await rest.SeedAsync(RestCloud.Account, $$"""
            {"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{"allowSharedKeyAccess":false,"networkAcls":{"defaultAction":"Deny","virtualNetworkRules":[{"id":"{{Network}}/subnets/jobs"}]} } }
            """);
        await PutJobAsync(rest, "Running");

        var inside = await ReserveAsync(new CallerPlace.InNetwork(Network, $"{Network}/subnets/jobs"));
        Assert.Equal(201, await PutAsync(inside));
        Assert.Equal(403, await PutAsync(inside.Replace("a.txt", "b.txt", StringComparison.Ordinal)));
        Assert.Equal(403, await PutAsync(await ReserveAsync(CallerPlace.Outside)));

        async Task<string> ReserveAsync(CallerPlace place)
        {
            var client = new TrackingClient(rest, plugin: true)
            {
                Token = new RunTokens(rest.Server.Tokens).Issue(ResourceId.Parse(Ws), "r1", place).Value,
            };
            var answer = await client.SendAsync("POST", $"/history/v1.0{Ws}/runs/r1/artifacts/batch/metadata",
                new StringContent("""{"paths":[{"path":"a.txt"}]}"""));
            return (string)answer.Body!["artifactContentInformation"]!["a.txt"]!["contentUri"]!;
        }

        async Task<int> PutAsync(string uri)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, uri) { Content = new StringContent("x") };
            request.Headers.Add("x-ms-blob-type", "BlockBlob");
            using var answer = await rest.Http(audience: null).SendAsync(request);
            return (int)answer.StatusCode;
        }
    }

    private static string Expired(RestCloud rest, string run) => rest.Server.Tokens
        .Issue("https://ml.azure.com/runs", $"{Ws}/jobs/{run}", place: null, TimeSpan.FromMinutes(-1)).Value;

    private static async Task PutJobAsync(RestCloud rest, string status) => await rest.Cloud.Resources.PutAsync(
        ResourceId.Parse($"{Ws}/jobs/r1"),
        System.Text.Json.Nodes.JsonNode.Parse($$"""{"properties":{"jobType":"Command","status":"{{status}}"} }""")!.AsObject(),
        new ArmRequestOptions(AsService: true), CancellationToken.None);
}
