using System.Collections;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Resources as a GET shows them, each made when it is asked for: of a long list a page is looked at.</summary>
/// <param name="cloud">The cloud.</param>
/// <param name="resources">The resources.</param>
internal sealed class ShownList(CloudContext cloud, IReadOnlyList<StoredResource> resources) : IReadOnlyList<JsonObject>
{
    /// <inheritdoc/>
    public int Count => resources.Count;

    /// <inheritdoc/>
    public JsonObject this[int index] => Views.Shown(cloud, resources[index]);

    /// <inheritdoc/>
    public IEnumerator<JsonObject> GetEnumerator() =>
        resources.Select(resource => Views.Shown(cloud, resource)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
