using MlopsInfra.CommandTesting;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Faults;

namespace MlopsInfra.Cli.Tests.Lifecycle;

/// <summary>
/// <c>mlops run</c>, <c>status</c> and <c>trace</c> as in Azure: outputs by the command line, sign-in with
/// <c>DefaultAzureCredential</c>, and storage that can't be seen from where the command runs.
/// </summary>
public sealed class AzureRunTests(DevStore store) : IAsyncLifetime
{
    private readonly DevStack _dev = new(store);

    private Mlops Mlops => _dev.Mlops;

    public async ValueTask InitializeAsync()
    {
        await _dev.InitializeAsync();
        CiFiles.AsNone(Mlops);
        (await Mlops.RunAsync("publish", "dev", "--local", "--store", Mlops.Store)).ExitsWith(0);
    }

    public ValueTask DisposeAsync() => _dev.DisposeAsync();

    [Fact]
    public async Task A_job_is_started_once_followed_and_found_again()
    {
        await using var azure = await AzureStandIn.StartAsync(Mlops);
        azure.Server.Options.Faults.Add(Fault.Throttle(Put("/jobs/train-dev-"), times: 1, retryAfter: TimeSpan.FromSeconds(1)));
        var first = (await RunAsync("run", "--json")).ExitsWith(0).Json();
        Assert.Equal("Completed", first.GetProperty("status").GetString());
        var job = first.GetProperty("job").GetString()!;

        azure.Server.Requests.Clear();
        var second = (await RunAsync("run")).ExitsWith(0).Output;
        Assert.Contains("The contents of the data asset training_data:1 are not known: it can't be seen from here", second,
            StringComparison.Ordinal);
        Assert.Contains($"{job} did this already, and is Completed", second, StringComparison.Ordinal);
        Assert.Equal(0, azure.Server.Requests.Count("PUT"));

        var chain = (await RunAsync("trace", "--job", job)).ExitsWith(0).Output;
        Assert.Contains($"← job         {job}", chain, StringComparison.Ordinal);
        Assert.Contains("train_pump_failures:", (await RunAsync("status")).ExitsWith(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_Azure_is_told_with_its_code()
    {
        await using var azure = await AzureStandIn.StartAsync(Mlops);
        azure.Server.Options.Faults.Add(Fault.Refuse(Put("/jobs/train-dev-"), 400, "ValidationError",
            "The compute is being resized.", times: 1));
        var refused = (await RunAsync("run")).ExitsWith(1);
        Assert.Matches(@"error \w+: starting the job train-dev-[0-9a-f]{12} of dev: \w+ \(400\): The compute is being resized\.",
            refused.Error);
        (await RunAsync("run")).ExitsWith(0);
    }

    private Task<CommandResult> RunAsync(string verb, params string[] more)
    {
        string[] data = verb == "run" ? ["--data", "azureml:training_data:1"] : [];
        return Mlops.RunWithInputAsync(_dev.Outputs, [verb, "dev", "--outputs", "-", .. data, .. more]);
    }

    private static Func<RequestInfo, bool> Put(string part) =>
        request => request.Method == "PUT" && request.Path.Contains(part, StringComparison.Ordinal);
}
