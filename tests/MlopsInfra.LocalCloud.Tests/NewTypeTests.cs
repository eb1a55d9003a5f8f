using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Programs;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests;

/// <summary>
/// "An Azure type" in CONTRIBUTING.md, followed: what has a schema, one class and one line is served, checked and listed for
/// programs and for REST clients alike, and nothing else has to know of it.
/// </summary>
public sealed class NewTypeTests
{
    private const string Accounts = $"{RestCloud.Group}/providers/{AccountResource.TypeName}";
    private const string Version = "?api-version=2023-04-03";

    // All that there are, but for the one that is written anew here: the line.
    private static readonly AzureTypes Types =
        new([.. AzureServices.Types.All.Where(type => type.Type != AccountResource.TypeName), new AccountResource()]);

    [Fact]
    public async Task A_client_makes_shows_lists_and_deletes_it()
    {
        await using var rest = await RestCloud.StartAsync(types: Types);
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");

        var (made, body, _) = await rest.SendAsync(HttpMethod.Put, $"{Accounts}/metrics{Version}", Body());
        var (shown, account, _) = await rest.SendAsync(HttpMethod.Get, $"{Accounts}/metrics{Version}");
        var (_, list, _) = await rest.SendAsync(HttpMethod.Get, $"{Accounts}{Version}");
        var (_, provider, _) =
            await rest.SendAsync(HttpMethod.Get,
                $"/subscriptions/{RestCloud.Subscription}/providers/Microsoft.Monitor?api-version=2022-09-01");
        var (deleted, _, _) = await rest.SendAsync(HttpMethod.Delete, $"{Accounts}/metrics{Version}");

        Assert.Equal((201, 200, 200), (made, shown, deleted));
        Assert.Equal("computed for metrics", (string?)body!["properties"]!["accountId"]);
        Assert.Equal("computed for metrics", (string?)account!["properties"]!["accountId"]);
        Assert.Equal("metrics", (string?)Assert.Single(list!["value"]!.AsArray())!["name"]);
        Assert.Contains(provider!["resourceTypes"]!.AsArray(), type => (string?)type!["resourceType"] == "accounts");
    }

    [Fact]
    public async Task A_program_makes_it_and_gets_what_is_computed()
    {
        using var stack = new CloudStack(Types);

        var result = await stack.UpAsync(program => program.GroupAnd(() => Declare(program, "metrics", "Enabled")));

        Assert.Empty(result.Errors);
        Assert.Equal("computed for metrics",
            stack.Cloud.Resources.Find(ResourceId.Parse($"{Accounts}/metrics"))!.Text("properties.accountId"));
    }

    [Theory]
    [InlineData("metrics!", "Enabled", "InvalidAccountName")]
    [InlineData("metrics", "Disabled", "PrivateOnlyNotSupported")]
    [InlineData("metrics", 7, "InvalidRequestContent")]
    public async Task A_program_and_a_client_meet_the_same_refusals(string name, object access, string code)
    {
        using var stack = new CloudStack(Types);
        await using var rest = await RestCloud.StartAsync(types: Types);
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");

        var result = await stack.UpAsync(program => program.GroupAnd(() => Declare(program, name, access)));
        var (status, body, _) =
            await rest.SendAsync(HttpMethod.Put, $"{Accounts}/{Uri.EscapeDataString(name)}{Version}", Body(access));

        Assert.Contains(result.Errors, error => error.Code == code);
        Assert.Equal((400, code), (status, (string?)body!["error"]!["code"]));
    }

    private static Task Declare(CloudProgram program, string name, object access) => program.Add(
        "monitor:AzureMonitorWorkspace", "metrics",
        $$"""{"resourceGroupName":"rg","location":"westeurope","azureMonitorWorkspaceName":"{{name}}","publicNetworkAccess":{{Json(access)}} }""");

    private static string Body(object? access = null) =>
        $$"""{"location":"westeurope","properties":{"publicNetworkAccess":{{Json(access ?? "Enabled")}} } }""";

    private static string Json(object value) => JsonSerializer.Serialize(value);

    /// <summary>The class.</summary>
    private sealed class AccountResource() : AzureResource(TypeName)
    {
        public const string TypeName = "Microsoft.Monitor/accounts";

        public override NamingRule Naming => new("[A-Za-z0-9-]+", 1, 63, "InvalidAccountName", "'{0}' is no name of an account.");

        public override void CheckPut(PutContext put)
        {
            if (put.Body.Text("properties.publicNetworkAccess") == "Disabled")
                throw new ArmException(400, "PrivateOnlyNotSupported", "The account has to be public.",
                    "properties.publicNetworkAccess");
        }

        public override void Complete(PutContext put, JsonObject computed) =>
            computed.Set("properties.accountId", $"computed for {put.Id.Name}");
    }
}
