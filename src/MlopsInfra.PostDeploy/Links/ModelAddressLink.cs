using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>The address of a model in a datastore, which is sent with the workspace that has the datastore.</summary>
/// <param name="address">The address, as in <c>azureml://datastores/store/paths/model</c>.</param>
/// <param name="location">Where it is written.</param>
internal sealed class ModelAddressLink(string address, SourceLocation location) : Link(location)
{
    /// <summary>What the address of a datastore begins with.</summary>
    public const string Datastores = "azureml://datastores/";

    // A hash is the same in every workspace.
    public override JsonNode Resolve(LinkTargets targets) =>
        targets.WorkspaceId.Length > 0 ? UploadDatastore.InWorkspace(address, targets.WorkspaceId) : address;
}
