using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>
/// A resource type in a workspace: its rules, which are the same for programs and for requests, and what a GET adds.
/// </summary>
/// <param name="name">The type below the workspace, as in <c>components/versions</c>.</param>
internal abstract class MachineLearningResource(string name) : AzureResource($"{WorkspaceResource.TypeName}/{name}")
{
    /// <inheritdoc/>
    public override string InvalidValueCode { get; init; } = "UserError";

    /// <summary>
    /// Microsoft's client sends <c>"hash_version": 202208</c> of code and <c>"continue_on_step_failure": false</c> of a
    /// deployment, both texts by the OpenAPI document.
    /// </summary>
    public override bool ReadsLoosely { get; init; } = true;

    /// <inheritdoc/>
    public override string NewOperationName(ResourceId id, IResourceManager resources) => LongRunning?.Prefix is { } prefix
        ? $"{prefix}:{WorkspaceResource.GuidOf(WorkspaceResource.Of(id)!)}:{Guid.NewGuid()}"
        : base.NewOperationName(id, resources);

    /// <inheritdoc/>
    public sealed override void Normalize(PutContext put) => Normalize(new AssetWrite(put));

    /// <inheritdoc/>
    public override void CheckPut(PutContext put) => Check(new AssetWrite(put));

    /// <summary>Writes values in the form that the service keeps them in; what is wrong is left for the check.</summary>
    public virtual void Normalize(AssetWrite write)
    {
    }

    /// <summary>Refuses a PUT as Azure ML does.</summary>
    public virtual void Check(AssetWrite write)
    {
    }

    /// <summary>Adds what the service fills in.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="properties">Its properties, to be changed.</param>
    /// <param name="resource">The whole resource, to be changed.</param>
    /// <param name="workspace">Its workspace.</param>
    public abstract void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace);

    /// <summary>Operations as the service's front end has them.</summary>
    /// <param name="prefix">What their names begin with, as in <c>bebes</c>.</param>
    protected static LongRunningStyle Operations(string prefix) => new("mfeOperationsStatus", prefix, PutAnswersBody: true);

    protected static void Default(JsonObject properties, string name, JsonNode? value)
    {
        if (properties[name] is null) properties[name] = value;
    }

    protected static void ShowAsset(JsonObject properties)
    {
        Default(properties, "description", null);
        Default(properties, "tags", new JsonObject());
        Default(properties, "properties", new JsonObject());
        Default(properties, "isArchived", false);
        Default(properties, "isAnonymous", false);
        Default(properties, "provisioningState", "Succeeded");
    }
}
