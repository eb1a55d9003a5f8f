using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>
/// The tag that says on which versions of its data a run works: the registered data assets among its inputs, as in
/// <c>readings:0f3a</c>. A run that new data starts has the same tag, from the workflow that starts it.
/// </summary>
/// <param name="data">The data assets.</param>
/// <param name="location">Where the run is described.</param>
internal sealed class DataVersionsLink(IReadOnlyList<AssetLink> data, SourceLocation location) : Link(location)
{
    /// <summary>Name of the tag.</summary>
    public const string Tag = "dataVersion";

    public override JsonNode? Resolve(LinkTargets targets)
    {
        var versions = data.Select(link => link.NameAndVersion(targets)).OfType<string>();
        var text = string.Join(", ", versions.Distinct().Order(StringComparer.Ordinal));
        return text.Length > 0 ? text : null;
    }
}
