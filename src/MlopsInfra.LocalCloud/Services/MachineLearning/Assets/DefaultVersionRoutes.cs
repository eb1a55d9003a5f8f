using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>
/// <c>components/NAME/versions/azureml_default</c>: what Microsoft's client asks for where nobody says a version. It is the
/// newest one, as long as nobody chooses another.
/// </summary>
internal sealed class DefaultVersionRoutes(CloudContext cloud, IResourceManager resources, ResourceView view) : IArmRoutes
{
    private const string Name = "azureml_default";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is not { Rest.Method: "GET", Target: { Kind: TargetKind.Resource, Id: { } id } }
            || id.Type != $"{WorkspaceResource.TypeName}/components/versions" || id.Name != Name) return false;
        RequestChecks.RequireType(cloud, id.Type, request.ApiVersion);
        RequestChecks.RequireRight(cloud.Access, request.Principal, id, $"{id.Type}/read");
        var newest = WorkspaceAssets.Require(id, resources).Versions("components", id.Parent!.Name)
            .FirstOrDefault(version => version.Flag("properties.isArchived") != true);
        await request.Rest.AnswerAsync(200, newest is null ? throw MachineLearningErrors.NotFound(id)!
            : view.Show(request.Rest, ResourceId.Parse(newest["id"].AsText()!), newest));
        return true;
    }
}
