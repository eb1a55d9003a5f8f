using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.MachineLearning.Lists;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>
/// What workspaces do over REST besides: their lists are asked for a kind, and they show addresses that answer.
/// </summary>
internal sealed class WorkspaceRest : RestBehavior
{
    /// <inheritdoc/>
    public override bool Covers(ResourceType type) => type == WorkspaceResource.TypeName;

    /// <inheritdoc/>
    public override void Show(RestRequest request, ResourceId id, JsonObject shown) =>
        WorkspaceAddresses.Show(request, id, shown);

    /// <inheritdoc/>
    public override IReadOnlyList<JsonObject> Filter(ArmRequest request, IReadOnlyList<JsonObject> all) =>
        ListQuery.Apply(request.Rest, request.Target.Type, all);
}
