using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>The <c>If-Match</c> of a request.</summary>
internal static class Preconditions
{
    /// <summary>Refuses a request whose condition does not hold.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="existing">What is there; null if nothing is.</param>
    /// <param name="options">The request.</param>
    /// <exception cref="ArmException">412 <c>PreconditionFailed</c>.</exception>
    public static void Check(CloudContext cloud, StoredResource? existing, ArmRequestOptions options)
    {
        // An empty condition is none.
        if (options.IfMatch is not { Length: > 0 } wanted) return;
        var etag = existing is null ? null : Views.Written(cloud, existing).Text("etag");
        if (existing is not null && (wanted == "*" || wanted == etag)) return;
        throw new ArmException(412, "PreconditionFailed", $"The condition '{wanted}' of the If-Match header does not hold.");
    }
}
