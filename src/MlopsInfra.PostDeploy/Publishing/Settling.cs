using Azure;
using MlopsInfra.PostDeploy.Arm;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>Waits for what an earlier run began.</summary>
/// <param name="workspace">The workspace.</param>
internal sealed class Settling(WorkspaceClient workspace)
{
    /// <summary>Whether a resource that is there is still being made or changed.</summary>
    /// <param name="state">Its provisioning state; null if it has none.</param>
    public static bool IsNeeded(string? state) => state is not (null or "Succeeded");

    /// <summary>Waits until Azure is done with a resource.</summary>
    /// <param name="path">Its path below the workspace.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>What is said for people.</returns>
    public async Task<string?> RunAsync(string path, CancellationToken cancellationToken)
    {
        for (var wait = TimeSpan.FromSeconds(0.5); ; wait = TimeSpan.FromSeconds(Math.Min(10, wait.TotalSeconds * 1.5)))
        {
            var found = await workspace.FindAsync(path, cancellationToken);
            var state = found?["properties"]?["provisioningState"]?.GetValue<string>();
            if (state is "Succeeded") return "begun by an earlier run";
            if (state is not ("Creating" or "Updating" or "Scaling"))
            {
                throw new RequestFailedException(0,
                    $"An earlier run began it, and it ended as '{state ?? "gone"}'. Publish again to write it anew.",
                    "EarlierRunFailed", null);
            }

            await Task.Delay(wait, cancellationToken);
        }
    }
}
