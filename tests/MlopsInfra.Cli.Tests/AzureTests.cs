using MlopsInfra.CommandTesting;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Faults;

namespace MlopsInfra.Cli.Tests;

/// <summary>
/// <c>mlops publish</c> and <c>mlops purge</c> as in Azure: outputs from <c>pulumi stack output</c>, sign-in with
/// <c>DefaultAzureCredential</c>, requests over the network's loopback. With what goes wrong there.
/// </summary>
public sealed class AzureTests(DevStore store) : IAsyncLifetime
{
    private readonly DevStack _dev = new(store);

    private Mlops Mlops => _dev.Mlops;

    public ValueTask InitializeAsync() => _dev.InitializeAsync();

    public ValueTask DisposeAsync() => _dev.DisposeAsync();

    [Fact]
    public async Task Publishing_takes_the_outputs_from_a_file_or_standard_input_and_signs_in_by_the_environment()
    {
        await using var azure = await AzureStandIn.StartAsync(Mlops);
        var plan = (await PublishAsync("--dry-run")).ExitsWith(0).Json();
        Assert.All(plan.GetProperty("published").GetProperty("assets").EnumerateArray(),
            asset => Assert.NotEqual("same", asset.GetProperty("op").GetString()));
        Assert.Equal(0, azure.Server.Requests.Count("PUT"));

        var published = (await PublishAsync()).ExitsWith(0);
        Assert.Empty(published.Error);
        Assert.NotEqual(0, azure.Server.Requests.Count("PUT"));

        var file = Path.Combine(Mlops.Store, "outputs.json");
        await File.WriteAllTextAsync(file, _dev.Outputs);
        azure.Server.Requests.Clear();
        var again = (await Mlops.RunAsync("publish", "dev", "--outputs", file, "--json")).ExitsWith(0).Json();
        Assert.All(again.GetProperty("published").GetProperty("assets").EnumerateArray(),
            asset => Assert.Equal("same", asset.GetProperty("op").GetString()));
        Assert.Equal(0, azure.Server.Requests.Count("PUT"));
    }

    [Fact]
    public async Task Throttling_an_outage_and_cut_connections_are_outlasted()
    {
        await using var azure = await AzureStandIn.StartAsync(Mlops);
        var faults = azure.Server.Options.Faults;
        faults.Add(Fault.Throttle(Put("/environments/"), times: 1, retryAfter: TimeSpan.FromSeconds(1)));
        faults.Add(Fault.Unavailable(Put("/components/"), times: 1));
        faults.Add(Fault.CutConnection(Put("/train.py"), times: 1));
        (await PublishAsync()).ExitsWith(0);
        Assert.Equal([0, 429, 503],
            azure.Server.Requests.Records.Select(record => record.Status).Where(status => status is 0 or 429 or 503).Order());
    }

    [Fact]
    public async Task A_refusal_is_told_with_the_request_and_the_next_run_goes_on()
    {
        await using var azure = await AzureStandIn.StartAsync(Mlops);
        azure.Server.Options.Faults.Add(Fault.Refuse(Put("/components/evaluate"), 400, "UserError",
            "The component is not liked today.", times: 1));
        var result = (await PublishAsync()).ExitsWith(1);
        var error = result.Json().GetProperty("error");
        Assert.Equal("UserError", error.GetProperty("code").GetString());
        Assert.Contains("register component evaluate_pump_failures_model:", error.GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.Contains("The component is not liked today.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("/components/evaluate_pump_failures_model/versions/", error.GetProperty("target").GetString(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);

        var rest = (await PublishAsync()).ExitsWith(0).Json().GetProperty("published").GetProperty("assets");
        // The first code is what all steps but the image's have.
        Assert.Equal("same",
            rest.EnumerateArray().First(asset => asset.GetProperty("kind").GetString() == "code").GetProperty("op").GetString());
    }

    [Fact]
    public async Task A_deployment_that_fails_in_Azure_ends_with_Azures_reason()
    {
        await using var azure = await AzureStandIn.StartAsync(Mlops);
        azure.Server.Options.Faults.Add(Fault.FailOperation(Put("/deployments/"), "ResourceNotReady",
            "The component could not be validated."));
        var error = (await PublishAsync()).ExitsWith(1).Json().GetProperty("error");
        Assert.Equal("ResourceNotReady", error.GetProperty("code").GetString());
        Assert.Contains("The component could not be validated.", error.GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_fails_is_told_in_one_line()
    {
        await using var azure = await AzureStandIn.StartAsync(Mlops);
        Mlops.Environment["AZURE_CLIENT_ID"] = "00000000-0000-0000-0000-00000000dead";
        var result = (await PublishAsync()).ExitsWith(1);
        Assert.Equal("SignInFailed", result.Json().GetProperty("error").GetProperty("code").GetString());
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purging_needs_a_yes_where_nobody_can_be_asked()
    {
        (await Mlops.LocalAsync("destroy", "dev")).ExitsWith(0);
        await using var azure = await AzureStandIn.StartAsync(Mlops);
        Mlops.Environment["ARM_SUBSCRIPTION_ID"] = "00000000-0000-0000-0000-000000000000";
        var unasked = (await Mlops.RunAsync("purge", "dev", "--json")).ExitsWith(2).Json().GetProperty("error");
        Assert.Equal("ConfirmationNeeded", unasked.GetProperty("code").GetString());
        Assert.Equal(0, azure.Server.Requests.Count("DELETE") + azure.Server.Requests.Count("PUT"));

        var purged = (await Mlops.RunAsync("purge", "dev", "--yes", "--json")).ExitsWith(0).Json().GetProperty("purged");
        Assert.All(purged.EnumerateArray(), resource => Assert.Equal("purge", resource.GetProperty("op").GetString()));
        // The group that the destroy had deleted was made for purging only.
        Assert.Equal("ResourceGroupNotFound", (await GroupAsync(azure)).Code);
    }

    private static async Task<(int Status, string? Code)> GroupAsync(AzureStandIn azure)
    {
        using var client = new HttpClient(azure.Server.CreateHandler());
        client.DefaultRequestHeaders.Authorization =
            new("Bearer", azure.Server.Tokens.Issue("https://management.azure.com/.default").Value);
        using var answer = await client.GetAsync(
            new Uri(
                "https://management.azure.com/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups"
                    + "/rg-mlops-dev?api-version=2021-04-01"));
        var body = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync());
        return ((int)answer.StatusCode, (string?)body?["error"]?["code"]);
    }

    private Task<CommandResult> PublishAsync(params string[] arguments) =>
        Mlops.RunWithInputAsync(_dev.Outputs, ["publish", "dev", "--outputs", "-", "--json", .. arguments]);

    private static Func<RequestInfo, bool> Put(string part) =>
        request => request.Method == "PUT" && request.Path.Contains(part, StringComparison.Ordinal);
}
