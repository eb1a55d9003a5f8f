using Azure;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>Reads what containers print.</summary>
internal static class GroupLog
{
    /// <summary>The last lines; none where there is no log.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="group">ARM id of the container group.</param>
    /// <param name="container">Name of the container.</param>
    /// <param name="lines">How many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(LifecycleEnvironment environment, string group, string container,
        int lines, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await environment.Arm.FindAsync(environment.Arm.Url(
                $"{group}/containers/{container}/logs?tail={lines}", ApiVersions.ContainerInstance), cancellationToken);
            return LogTail.Of((string?)answer?["content"], lines);
        }
        catch (RequestFailedException exception)
        {
            // Azure has no log of a container that never started.
            return [$"(no log: {exception.Message.ReplaceLineEndings("\n").Split('\n')[0]})"];
        }
    }
}
