using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online.Collection;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>The process of a deployment, ready to be started.</summary>
/// <param name="Plan">The deployment.</param>
/// <param name="Folder">Its own folder.</param>
/// <param name="CommandAt">The command that serves at a port.</param>
/// <param name="Port">The port that it has to listen at; null for any.</param>
/// <param name="LivenessPath">What the liveness probe asks.</param>
/// <param name="ReadinessPath">What the readiness probe asks.</param>
/// <param name="Environment">Its environment, without what depends on the port.</param>
/// <param name="Identity">The tokens of its endpoint's identity.</param>
/// <param name="Log">Its output.</param>
internal sealed record ModelServer(DeploymentPlan Plan, string Folder, Func<int, IReadOnlyList<string>> CommandAt, int? Port,
    string LivenessPath, string ReadinessPath, IReadOnlyDictionary<string, string> Environment, IdentityGrant Identity,
    WorkloadLog Log)
{
    /// <summary>The image of its container; null for a process.</summary>
    public string? Image { get; init; }

    /// <summary>The folders that it reads besides its own.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>The agent that takes what it collects; null where it collects nothing.</summary>
    public CollectionAgent? Agent { get; init; }

    /// <summary>What is to be executed, at a port.</summary>
    public WorkloadSpec At(int port) => new()
    {
        Name = $"deployment '{Plan.Endpoint.Name}/{Plan.Id.Name}'",
        Command = CommandAt(port),
        Folder = Folder,
        Environment = Environment,
        Log = Log,
        Image = Image,
        Folders = Folders,
        Grace = WorkloadSpec.GraceOfServer,
    };
}
