using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// What a resource type does besides what its schema says: refusals of its own, outputs that Azure computes, actions. All of it
/// runs while the store is held: no waiting in here.
/// </summary>
internal abstract class ResourceHooks
{
    /// <summary>Refuses what Azure refuses before it looks at the schema.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="body">The body as it was sent, with its nulls.</param>
    public virtual void CheckSent(ResourceId id, JsonObject body)
    {
    }

    /// <summary>Refuses a PATCH that the type does not take.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="patch">The changes.</param>
    public virtual void CheckPatch(ResourceId id, JsonObject patch)
    {
    }

    /// <summary>
    /// Writes values in the form that Azure keeps them in, so that the same PUT again changes nothing. It refuses nothing.
    /// </summary>
    public virtual void Normalize(PutContext put)
    {
    }

    /// <summary>
    /// JSON pointers of what Azure takes and never shows again, where only the body says which members those are.
    /// </summary>
    /// <param name="body">The body.</param>
    public virtual IEnumerable<string> SecretsIn(JsonObject body) => [];

    /// <summary>Refuses what Azure refuses of a body that fits its schema.</summary>
    public virtual void CheckPut(PutContext put)
    {
    }

    /// <summary>Adds what Azure computes to <paramref name="computed"/>, which is laid over the body in answers.</summary>
    public virtual void Complete(PutContext put, JsonObject computed)
    {
    }

    /// <summary>
    /// What a GET shows where nothing was written by this id, such as a role that is Azure's own. Default: nothing.
    /// </summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="id">The id.</param>
    public virtual JsonObject? FindUnwritten(CloudContext cloud, ResourceId id) => null;

    /// <summary>What else a PUT writes, such as the default children of a new resource.</summary>
    public virtual IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) => [];

    /// <summary>Refuses a DELETE that Azure refuses.</summary>
    public virtual void CheckDelete(DeleteContext delete)
    {
    }

    /// <summary>
    /// Refuses a program's deletion that goes through a data plane and its rights, where Resource Manager has no DELETE.
    /// </summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="id">What is to be deleted.</param>
    public virtual void CheckDataPlaneDelete(CloudContext cloud, ResourceId id)
    {
    }

    /// <summary>Refuses a private endpoint to a resource of the type, where not every one of them may have one.</summary>
    /// <param name="target">The resource.</param>
    public virtual void CheckPrivateEndpoint(StoredResource target)
    {
    }

    /// <summary>What becomes of the name of a deleted one; null where it is free at once.</summary>
    /// <param name="body">The body that it had.</param>
    public virtual SoftDeletion? SoftDeletionOf(JsonObject body) => null;

    /// <summary>What a DELETE leaves behind, such as a soft-deleted name.</summary>
    public virtual IEnumerable<StoreChange> Leaves(DeleteContext delete) => [];

    /// <summary>Answers a POST action.</summary>
    /// <param name="post">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>Whether the type has this action.</returns>
    public virtual bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = null;
        return false;
    }

    /// <summary>Adds what others have to do with it to what a GET shows of it, as a cluster's node pools.</summary>
    /// <param name="show">What is shown, to be changed.</param>
    public virtual void Show(ShowContext show)
    {
    }

    /// <summary>The name of a new long-running operation. Default: a GUID.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="resources">The resources there are.</param>
    public virtual string NewOperationName(ResourceId id, IResourceManager resources) => Guid.NewGuid().ToString();

    /// <summary>What Azure writes only one at a time below; null where writes don't disturb each other.</summary>
    public virtual string? SerializedBy(ResourceId id) => null;

    /// <summary>The refusal of a second write at once.</summary>
    public virtual ArmException Busy(ResourceId id) => ArmErrors.AnotherOperation(id);

    /// <summary>How long Azure typically takes to create one with such a body, where that depends on it.</summary>
    /// <param name="body">The body as far as it is known.</param>
    /// <returns>Null: as long as any of the type.</returns>
    public virtual TypicalDuration? DurationOf(JsonObject body) => null;
}
