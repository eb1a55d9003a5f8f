using System.Text.Json.Nodes;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Targets;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Jobs;

/// <summary>The logs of a stack on the local cloud.</summary>
internal sealed class LogSource : IAsyncDisposable
{
    private const string Containers = "?api-version=2025-09-01";
    private const string Deployments = "?api-version=2025-12-01";

    private readonly StackQueries _stack;
    private readonly BlobText _blobs;

    private LogSource(StackQueries stack, RunHistory history)
    {
        (_stack, _blobs, History) = (stack, new BlobText(stack.Connection), history);
    }

    /// <summary>The jobs.</summary>
    public RunHistory History { get; }

    /// <summary>Opens it.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<LogSource> OpenAsync(StackSettings settings, CancellationToken cancellationToken)
    {
        var stack = await StackQueries.OpenAsync(settings, cancellationToken);
        try
        {
            return new LogSource(stack, await RunHistory.OpenAsync(stack.Arm, stack.Workspace, cancellationToken));
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
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
            var (container, deployment) = ($"{_stack.Group}/providers/Microsoft.ContainerInstance/containerGroups/{owner}",
                $"{_stack.Workspace}/onlineEndpoints/{owner}/deployments/{part}");
            if (await _stack.Arm.ExistsAsync(container + Containers, cancellationToken))
                return Content(await _stack.Arm.GetAsync($"{container}/containers/{part}/logs{Containers}", cancellationToken));
            if (await _stack.Arm.ExistsAsync(deployment + Deployments, cancellationToken))
                return Content(await _stack.Arm.PostAsync($"{deployment}/getLogs{Deployments}",
                    new JsonObject { ["containerType"] = "InferenceServer", ["tail"] = 10_000 }, cancellationToken));
        }

        throw NoSuch(name, "job, container or online deployment");
    }

    /// <summary>The error for a name that there is nothing of.</summary>
    public static CliException NoSuch(string name, string what) => new(ExitCode.Failed, "NotFound",
        $"There is no {what} '{name}' on the local cloud. 'mlops local jobs' and 'mlops local endpoints' list what there is.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stack.DisposeAsync();

    private async Task<string> OfJobAsync(string name, string job, CancellationToken cancellationToken)
    {
        var logs = await History.LogsAsync(job, cancellationToken);
        if (logs.Count == 0) throw await History.NothingPrintedAsync(name, job, cancellationToken);
        return string.Join('\n', await Task.WhenAll(logs.Select(log => _blobs.ReadAsync(log.Address, cancellationToken))));
    }

    private static string Content(JsonNode answer) => (string?)answer["content"] ?? "";
}
