using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A resource that is being shown.</summary>
/// <param name="Cloud">The cloud around it.</param>
/// <param name="Stored">The resource.</param>
/// <param name="Shown">What a GET shows of it, to be changed.</param>
internal sealed record ShowContext(CloudContext Cloud, StoredResource Stored, JsonObject Shown);
