using System.Text.Json.Nodes;
using MlopsInfra.Cli.Cloud;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Targets;

namespace MlopsInfra.Cli.Jobs;

/// <summary>The logs of a stack on the local cloud.</summary>
internal sealed class LogSource : IAsyncDisposable
{
    private const string Containers = "?api-version=2025-09-01";
    private const string Deployments = "?api-version=2025-12-01";

    private readonly AzureTarget _target;
    private readonly ArmQueries _arm;
    private readonly BlobText _blobs;
    private readonly string _group;
    private readonly string _workspace;

    private LogSource(AzureTarget target, ArmQueries arm, BlobText blobs, string group, string workspace, RunHistory history)
    {
        (_target, _arm, _blobs, _group, _workspace) = (target, arm, blobs, group, workspace);
        History = history;
    }

    /// <summary>The jobs.</summary>
    public RunHistory History { get; }

    /// <summary>Opens it.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<LogSource> OpenAsync(StackSettings settings, CancellationToken cancellationToken)
    {
        var target = AzureTarget.For(isLocal: true, LocalStacks.Open(settings));
        var outputs = await target.ReadOutputsAsync(null, cancellationToken);
        var connection = await target.ConnectAsync(cancellationToken);
        var arm = new ArmQueries(connection);
        var group = $"/subscriptions/{outputs.SubscriptionId}/resourceGroups/{outputs.ResourceGroupName}";
        var workspace = $"{group}/providers/Microsoft.MachineLearningServices/workspaces/{outputs.WorkspaceName}";
        return new LogSource(target, arm, new BlobText(connection), group, workspace,
            await RunHistory.OpenAsync(arm, workspace, cancellationToken));
    }

    /// <summary>The log of a job, a step, a container or a deployment.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">There is none of this name.</exception>
    public async Task<string> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var parts = name.Split('/');
        if (parts.Any(part => part.Length == 0)) throw NoSuch(name, "log");
        if (await History.FindAsync(parts, cancellationToken) is { } job) return await OfJobAsync(name, job, cancellationToken);
        if (parts is [var owner, var part])
        {
            var (container, deployment) = ($"{_group}/providers/Microsoft.ContainerInstance/containerGroups/{owner}",
                $"{_workspace}/onlineEndpoints/{owner}/deployments/{part}");
            if (await _arm.ExistsAsync(container + Containers, cancellationToken))
                return Content(await _arm.GetAsync($"{container}/containers/{part}/logs{Containers}", cancellationToken));
            if (await _arm.ExistsAsync(deployment + Deployments, cancellationToken))
                return Content(await _arm.PostAsync($"{deployment}/getLogs{Deployments}",
                    new JsonObject { ["containerType"] = "InferenceServer", ["tail"] = 10_000 }, cancellationToken));
        }

        throw NoSuch(name, "job, container or online deployment");
    }

    /// <summary>The error for a name that there is nothing of.</summary>
    public static CliException NoSuch(string name, string what) => new(ExitCode.Failed, "NotFound",
        $"There is no {what} '{name}' on the local cloud. 'mlops local jobs' and 'mlops local endpoints' list what there is.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _target.DisposeAsync();

    private async Task<string> OfJobAsync(string name, string job, CancellationToken cancellationToken)
    {
        var logs = await History.LogsAsync(job, cancellationToken);
        if (logs.Count == 0) throw await History.NothingPrintedAsync(name, job, cancellationToken);
        return string.Join('\n', await Task.WhenAll(logs.Select(log => _blobs.ReadAsync(log.Address, cancellationToken))));
    }

    private static string Content(JsonNode answer) => (string?)answer["content"] ?? "";
}
