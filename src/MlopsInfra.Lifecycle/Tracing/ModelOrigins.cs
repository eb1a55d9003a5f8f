using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>Follows a model that came from another workspace back to where it was trained.</summary>
/// <param name="environment">The environment that it is asked for in.</param>
internal sealed class ModelOrigins(LifecycleEnvironment environment)
{
    // dev, qa, prod: more stations than that are a circle.
    private const int MostStations = 10;

    /// <summary>The versions that it is a copy of, up to the first one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The versions, and why the way ends before the first one; null where it does not.</returns>
    public async Task<(IReadOnlyList<ModelVersion> Origins, TraceLink? Missing)> OfAsync(ModelVersion model,
        CancellationToken cancellationToken)
    {
        var origins = new List<ModelVersion>();
        for (var last = model; last.Tag(LifecycleTags.From) is { } from && origins.Count < MostStations; last = origins[^1])
        {
            if (from.Split('/') is not [.., "models", var name, "versions", var version])
            {
                var names = $"the tag {LifecycleTags.From} of {last.Reference} names no model";
                return (origins, TraceLink.None(TraceKind.Model, names, from));
            }

            var reference = $"{name}:{version}";
            var (found, why) = await ReadAsync(from, name, cancellationToken);
            if (found is null) return (origins, TraceLink.None(TraceKind.Model, why!, $"{reference} in {WorkspaceOf(from)}"));
            origins.Add(found);
        }

        return (origins, null);
    }

    /// <summary>Name of the workspace that an id is in.</summary>
    /// <param name="id">The id.</param>
    public static string WorkspaceOf(string id) => WorkspaceIdOf(id).Split('/')[^1];

    /// <summary>ARM id of the workspace that an id is in.</summary>
    /// <param name="id">The id.</param>
    public static string WorkspaceIdOf(string id)
    {
        var parts = id.Split('/');
        var at = Array.FindIndex(parts, part => part.Equals("workspaces", StringComparison.OrdinalIgnoreCase));
        return at < 0 || at + 1 >= parts.Length ? id : string.Join('/', parts[..(at + 2)]);
    }

    private async Task<(ModelVersion? Found, string? Why)> ReadAsync(string id, string name, CancellationToken cancellationToken)
    {
        try
        {
            var shown = await environment.Arm.FindAsync(environment.Arm.Url(id, ApiVersions.MachineLearning), cancellationToken);
            return shown is null ? (null, "it is gone from that workspace") : (ModelVersion.Of(name, shown), null);
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, cancellationToken))
        {
            return (null, $"it can't be read ({ArmError.Of(exception).Code})");
        }
    }
}
