using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>The training pipeline that is published in an environment.</summary>
/// <param name="Endpoint">Name of the batch endpoint.</param>
/// <param name="Deployment">Name of its default deployment.</param>
/// <param name="ComponentId">Id of the pipeline component that the deployment runs.</param>
public sealed record TrainingPipeline(string Endpoint, string Deployment, string ComponentId)
{
    /// <summary>Its inputs.</summary>
    public required IReadOnlyList<InputPort> Inputs { get; init; }

    /// <summary>Its outputs: names and types.</summary>
    public required IReadOnlyDictionary<string, string> Outputs { get; init; }

    /// <summary>What the deployment says that a run is to be given, by input.</summary>
    public required IReadOnlyDictionary<string, string> Given { get; init; }

    /// <summary>The deployment's settings for a job: compute, datastore, what happens on failure.</summary>
    internal JsonObject Settings { get; init; } = [];

    /// <summary>The component, <c>NAME:VERSION</c>; its whole id where it is a registry's.</summary>
    public string Code => NameOf(ComponentId);

    /// <summary>Name and version of an asset that an ARM id names; any other id as it is.</summary>
    /// <param name="id">The id.</param>
    internal static string NameOf(string id) =>
        id.StartsWith('/') && id.Split('/') is [.., var name, "versions", var version] ? $"{name}:{version}" : id;
}
