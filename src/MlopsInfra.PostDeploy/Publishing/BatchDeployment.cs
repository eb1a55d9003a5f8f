using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>What is deployed to the batch endpoint: a pipeline, or a model.</summary>
/// <param name="Name">The name in its file; the hash of the content is put behind it.</param>
/// <param name="OwnerTag">The tag that marks the deployments that publishing made: only those are ever pruned.</param>
/// <param name="Owner">The value of that tag: what stays the same when the content changes.</param>
/// <param name="Content">The body of the PUT, with links.</param>
internal sealed record BatchDeployment(string Name, string OwnerTag, string Owner, JsonObject Content)
{
    /// <summary>Marks deployments of a model. The value is the name in the file.</summary>
    public const string ModelTag = "mlops-deployment";

    /// <summary>The deployment of a model.</summary>
    /// <param name="definition">What its file says.</param>
    /// <param name="location">The region.</param>
    public static BatchDeployment Of(ModelDeploymentDefinition definition, string location)
    {
        var content = (JsonObject)Links.Wire.Copy(definition.Content)!;
        content["location"] = location;
        content["tags"]![ModelTag] = definition.Name;
        return new BatchDeployment(definition.Name, ModelTag, definition.Name, content);
    }
}
