using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A PUT (or a PATCH, already merged) that is being checked.</summary>
/// <param name="Cloud">The cloud around it.</param>
/// <param name="Id">What it writes.</param>
/// <param name="Schema">The type.</param>
/// <param name="Body">The body, valid by the schema, without nulls.</param>
/// <param name="Existing">What is there already; null for a new resource.</param>
/// <param name="Options">Query and who asks.</param>
internal sealed record PutContext(
    CloudContext Cloud, ResourceId Id, ResourceSchema Schema, JsonObject Body, StoredResource? Existing,
    ArmRequestOptions Options)
{
    /// <summary>Whether the resource is new.</summary>
    public bool IsNew => Existing is null;

    /// <summary>The resource's region without spaces and in lower case; empty if it has none.</summary>
    public string Location => Regions.Normalize(Body["location"]?.GetValue<string>() ?? "");

    /// <summary>The others of its type with the same parent.</summary>
    public IEnumerable<StoredResource> Siblings =>
        Cloud.Store.Children(Id.Parent!.Value).Where(other => other.Type == Id.Type && IsAnother(other));

    /// <summary>The others of its type, wherever they are.</summary>
    public IEnumerable<StoredResource> OthersOfType => Cloud.Store.OfType(Id.Type).Where(IsAnother);

    /// <summary>Whether a resource is another one than that which is put.</summary>
    /// <param name="other">The resource.</param>
    public bool IsAnother(StoredResource other) => !other.Key.Equals(Id.Value, StringComparison.OrdinalIgnoreCase);
}
