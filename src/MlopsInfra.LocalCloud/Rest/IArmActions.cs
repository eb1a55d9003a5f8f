using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// POST actions that need more than the stored resource, such as a long-running answer. Services register theirs.
/// </summary>
internal interface IArmActions
{
    /// <summary>Answers the action; false if it is none of these. The caller has the right to it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body; null if there is none.</param>
    Task<bool> TryHandleAsync(ArmRequest request, JsonNode? body);
}
