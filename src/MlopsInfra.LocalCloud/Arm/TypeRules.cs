using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// What a resource type has besides its schema: refusals of its own, outputs that Azure computes, actions. One class per ARM type
/// that has any, registered in <see cref="TypeRulesTable"/>. All of it runs while the store is held: no waiting in here.
/// </summary>
internal abstract class TypeRules
{
    /// <summary>The ARM types it is for.</summary>
    public abstract IReadOnlyList<string> Types { get; }

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

    /// <summary>Refuses what Azure refuses of a body that fits its schema.</summary>
    public virtual void CheckPut(PutContext put)
    {
    }

    /// <summary>Adds what Azure computes to <paramref name="computed"/>, which is laid over the body in answers.</summary>
    public virtual void Complete(PutContext put, JsonObject computed)
    {
    }

    /// <summary>What else a PUT writes, such as the default children of a new resource.</summary>
    public virtual IEnumerable<StoreChange> Besides(PutContext put, StoredResource written) => [];

    /// <summary>Refuses a DELETE that Azure refuses.</summary>
    public virtual void CheckDelete(DeleteContext delete)
    {
    }

    /// <summary>What becomes of the name of a deleted one; null where it is free at once.</summary>
    /// <param name="body">The body that it had.</param>
    public virtual SoftDeletion? SoftDeletionOf(JsonObject body) => null;

    /// <summary>What a DELETE leaves behind, such as a soft-deleted name.</summary>
    public virtual IEnumerable<StoreChange> LeftBehind(DeleteContext delete) => [];

    /// <summary>Answers a POST action.</summary>
    /// <param name="post">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>Whether the type has this action.</returns>
    public virtual bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = null;
        return false;
    }

    /// <summary>What Azure writes only one at a time below; null where writes don't disturb each other.</summary>
    public virtual string? WrittenAlone(ResourceId id) => null;

    /// <summary>The refusal of a second write at once.</summary>
    public virtual ArmException Busy(ResourceId id) => ArmErrors.AnotherOperation(id);
}
