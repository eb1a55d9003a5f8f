using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>
/// Runs a command of the scoring image once, in the network of an environment: a container group that is never started again,
/// whose exit code and log Resource Manager shows, and which is deleted then. So nothing private has to be reached from outside.
/// </summary>
/// <param name="environment">The environment.</param>
/// <param name="options">How patient it is.</param>
internal sealed class RunOnceGroup(LifecycleEnvironment environment, ReleaseOptions options)
{
    private const string Container = "run";
    private const int LogLines = 200;

    /// <summary>Runs a command.</summary>
    /// <param name="name">Name of the group; what has it already is deleted first.</param>
    /// <param name="image">The image, with its registry's host.</param>
    /// <param name="command">The command.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="secrets">Variables that are shown nowhere.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code, and the lines that it printed.</returns>
    /// <exception cref="LifecycleException">It did not end in time, or could not start.</exception>
    public async Task<(int ExitCode, IReadOnlyList<string> Log)> RunAsync(string name, string image,
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables,
        IReadOnlyDictionary<string, string> secrets, CancellationToken cancellationToken)
    {
        var url = environment.Arm.Url(Id(name), ApiVersions.ContainerInstance);
        if (await environment.Arm.FindAsync(url, cancellationToken) is not null)
            await environment.Arm.RunAsync(RequestMethod.Delete, url, null, cancellationToken);
        try
        {
            await new Patience(environment.Waiting, options.Pause).RunAsync(() => environment.Arm.RunAsync(
                RequestMethod.Put, url, Body(image, command, variables, secrets), cancellationToken), cancellationToken);
            return await WaitAsync(name, url, cancellationToken);
        }
        finally
        {
            // Also after Ctrl+C: what is left costs money.
            await DeleteAsync(name, url);
        }
    }

    private async Task DeleteAsync(string name, Uri url)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await environment.Arm.RunAsync(RequestMethod.Delete, url, null, end.Token);
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, CancellationToken.None))
        {
            // It has ended, and costs nothing any more; the next run deletes it.
            environment.Waiting($"The container group {name} is left: {ArmError.Of(exception).Message}");
        }
    }

    private async Task<(int ExitCode, IReadOnlyList<string> Log)> WaitAsync(string name, Uri url,
        CancellationToken cancellationToken)
    {
        var until = options.Time.GetUtcNow() + options.StartLimit * 2;
        while (true)
        {
            var shown = await environment.Arm.FindAsync(url, cancellationToken)
                ?? throw new LifecycleException("ContainerGroupNotFound", $"The container group {name} was deleted meanwhile.");
            var view = new GroupView(shown);
            if (view.Container is "Terminated" && view.ExitCode is { } code)
                return (code, await GroupLog.ReadAsync(environment, Id(name), Container, LogLines, cancellationToken));
            var problem = view.Simulated is { } why ? $"nothing runs: {why}"
                : view.Provisioning == "Failed" || view.State == "Failed" ? $"it failed ({view.Events})"
                : options.Time.GetUtcNow() > until ? $"it did not end within {options.StartLimit.TotalMinutes * 2:0} min "
                    + $"({view.Events})"
                : null;
            if (problem is not null)
                throw new LifecycleException("RunOnceGroupFailed", $"The container group {name}: {problem}.")
                {
                    Log = await GroupLog.ReadAsync(environment, Id(name), Container, 20, cancellationToken),
                };
            await Task.Delay(options.Pause, cancellationToken);
        }
    }

    private JsonObject Body(string image, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables,
        IReadOnlyDictionary<string, string> secrets)
    {
        var identity = environment.Outputs.ScoringIdentityId
            ?? throw new LifecycleException("StackWithoutScoring", $"{environment.Name} has no identity for scoring.");
        var properties = new JsonObject
        {
            ["osType"] = "Linux",
            ["restartPolicy"] = "Never",
            ["sku"] = "Standard",
            ["imageRegistryCredentials"] = new JsonArray(new JsonObject
            {
                ["server"] = environment.Outputs.RegistryLoginServer, ["identity"] = identity,
            }),
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = Container,
                ["properties"] = new JsonObject
                {
                    ["image"] = image,
                    ["command"] = new JsonArray([.. command.Select(word => (JsonNode)word)]),
                    ["environmentVariables"] = new JsonArray(
                    [
                        .. variables.Select(each => (JsonNode)new JsonObject { ["name"] = each.Key, ["value"] = each.Value }),
                        .. secrets.Select(each => (JsonNode)new JsonObject { ["name"] = each.Key, ["secureValue"] = each.Value }),
                    ]),
                    ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = 1, ["memoryInGB"] = 1 } },
                },
            }),
        };
        if (environment.Outputs.ReleaseSubnetId is { } subnet)
            properties["subnetIds"] = new JsonArray(new JsonObject { ["id"] = subnet });
        return new JsonObject
        {
            ["location"] = environment.Outputs.Location,
            ["tags"] = new JsonObject { [LifecycleTags.By] = ReleaseTags.Short(options.By ?? options.RunId) },
            ["identity"] = new JsonObject
            {
                ["type"] = "UserAssigned",
                ["userAssignedIdentities"] = new JsonObject { [identity] = new JsonObject() },
            },
            ["properties"] = properties,
        };
    }

    private string Id(string name) => string.Create(CultureInfo.InvariantCulture,
        $"{environment.ResourceGroupId}/providers/Microsoft.ContainerInstance/containerGroups/{name}");
}
