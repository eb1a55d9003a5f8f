using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;

/// <summary>What Resource Manager shows of a run.</summary>
internal static class RunView
{
    /// <summary>Shows a run.</summary>
    /// <param name="registry">Its registry.</param>
    /// <param name="run">The run.</param>
    /// <param name="status">The status to be shown.</param>
    public static JsonObject Of(RegistryRef registry, ImageRun run, string status)
    {
        var isDone = run with { Status = status } is { IsDone: true };
        return new JsonObject
        {
            ["id"] = $"{registry.Id}/runs/{run.Id}",
            ["name"] = run.Id,
            ["type"] = RegistryRoutes.Runs,
            ["properties"] = new JsonObject
            {
                ["runId"] = run.Id,
                ["status"] = status,
                ["lastUpdatedTime"] = ((isDone ? run.Finished : null) ?? run.Created).ToString("O"),
                ["runType"] = "QuickBuild",
                ["createTime"] = run.Created.ToString("O"),
                ["startTime"] = run.Created.ToString("O"),
                ["finishTime"] = isDone ? (run.Finished ?? run.Created).ToString("O") : null,
                ["outputImages"] = new JsonArray([.. (isDone ? run.Images : []).Select(image => (JsonNode)new JsonObject
                {
                    ["registry"] = registry.LoginServer,
                    ["repository"] = image.Repository,
                    ["tag"] = image.Tag,
                    ["digest"] = image.Digest,
                })]),
                ["platform"] = new JsonObject { ["os"] = run.OperatingSystem, ["architecture"] = run.Architecture },
                ["agentConfiguration"] = new JsonObject { ["cpu"] = 2 },
                ["runErrorMessage"] = isDone ? run.Error : null,
                ["provisioningState"] =
                    isDone && status != "Succeeded" ? status == "Canceled" ? "Canceled" : "Failed" : "Succeeded",
                ["isArchiveEnabled"] = false,
            },
        };
    }
}
