using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>Locks: at most 20 on a scope, with short notes ("Azure subscription and service limits", management locks).</summary>
internal sealed class LockResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Authorization/locks";

    private const int MostOnScope = 20;
    private const int LongestNotes = 512;

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = NamingRule.Without(@"<>%&:\\?/", 90);

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(5);

    // Azure's own codes are not published: this is the general one.
    public override void CheckPut(PutContext put)
    {
        if (put.Body.Text("properties.notes") is { Length: > LongestNotes } notes)
            throw new ArmException(400, "BadRequest",
                $"The notes of a lock have {LongestNotes} characters at most, not {notes.Length}.", "properties.notes");
        if (put.IsNew && put.Siblings.Count() >= MostOnScope)
            throw new ArmException(400, "BadRequest",
                $"The scope '{put.Id.Parent}' has {MostOnScope} locks already; no more are allowed.", put.Id.Value);
    }
}
