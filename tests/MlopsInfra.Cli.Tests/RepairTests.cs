using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary>
/// <c>mlops repair</c> after a <c>pulumi up</c> that was killed: dev is up on the local cloud, and an export says that some of it
/// was being created.
/// </summary>
public sealed class RepairTests(DevStack dev) : IClassFixture<DevStack>
{
    private const string Account = "azure-native:storage:StorageAccount", Provider =
        "urn:pulumi:dev::mlops-infra::pulumi:providers:azure-native::default::1";

    private JsonElement Step(string type) =>
        dev.Up.GetProperty("steps").EnumerateArray().First(step => step.GetProperty("type").GetString() == type);

    private string AccountId => Step(Account).GetProperty("id").GetString()!;

    private string Group => AccountId.Split('/')[4];

    [Fact]
    public async Task What_is_there_is_taken_in_and_what_is_not_is_forgotten()
    {
        using var pulumi = new FakePulumi(dev.Mlops,
            Export(Creating("there", Account, AccountInputs(AccountId.Split('/')[^1])),
                Creating("gone", Account, AccountInputs("stnotthere"))));
        var printed = (await RepairAsync()).ExitsWith(0);
        Assert.Contains($"  +  {Account} there is there: to be taken into the state\n       {AccountId}\n", printed.Output,
            StringComparison.Ordinal);
        Assert.Contains($"  -  {Account} gone is not there: to be forgotten, the next update creates it\n", printed.Output,
            StringComparison.Ordinal);
        Assert.Contains("To settle it:\n  pulumi refresh --stack dev --yes ", printed.Output, StringComparison.Ordinal);
        // Nobody was asked, and nobody said --yes.
        Assert.Empty(pulumi.Words);

        var document = (await RepairAsync("--yes", "--json")).ExitsWith(0).Json();
        Assert.Equal("{stack,operation,pending:[{urn,type,name,operation,state,id}],command:[],run}", JsonShape.Of(document));
        Assert.Equal(["exists", "absent"],
            document.GetProperty("pending").EnumerateArray().Select(item => item.GetProperty("state").GetString()));
        Assert.True(document.GetProperty("run").GetBoolean());
        // Each URN is followed by its id, as an option of its own.
        Assert.Equal(
            [
                "refresh", "--stack", "dev", "--yes", "--non-interactive", "--import-pending-creates", Urn(Account, "there"),
                "--import-pending-creates", AccountId,
                "--clear-pending-creates",
            ],
            pulumi.Words);
    }

    [Fact]
    public async Task In_Azure_it_asks_Resource_Manager_with_the_deployer_s_sign_in()
    {
        await using var azure = await AzureStandIn.StartAsync(dev.Mlops);
        using var pulumi = new FakePulumi(dev.Mlops,
            Export(Creating("there", Account, AccountInputs(AccountId.Split('/')[^1])),
                Creating("gone", Account, AccountInputs("stnotthere"))));
        var document = (await dev.Mlops.RunAsync("repair", "dev", "--json")).ExitsWith(0).Json();
        Assert.Equal(["exists", "absent"],
            document.GetProperty("pending").EnumerateArray().Select(item => item.GetProperty("state").GetString()));
        Assert.Equal(2,
            azure.Server.Requests.Records.Count(record => record.Request.Method == "GET"
                && record.Request.Path.Contains("/storageAccounts/", StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(0, azure.Server.Requests.Count("PUT") + azure.Server.Requests.Count("DELETE"));
        Assert.Empty(pulumi.Words);

        dev.Mlops.Environment["AZURE_CLIENT_ID"] = "00000000-0000-0000-0000-00000000dead";
        Assert.Equal("SignInFailed",
            (await dev.Mlops.RunAsync("repair", "dev", "--json")).ExitsWith(1).Json().GetProperty("error").GetProperty("code")
                .GetString());
    }

    [Fact]
    public async Task An_id_that_a_provider_makes_up_is_asked_for_and_nothing_is_dropped_before_it_is_known()
    {
        const string type = "github:index/repositoryEnvironment:RepositoryEnvironment";
        var export = Export(
            Creating("gone", Account, AccountInputs("stnotthere")),
            Creating("made-up", type, new JsonObject { ["environment"] = "dev" }),
            Pending("updating", "group", "azure-native:resources:ResourceGroup", []));
        using var pulumi = new FakePulumi(dev.Mlops, export);
        var result = (await RepairAsync("--yes", "--json")).ExitsWith(1);
        var error = result.Json().GetProperty("error");
        Assert.Equal("NotAllKnown", error.GetProperty("code").GetString());
        Assert.Contains("its provider makes up the id", error.GetProperty("details")[0].GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(["absent", "unknown", "refreshed"],
            result.Json().GetProperty("pending").EnumerateArray().Select(item => item.GetProperty("state").GetString()));
        Assert.Equal(["refresh", "--stack", "dev", "--yes", "--non-interactive", "--skip-pending-creates"], pulumi.Words);

        var found = (await RepairAsync("--json", "--id", $"{Urn(type, "made-up")}=octo:dev")).ExitsWith(0).Json();
        Assert.Equal("--clear-pending-creates", found.GetProperty("command").EnumerateArray().Last().GetString());
        Assert.Contains("octo:dev", found.GetProperty("command").EnumerateArray().Select(word => word.GetString()));
        var absent = (await RepairAsync("--json", "--absent", Urn(type, "made-up"))).ExitsWith(0).Json();
        Assert.Equal(["absent", "absent", "refreshed"],
            absent.GetProperty("pending").EnumerateArray().Select(item => item.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_subscription_is_that_of_the_provider_before_any_other()
    {
        var explicitly = Creating("there", Account, AccountInputs(AccountId.Split('/')[^1]),
            "urn:pulumi:dev::mlops-infra::pulumi:providers:azure-native::elsewhere::2");
        using var pulumi = new FakePulumi(dev.Mlops, Export(explicitly));
        var id = (await RepairAsync("--json")).ExitsWith(0).Json().GetProperty("pending")[0].GetProperty("id").GetString();
        Assert.StartsWith("/subscriptions/22222222-2222-2222-2222-222222222222/", id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_pending_is_nothing_to_do()
    {
        using var pulumi = new FakePulumi(dev.Mlops, Export());
        Assert.Contains("Nothing is pending", (await RepairAsync("--yes")).ExitsWith(0).Output, StringComparison.Ordinal);
        Assert.Empty(pulumi.Words);
    }

    [Fact]
    public async Task A_refresh_that_fails_is_told_with_what_to_do()
    {
        using var pulumi =
            new FakePulumi(dev.Mlops, Export(Creating("gone", Account, AccountInputs("stnotthere"))), refreshExitCode: 255);
        var error = (await RepairAsync("--yes", "--json")).ExitsWith(1).Json().GetProperty("error");
        Assert.Equal("RefreshFailed", error.GetProperty("code").GetString());
        Assert.Contains("ended with 255", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("pulumi cancel --stack dev", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON", "DamagedState")]
    [InlineData("{}", "DamagedState")]
    [InlineData("""{"deployment":{"pending_operations":[{"type":"creating"}]}}""", "DamagedState")]
    [InlineData("""{"deployment":{"resources":[{"urn":"urn:pulumi:prod::other::a:b:C::c","type":"a:b:C"}]}}""", "WrongState")]
    public async Task A_state_that_is_none_or_that_of_another_stack_is_refused_before_anything_is_done(string text, string code)
    {
        var file = Path.Combine(dev.Mlops.Store, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var error = (await RepairAsync("--state", file, "--yes", "--json")).ExitsWith(2).Json().GetProperty("error");
        Assert.Equal((code, file), (error.GetProperty("code").GetString(), error.GetProperty("target").GetString()));
    }

    [Fact]
    public async Task What_the_user_says_has_to_fit_what_is_pending()
    {
        using var pulumi = new FakePulumi(dev.Mlops, Export(Creating("gone", Account, AccountInputs("stnotthere"))));
        Assert.Equal("NotPending",
            (await RepairAsync("--absent", "urn:pulumi:dev::x::y::z", "--json")).ExitsWith(2).Json().GetProperty("error")
                .GetProperty("code").GetString());
        Assert.Contains("is no URN=ID", (await RepairAsync("--id", "urn:pulumi:dev::x::y::z")).ExitsWith(2).Error,
            StringComparison.Ordinal);
        var urn = Urn(Account, "gone");
        Assert.Contains("both name", (await RepairAsync("--id", $"{urn}=/x", "--absent", urn)).ExitsWith(2).Error,
            StringComparison.Ordinal);
        Assert.Equal("StateUnavailable",
            (await RepairAsync("--state", "no-such-file", "--json")).ExitsWith(2).Json().GetProperty("error").GetProperty("code")
                .GetString());
    }

    private Task<CommandResult> RepairAsync(params string[] arguments) =>
        dev.Mlops.RunAsync(["repair", "dev", "--local", "--store", dev.Mlops.Store, .. arguments]);

    private JsonObject AccountInputs(string name) =>
        new() { ["accountName"] = name, ["resourceGroupName"] = Group, ["sku"] = new JsonObject { ["name"] = "Standard_LRS" } };

    private static string Urn(string type, string name) => $"urn:pulumi:dev::mlops-infra::{type}::{name}";

    private static JsonObject Creating(string name, string type, JsonObject inputs, string provider = Provider) =>
        Pending("creating", name, type, inputs, provider);

    private static JsonObject Pending(string operation, string name, string type, JsonObject inputs,
        string provider = Provider) => new()
    {
        ["resource"] = new JsonObject { ["urn"] = Urn(type, name), ["custom"] = true, ["type"] = type, ["inputs"] = inputs,
            ["provider"] = provider },
        ["type"] = operation,
    };

    private string Export(params JsonObject[] pending) => new JsonObject
    {
        ["version"] = 3,
        ["deployment"] = new JsonObject
        {
            ["resources"] = new JsonArray(
                Existing("pulumi:providers:azure-native", "default", "1", null, []),
                Existing("pulumi:providers:azure-native", "elsewhere", "2", null,
                    new JsonObject { ["subscriptionId"] = "22222222-2222-2222-2222-222222222222" }),
                Existing("azure-native:resources:ResourceGroup", "group", AccountId.Split("/providers/")[0], Provider, [])),
            ["pending_operations"] = new JsonArray([.. pending]),
        },
    }.ToJsonString();

    private static JsonObject Existing(string type, string name, string id, string? provider, JsonObject inputs) => new()
    {
        ["urn"] = Urn(type, name), ["custom"] = true, ["type"] = type, ["id"] = id, ["provider"] = provider, ["inputs"] = inputs,
    };
}
