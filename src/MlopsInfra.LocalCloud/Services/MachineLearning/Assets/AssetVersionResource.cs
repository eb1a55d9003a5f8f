using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>A version of an asset. Its container comes into being with the first one, in the same change.</summary>
/// <param name="collection">The asset's type below the workspace, as in <c>components</c>.</param>
/// <param name="name">What an asset is called in refusals, as in <c>Component</c>.</param>
internal abstract class AssetVersionResource(string collection, string name) : MachineLearningResource($"{collection}/versions")
{
    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = MachineLearningNames.Asset($"{name} version");

    /// <inheritdoc/>
    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written)
    {
        var container = put.Id.Parent!;
        if (put.Cloud.Store.Find(container.Value) is not null) yield break;
        var properties = new JsonObject();
        // All versions of a data asset have one type, and its container says which.
        if (put.Body["properties"]?["dataType"] is { } dataType) properties["dataType"] = dataType.DeepClone();
        var first = put with
        {
            Id = container,
            Schema = put.Cloud.Catalog.FindByArmType(container.Type)!,
            Body = new JsonObject { ["properties"] = properties },
            Existing = null,
        };
        var computed = new JsonObject();
        CommonOutputs.Complete(first, computed, written.ChangedOn, written.ChangedOn);
        yield return new StoreChange(container.Value, new StoredResource(container.Value, container.Type, first.Body, computed,
            written.ChangedOn, written.ChangedOn, []));
    }
}
