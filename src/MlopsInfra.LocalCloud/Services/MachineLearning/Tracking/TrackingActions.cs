namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>
/// What Azure's roles allow of MLflow: the actions of the resource provider that AzureML Data Scientist has and others don't.
/// </summary>
internal static class TrackingActions
{
    public const string ReadExperiments = Workspace + "experiments/read";
    public const string WriteExperiments = Workspace + "experiments/write";
    public const string DeleteExperiments = Workspace + "experiments/delete";
    public const string ReadRuns = Workspace + "experiments/runs/read";
    public const string WriteRuns = Workspace + "experiments/runs/write";
    public const string WriteMetrics = Workspace + "metrics/resource/write";
    public const string ReadArtifacts = Workspace + "metadata/artifacts/read";
    public const string WriteArtifacts = Workspace + "metadata/artifacts/write";
    public const string ReadModels = Workspace + "models/read";
    public const string WriteModels = Workspace + "models/write";
    public const string DeleteModels = Workspace + "models/delete";
    public const string ReadVersions = Workspace + "models/versions/read";
    public const string WriteVersions = Workspace + "models/versions/write";
    public const string DeleteVersions = Workspace + "models/versions/delete";
    public const string ReadJobs = Workspace + "jobs/read";

    private const string Workspace = WorkspaceResource.TypeName + "/";
}
