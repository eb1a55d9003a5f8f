using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Reading;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>
/// Data in a place that takes a text only: `az ml` writes type and address as Python shows a dictionary, and Azure reads that.
/// </summary>
/// <param name="content">Type and address, with links.</param>
/// <param name="location">Where it is written.</param>
internal sealed class PythonTextLink(JsonObject content, SourceLocation location) : Link(location)
{
    public override IEnumerable<Link> Inner => Wire.Links(content);

    public override JsonNode Resolve(LinkTargets targets) => PythonText.Repr(Wire.Resolve(content, targets));
}
