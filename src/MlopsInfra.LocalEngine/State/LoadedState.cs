using System.Collections.Immutable;

namespace MlopsInfra.LocalEngine.State;

/// <summary>A stack's state as it was read.</summary>
/// <param name="Resources">The resources; what something depends on comes before it.</param>
/// <param name="PendingOperations">Creations that were cut off.</param>
/// <param name="UnreadableSecrets">How many secrets could not be decrypted (an export without them); their values are
/// unknown.</param>
internal sealed record LoadedState(
    ImmutableArray<ResourceRecord> Resources, ImmutableArray<PendingOperation> PendingOperations, int UnreadableSecrets)
{
    /// <summary>No resources.</summary>
    public static LoadedState Empty { get; } = new([], [], 0);
}
