using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources;

/// <summary>What clients ask of a subscription and a tenant besides their resources.</summary>
public sealed class ControlPlaneTests
{
    private const string Root = $"/subscriptions/{RestCloud.Subscription}";

    [Fact]
    public async Task Empty_segments_of_a_path_are_left_out_and_ids_come_in_Azures_case()
    {
        await using var rest = await RestCloud.StartAsync();

        var group = await rest.SendAsync(HttpMethod.Put, $"{Root}/resourcegroups/rg-try?api-version=2021-04-01",
            """{"location":"westeurope"}""");
        var identity = await rest.SendAsync(HttpMethod.Put,
            $"{Root}/resourcegroups/rg-try/providers/Microsoft.ManagedIdentity//userAssignedIdentities/id-try"
                + "?api-version=2023-01-31",
            """{"location":"westeurope"}""", null, ("If-Match", ""));

        Assert.Equal((201, $"{Root}/resourceGroups/rg-try"), (group.Status, (string?)group.Body!["id"]));
        Assert.True(identity.Status == 201, identity.Body?.ToJsonString());
        Assert.Equal((201, $"{Root}/resourceGroups/rg-try/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-try"),
            (identity.Status, (string?)identity.Body!["id"]));
    }

    [Theory]
    [InlineData("GET", "/providers/Microsoft.Storage/storageAccounts", 404)]
    [InlineData("GET", "/providers/Microsoft.Nosuch/things", 404)]
    [InlineData("GET", "/providers/Microsoft.Nosuch", 404)]
    [InlineData("GET", "/providers/Microsoft.Authorization/roleAssignments", 200)]
    [InlineData("GET", "/providers/Microsoft.Authorization/policyDefinitions", 200)]
    [InlineData("GET", "/providers/Microsoft.Authorization/policySetDefinitions", 200)]
    [InlineData("GET", "/providers/Microsoft.Authorization/roleDefinitions/22222222-2222-2222-2222-222222222222", 404)]
    [InlineData("GET", "/providers/Microsoft.Management/managementGroups", 200)]
    [InlineData("GET", "/providers/Microsoft.Management/managementGroups/nosuch", 404)]
    [InlineData("POST", "/providers/Microsoft.Storage/operations", 404)]
    [InlineData("GET", "/providers", 200)]
    [InlineData("GET", "/providers/Microsoft.Storage/operations", 200)]
    [InlineData("GET", "/providers/Microsoft.Nosuch/operations", 404)]
    [InlineData("GET", "/providers/Microsoft.Insights/eventcategories", 200)]
    [InlineData("GET", Root + "/providers/Microsoft.Storage/resourceTypes", 200)]
    [InlineData("GET", Root + "/providers/Microsoft.Authorization/denyAssignments", 200)]
    [InlineData("GET", "/%2Fsubscriptions%2F" + RestCloud.Subscription + "/providers/Microsoft.Authorization/locks", 200)]
    [InlineData("GET", Root + "/providers/Microsoft.Storage/providerPermissions", 200)]
    [InlineData("GET", Root + "/providers/Microsoft.Consumption/usageDetails", 200)]
    [InlineData("GET", Root + "/providers/Microsoft.KeyVault/managedHSMs", 200)]
    [InlineData("GET", Root + "/providers/Microsoft.KeyVault/deletedManagedHSMs", 200)]
    [InlineData("GET", RestCloud.Group + "/providers/Microsoft.KeyVault/managedHSMs", 404)]
    [InlineData("GET", Root + "/providers/Microsoft.Authorization/policySetDefinitions", 200)]
    [InlineData("GET", Root + "/providers/Microsoft.Authorization/policyAssignments?$filter=atExactScope()", 200)]
    [InlineData("GET", Root + "/providers/Microsoft.Authorization/policyAssignments?$filter=atNoScope()", 400)]
    [InlineData("GET", Root + "/providers/Microsoft.Authorization/locks?$filter=atScope()", 200)]
    public async Task What_there_is_not_is_refused_and_nothing_fails(string method, string path, int expected)
    {
        await using var rest = await RestCloud.StartAsync();

        // Later than any that is known, which every type takes.
        var (status, body, _) = await rest.SendAsync(new HttpMethod(method),
            $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}api-version=2099-01-01");

        Assert.True(status == expected, $"{status} {body?.ToJsonString()}");
    }

    [Theory]
    [InlineData("login-pumps", "Reserved")]
    [InlineData("Office", "Reserved")]
    [InlineData("pumps", "Allowed")]
    [InlineData("office-pumps", "Allowed")]
    public async Task Words_that_Azure_keeps_for_itself_are_told(string name, string expected)
    {
        await using var rest = await RestCloud.StartAsync();

        var (status, body, _) = await rest.SendAsync(HttpMethod.Post,
            "/providers/Microsoft.Resources/checkResourceName?api-version=2022-12-01",
            new { name, type = "Microsoft.Web/sites" });

        Assert.Equal((200, expected), (status, (string?)body!["status"]));
    }

    [Fact]
    public async Task A_feature_is_registered_and_stays_so()
    {
        await using var rest = await RestCloud.StartAsync();
        const string features = $"{Root}/providers/Microsoft.Features/providers/Microsoft.Compute/features";
        const string version = "api-version=2021-07-01";

        async Task<string?> StateAsync(HttpMethod method, string path) =>
            (string?)(await rest.SendAsync(method, $"{features}{path}?{version}")).Body!["properties"]!["state"];

        Assert.Equal("NotRegistered", await StateAsync(HttpMethod.Get, "/EncryptionAtHost"));
        Assert.Equal("Registering", await StateAsync(HttpMethod.Post, "/EncryptionAtHost/register"));
        Assert.Equal("Registered", await StateAsync(HttpMethod.Get, "/encryptionathost"));
        Assert.Equal("Registered", await StateAsync(HttpMethod.Post, "/EncryptionAtHost/register"));
        Assert.Equal("Microsoft.Compute/EncryptionAtHost", (string?)(await rest.SendAsync(HttpMethod.Get,
            $"{features}?{version}")).Body!["value"]![0]!["name"]);
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Get, $"{features}/NoSuch?{version}")).Status);
    }

    [Fact]
    public async Task Providers_are_registered_and_unregistered()
    {
        await using var rest = await RestCloud.StartAsync();

        async Task<string?> SendAsync(HttpMethod method, string path) => (string?)(await rest.SendAsync(method,
            $"{Root}/providers/{path}?api-version=2021-04-01")).Body!["registrationState"];

        Assert.Equal("NotRegistered", await SendAsync(HttpMethod.Post, "Microsoft.Consumption/unregister"));
        Assert.Equal("NotRegistered", await SendAsync(HttpMethod.Get, "Microsoft.Consumption"));
        Assert.Equal("Registered", await SendAsync(HttpMethod.Post, "Microsoft.Management/register"));
    }

    [Fact]
    public async Task What_is_used_of_limits_is_counted()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        async Task<(int, int)> CountAsync(string region)
        {
            var (_, body, _) = await rest.SendAsync(HttpMethod.Get,
                $"{Root}/providers/Microsoft.Storage/locations/{region}/usages?api-version=2023-01-01");
            var usage = Assert.Single(body!["value"]!.AsArray())!;
            return ((int)usage["currentValue"]!, (int)usage["limit"]!);
        }

        Assert.Equal((1, 250), await CountAsync("westeurope"));
        Assert.Equal((0, 250), await CountAsync("northeurope"));
        var sizes = (await rest.SendAsync(HttpMethod.Get,
            $"{Root}/providers/Microsoft.Compute/locations/westeurope/vmSizes?api-version=2024-11-01")).Body!["value"]!.AsArray();
        Assert.Contains(sizes, size => (string)size!["name"]! == "Standard_DS2_v2" && (int)size["numberOfCores"]! == 2);
    }

    [Fact]
    public async Task The_actions_of_a_provider_are_listed_by_type()
    {
        await using var rest = await RestCloud.StartAsync();

        var body = (await rest.SendAsync(HttpMethod.Get,
            "/providers/Microsoft.Authorization/providerOperations/microsoft.storage?api-version=2022-04-01")).Body!;
        var blobs = body["resourceTypes"]!.AsArray()
            .Single(type => (string)type!["name"]! == "storageAccounts/blobServices/containers/blobs")!["operations"]!.AsArray();

        Assert.Equal("Microsoft.Storage", (string?)body["name"]);
        Assert.Contains(blobs, operation => (bool)operation!["isDataAction"]!
            && (string)operation["name"]! == "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read");
    }
}
