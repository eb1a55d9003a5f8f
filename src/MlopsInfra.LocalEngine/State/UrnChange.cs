using System.Collections.Immutable;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Gives a resource another URN wherever a record names it.</summary>
internal static class UrnChange
{
    /// <summary>
    /// The record with the new URN in place of the old one: its own, its parent's, its provider's, those that it depends on.
    /// </summary>
    public static ResourceRecord In(ResourceRecord record, string from, string to)
    {
        string Now(string urn) => urn == from ? to : urn;
        return record with
        {
            Urn = Now(record.Urn),
            Parent = record.Parent is null ? null : Now(record.Parent),
            DeletedWith = record.DeletedWith is null ? null : Now(record.DeletedWith),
            Provider = record.Provider is null ? null : ProviderIn(record.Provider, from, to),
            Dependencies = [.. record.Dependencies.Select(Now)],
            ReplaceWith = [.. record.ReplaceWith.Select(Now)],
            PropertyDependencies = record.PropertyDependencies.ToImmutableDictionary(
                entry => entry.Key, entry => entry.Value.Select(Now).ToImmutableArray(), StringComparer.Ordinal),
        };
    }

    private static string ProviderIn(string reference, string from, string to) =>
        ProviderReference.UrnOf(reference) == from ? to + reference[from.Length..] : reference;
}
