using System.Diagnostics;
using System.Globalization;
using MlopsInfra.Cli.ContinuousIntegration;
using MlopsInfra.Lifecycle.Releases;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>How commands that change what serves work, here and in CI systems.</summary>
internal static class Releasing
{
    private static readonly string Here = $"{Environment.UserName}@{Environment.MachineName}:".Replace(' ', '-');

    /// <summary>The options that do not depend on the command line.</summary>
    /// <param name="targets">What is worked on.</param>
    public static ReleaseOptions Options(LifecycleTargets targets)
    {
        var run = CiRun.Current.Metadata;
        return new ReleaseOptions
        {
            ScoringFolder = Path.Combine(targets.ProjectDirectory, "pipelines", "scoring"),
            RunId = run.Run?.Replace(' ', '-') ?? string.Create(CultureInfo.InvariantCulture, $"{Here}{Environment.ProcessId}"),
            By = run.Actor ?? Environment.UserName,
            // A local cloud in this process is nobody else's: whoever locked something there has ended.
            HasEnded = targets.EndsWithProcess ? _ => true : HasEnded,
            Pause = targets.IsLocal ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(5),
            Watch = targets.IsLocal ? TimeSpan.FromSeconds(3) : TimeSpan.FromMinutes(10),
        };
    }

    private static bool HasEnded(string holder)
    {
        if (!holder.StartsWith(Here, StringComparison.Ordinal)
            || !int.TryParse(holder[Here.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
