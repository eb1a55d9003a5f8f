namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>Where artifacts are, in the words of Azure's artifact service.</summary>
/// <param name="Origin">Who made them: <c>ExperimentRun</c> or <c>LocalUpload</c>.</param>
/// <param name="Container">As in <c>dcid.RUN</c>.</param>
/// <param name="Path">A file or folder in it; empty for all of it.</param>
internal sealed record ArtifactPlace(string Origin, string Container, string Path)
{
    /// <summary>The origin of what runs write.</summary>
    public const string ExperimentRun = "ExperimentRun";

    private const string RunPrefix = "dcid.";

    /// <summary>The artifacts of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">A file or folder; empty for all.</param>
    public static ArtifactPlace OfRun(string run, string path = "") => new(ExperimentRun, RunPrefix + run, path);

    /// <summary>The run; null where no run made them.</summary>
    public string? RunId => Origin == ExperimentRun && Container.StartsWith(RunPrefix, StringComparison.Ordinal)
        ? Container[RunPrefix.Length..] : null;

    /// <summary>The blob of a file, or the prefix of a folder's blobs, in the container <c>azureml</c>.</summary>
    public string Blob => Path.Length == 0 ? $"{Origin}/{Container}" : $"{Origin}/{Container}/{Path}";

    /// <summary>What is below it.</summary>
    public ArtifactPlace Below(string path) => path.Length == 0 ? this
        : this with { Path = Path.Length == 0 ? path : $"{Path}/{path}" };
}
