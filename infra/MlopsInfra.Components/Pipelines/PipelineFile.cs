namespace MlopsInfra.Components;

/// <summary>A pipeline of Azure Pipelines: a file in <c>pipelines/azure-devops</c>.</summary>
/// <param name="Name">The file's name without its ending, and the pipeline's.</param>
public sealed record PipelineFile(string Name)
{
    /// <summary>Builds and tests.</summary>
    public static PipelineFile Ci { get; } = new("ci") { RunsOnPullRequests = true };

    /// <summary>Shows what a pull request changes, without credentials.</summary>
    public static PipelineFile Preview { get; } = new("preview") { RunsOnPullRequests = true };

    /// <summary><c>pulumi preview</c> of a pull request, with dev's identity.</summary>
    public static PipelineFile PulumiPreview { get; } = new("pulumi-preview") { SignsInToDeploy = true };

    /// <summary>Deploys the infrastructure and publishes the training pipeline.</summary>
    public static PipelineFile Infrastructure { get; } =
        new("infrastructure") { SignsInToDeploy = true, SignsInToPublish = true };

    /// <summary>Publishes the training pipeline.</summary>
    public static PipelineFile Training { get; } = new("training") { SignsInToPublish = true };

    /// <summary>Trains a model, and takes it to QA and production.</summary>
    public static PipelineFile Model { get; } = new("model") { SignsInToRelease = true };

    /// <summary>Packs and pushes the library.</summary>
    public static PipelineFile Release { get; } = new("release");

    /// <summary>Every pipeline.</summary>
    public static IReadOnlyList<PipelineFile> All { get; } = 
        [Ci, Preview, PulumiPreview, Infrastructure, Training, Model, Release];

    /// <summary>Where it is in the repository.</summary>
    public string Path => $"pipelines/azure-devops/{Name}.yml";

    /// <summary>Whether every pull request runs it, those from forks included.</summary>
    public bool RunsOnPullRequests { get; init; }

    /// <summary>Whether it uses the service connection that deploys, and the variables that go with it.</summary>
    public bool SignsInToDeploy { get; init; }

    /// <summary>
    /// Whether it uses the service connection that publishes, with the variables, from jobs of the environment.
    /// </summary>
    public bool SignsInToPublish { get; init; }

    /// <summary>
    /// Whether it uses the service connection that releases models, with the variables, from jobs of the environment and others.
    /// </summary>
    public bool SignsInToRelease { get; init; }

    /// <summary>Whether it signs in to Azure at all.</summary>
    internal bool SignsIn => SignsInToDeploy || SignsInToPublish || SignsInToRelease;
}
