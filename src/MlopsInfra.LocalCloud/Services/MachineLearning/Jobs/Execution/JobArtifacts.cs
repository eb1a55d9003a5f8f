using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Where the files of jobs are that are no outputs: their logs, and what they log as artifacts.</summary>
internal static partial class JobArtifacts
{
    /// <summary>The container in the workspace's storage account.</summary>
    public const string Container = "azureml";

    /// <summary>The datastore that leads to it.</summary>
    public const string Datastore = "workspaceartifactstore";

    /// <summary>What a command printed.</summary>
    public const string CommandLog = "user_logs/std_log.txt";

    /// <summary>What a pipeline did.</summary>
    public const string PipelineLog = "logs/azureml/executionlogs.txt";

    /// <summary>The folder of a job.</summary>
    /// <param name="job">The job's name.</param>
    public static string FolderOf(string job) => ArtifactPlace.OfRun(job).Blob;

    /// <summary>The path in the datastore that an address of a job's artifacts means; null for other addresses.</summary>
    /// <param name="uri">The address, as in <c>azureml://jobs/train-7f3a/outputs/artifacts/paths/model</c>.</param>
    public static string? InDatastore(string uri) => Artifacts().Match(uri) is { Success: true } match
        ? $"azureml://datastores/{Datastore}/paths/{FolderOf(match.Groups["job"].Value)}{match.Groups["path"].Value}" : null;

    [GeneratedRegex(@"\Aazureml://jobs/(?<job>[^/]+)/outputs/artifacts/paths(?<path>/.*)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Artifacts();
}
