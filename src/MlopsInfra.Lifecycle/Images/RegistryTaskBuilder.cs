using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Images;

/// <summary>Builds by a task of the container registry: nothing is needed on the machine.</summary>
/// <param name="environment">The environment of the registry.</param>
internal sealed class RegistryTaskBuilder(LifecycleEnvironment environment) : IImageBuilder
{
    private const int LogLines = 20;
    private const int TimeoutSeconds = 3600;
    private static readonly string[] Ends = ["Succeeded", "Failed", "Canceled", "Error", "Timeout"];

    /// <inheritdoc/>
    public string Place => $"by a task of {environment.Outputs.RegistryName}";

    /// <inheritdoc/>
    public async Task<ScoringImage> BuildAsync(BuildContext context, string repository, CancellationToken cancellationToken)
    {
        try
        {
            return await ScheduleAsync(context, repository, cancellationToken);
        }
        catch (RequestFailedException exception) when (ArmError.Of(exception) is { Code: "TasksOperationsNotAllowed" } error)
        {
            throw new LifecycleException(error.Code,
                $"The registry {environment.Outputs.RegistryName} takes no build tasks ({error.Message}): Azure keeps free, "
                    + "student, benefit and some other subscriptions from them, and no role helps. Build on this machine with "
                    + "--builder docker.", exception);
        }
    }

    private async Task<ScoringImage> ScheduleAsync(BuildContext context, string repository, CancellationToken cancellationToken)
    {
        var upload = await PostAsync("listBuildSourceUploadUrl", null, cancellationToken);
        var options = ClientSetup.Configure(new BlobClientOptions(), environment.Connection, environment.Waiting);
        await new BlobClient(new Uri((string)upload["uploadUrl"]!), options)
            .UploadAsync(context.Pack(), overwrite: true, cancellationToken);
        var run = await PostAsync("scheduleRun", new JsonObject
        {
            ["type"] = "DockerBuildRequest",
            ["sourceLocation"] = (string)upload["relativePath"]!,
            ["dockerFilePath"] = BuildContext.Dockerfile,
            ["imageNames"] = new JsonArray($"{repository}:{context.Tag}"),
            ["isPushEnabled"] = true,
            ["noCache"] = false,
            ["platform"] = new JsonObject { ["os"] = "Linux", ["architecture"] = "amd64" },
            ["agentConfiguration"] = new JsonObject { ["cpu"] = 2 },
            ["timeout"] = TimeoutSeconds,
            ["arguments"] = new JsonArray([.. context.Arguments.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each =>
                (JsonNode)new JsonObject { ["name"] = each.Key, ["value"] = each.Value, ["isSecret"] = false })]),
        }, cancellationToken);
        return await WaitAsync((string)run["properties"]!["runId"]!, repository, context.Tag, cancellationToken);
    }

    private async Task<ScoringImage> WaitAsync(string run, string repository, string tag, CancellationToken cancellationToken)
    {
        var polls = new PollDelay(environment.Connection.PollDelay, environment.Connection.PollLimit);
        for (var look = 1; ; look++)
        {
            var shown = await environment.Arm.FindAsync(Url($"runs/{run}"), cancellationToken)
                ?? throw new LifecycleException("BuildRunNotFound", $"The build run {run} is gone.");
            var properties = shown["properties"]!;
            var status = (string?)properties["status"];
            if (!Ends.Contains(status))
            {
                await Task.Delay(polls.GetNextDelay(null!, look), cancellationToken);
                continue;
            }

            var digest = (properties["outputImages"] as JsonArray ?? []).Where(image => (string?)image!["tag"] == tag)
                .Select(image => (string?)image!["digest"]).FirstOrDefault();
            if (status == "Succeeded" && digest is not null) return new ScoringImage(repository, tag, digest);
            throw new LifecycleException("ImageBuildFailed",
                $"The build run {run} of {repository}:{tag} in {environment.Outputs.RegistryName} ended as {status}: "
                    + $"{(string?)properties["runErrorMessage"] ?? "no reason is given"}")
            { Log = await LogAsync(run, cancellationToken) };
        }
    }

    private async Task<IReadOnlyList<string>> LogAsync(string run, CancellationToken cancellationToken)
    {
        try
        {
            var link = (string)(await PostAsync($"runs/{run}/listLogSasUrl", null, cancellationToken))["logLink"]!;
            var options = ClientSetup.Configure(new BlobClientOptions(), environment.Connection, environment.Waiting);
            var log = await new BlobClient(new Uri(link), options).DownloadContentAsync(cancellationToken);
            return LogTail.Of(log.Value.Content.ToString(), LogLines);
        }
        catch (RequestFailedException exception)
        {
            return [$"(its log can't be read: {ArmError.Of(exception).Message})"];
        }
    }

    private async Task<JsonObject> PostAsync(string action, JsonObject? body, CancellationToken cancellationToken)
    {
        var (_, answer) = await environment.Arm.SendAsync(RequestMethod.Post, Url(action), body, cancellationToken);
        return answer ?? throw new LifecycleException("NoAnswer", $"The registry answered '{action}' with nothing.");
    }

    private Uri Url(string path) => environment.Arm.Url($"{environment.RegistryId}/{path}", ApiVersions.RegistryTasks);
}
