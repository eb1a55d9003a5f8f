using System.Text.Json;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.Policies;

namespace MlopsInfra.Review.Security;

/// <summary>The resources of a stack as the security baseline is asked about them.</summary>
public static class DeclaredState
{
    // Whatever depth a state may have, and what its resources stand in.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    /// <summary>The declared resources of a stack, as the rules read them.</summary>
    /// <param name="snapshot">The stack.</param>
    public static IReadOnlyList<DeclaredResource> Of(StackSnapshot snapshot)
    {
        using var stream = new MemoryStream();
        StateExport.Write(stream, snapshot.CloudResources);
        var json = JsonElement.Parse(stream.GetBuffer().AsSpan(0, (int)stream.Length), Deep);
        return [.. json.GetProperty("deployment").GetProperty("resources").EnumerateArray().Select(DeclaredResource.FromState)];
    }
}
