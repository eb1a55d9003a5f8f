using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.Storage;

/// <summary>The <c>$filter</c> of containers and shares, which is no filter of OData: what their names begin with.</summary>
internal sealed class ContainerFilter : IListFilter
{
    /// <inheritdoc/>
    public bool Covers(ResourceType type) => type == BlobContainerResource.TypeName || type == FileShareResource.TypeName;

    /// <inheritdoc/>
    public Func<JsonObject, bool> Compile(ArmRequest request)
    {
        var start = ListQuery.Filter(request.Rest) ?? "";
        return each => each.Text("name")?.StartsWith(start, StringComparison.OrdinalIgnoreCase) == true;
    }
}
