using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>A pipeline that is published in an environment: the one behind the training endpoint, or one by its name.</summary>
/// <param name="Endpoint">Name of the batch endpoint; null for a pipeline that was asked for by its name.</param>
/// <param name="Deployment">Name of its default deployment; null with the endpoint.</param>
/// <param name="ComponentId">Id of the pipeline component.</param>
public sealed record TrainingPipeline(string? Endpoint, string? Deployment, string ComponentId)
{
    /// <summary>Its inputs.</summary>
    public required IReadOnlyList<InputPort> Inputs { get; init; }

    /// <summary>Its outputs: names and types.</summary>
    public required IReadOnlyDictionary<string, string> Outputs { get; init; }

    /// <summary>What the deployment, or a schedule, says that a run is to be given, by input.</summary>
    public required IReadOnlyDictionary<string, string> Given { get; init; }

    /// <summary>The settings of the deployment, or of the schedule, for a job: compute, datastore, what happens on
    /// failure.</summary>
    internal JsonObject Settings { get; init; } = [];

    /// <summary>The component, <c>NAME:VERSION</c>; its whole id where it is a registry's.</summary>
    public string Code => NameOf(ComponentId);

    /// <summary>The inputs that a component's specification declares.</summary>
    /// <param name="specification">The specification; null where it can't be had.</param>
    internal static IReadOnlyList<InputPort> InputsOf(JsonNode? specification) =>
        [.. (specification?["inputs"] as JsonObject ?? []).Select(port => InputPort.Of(port.Key, port.Value))];

    /// <summary>The outputs that a component's specification declares: names and types.</summary>
    /// <param name="specification">The specification; null where it can't be had.</param>
    internal static IReadOnlyDictionary<string, string> OutputsOf(JsonNode? specification) =>
        (specification?["outputs"] as JsonObject ?? []).ToDictionary(
            port => port.Key, port => port.Value?["type"]?.ToString() ?? "uri_folder", StringComparer.Ordinal);

    /// <summary>Name and version of an asset that an ARM id names; any other id as it is.</summary>
    /// <param name="id">The id.</param>
    internal static string NameOf(string id) =>
        id.StartsWith('/') && id.Split('/') is [.., var name, "versions", var version] ? $"{name}:{version}" : id;
}
