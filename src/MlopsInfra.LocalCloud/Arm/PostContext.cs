using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A POST action.</summary>
/// <param name="Cloud">The cloud around it.</param>
/// <param name="Id">The resource it is asked of.</param>
/// <param name="Existing">The resource.</param>
/// <param name="Action">The action, in the case it was asked in.</param>
/// <param name="Body">The body; null if there is none.</param>
internal sealed record PostContext(CloudContext Cloud, ResourceId Id, StoredResource Existing, string Action, JsonNode? Body)
{
    /// <summary>Whether it is this action.</summary>
    public bool Is(string action) => Action.Equals(action, StringComparison.OrdinalIgnoreCase);
}
