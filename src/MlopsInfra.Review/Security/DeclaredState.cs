using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Policies;

namespace MlopsInfra.Review.Security;

/// <summary>The resources of a stack as the security baseline is asked about them.</summary>
public static class DeclaredState
{
    /// <summary>The declared resources of a stack, as the rules read them.</summary>
    /// <param name="snapshot">The stack.</param>
    public static IReadOnlyList<DeclaredResource> Of(StackSnapshot snapshot)
    {
        using var stream = new MemoryStream();
        StateExport.Write(stream, snapshot.CloudResources);
        var resources = StrictJson.Read(stream.GetBuffer().AsMemory(0, (int)stream.Length),
            json => json.GetProperty("deployment").GetProperty("resources").Clone(), StateExport.MaxDepth);
        return [.. resources.EnumerateArray().Select(DeclaredResource.FromState)];
    }
}
