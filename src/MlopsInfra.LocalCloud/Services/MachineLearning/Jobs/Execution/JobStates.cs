using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Writes how far a job is into its resource.</summary>
internal sealed class JobStates(ResourceManager resources, RunStatusLog log)
{
    private const string ErrorProperty = "localcloud.error";

    /// <summary>Moves a job on. What has ended stays as it ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="status">The status.</param>
    /// <param name="error">Why it failed. Azure keeps the reason in the run's history; the job shows it here, too.</param>
    /// <param name="change">Changes more of its <c>properties</c>; null for nothing more.</param>
    /// <returns>False for a job that has ended, or is gone.</returns>
    public async Task<bool> MoveAsync(ResourceId job, string status, string? error = null, Action<JsonObject>? change = null)
    {
        var moved = false;
        try
        {
            await resources.ChangeAsServiceAsync(
                job,
                body =>
                {
                    var changed = body.DeepClone().AsObject();
                    var properties = changed["properties"]!.AsObject();
                    moved = !JobStatus.IsTerminal(properties["status"].AsText() ?? "");
                    if (!moved) return changed;
                    properties["status"] = status;
                    if (error is not null)
                    {
                        if (properties["properties"] is not JsonObject more) properties["properties"] = more = [];
                        more[ErrorProperty] = error;
                    }

                    change?.Invoke(properties);
                    return changed;
                },
                CancellationToken.None);
        }
        catch (ArmException exception) when (exception.Status == 404)
        {
            // It was deleted while it ran.
            return false;
        }

        if (moved) log.Write(job, status, error);
        return moved;
    }

    /// <summary>Writes the job of a step.</summary>
    public async Task CreateAsync(ResourceId job, JsonObject properties) => await resources.PutAsync(job,
        new JsonObject { ["properties"] = properties }, new ArmRequestOptions(AsService: true), CancellationToken.None);
}
