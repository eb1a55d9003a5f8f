using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MlopsInfra.Review.Templates;

/// <summary>A resource id taken apart.</summary>
/// <param name="Subscription">The subscription; null for what stands in the tenant.</param>
/// <param name="Group">The resource group; null for what stands in none.</param>
/// <param name="Providers">The resource, after those that it extends; empty for a group or a subscription.</param>
internal sealed record ArmId(string? Subscription, string? Group, ImmutableArray<ArmIdPart> Providers)
{
    /// <summary>Takes an id apart.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ArmId? id)
    {
        id = null;
        if (text.Length < 2 || text[0] != '/' || text.Any(char.IsWhiteSpace)) return false;
        var segments = text.Trim('/').Split('/');
        var (at, subscription, group) = (0, (string?)null, (string?)null);
        if (Is(segments, at, "subscriptions") && segments.Length > 1) (subscription, at) = (segments[1], 2);
        if (subscription is not null && Is(segments, at, "resourceGroups") && segments.Length > at + 1)
            (group, at) = (segments[at + 1], at + 2);
        var parts = ImmutableArray.CreateBuilder<ArmIdPart>();
        while (Is(segments, at, "providers"))
        {
            var end =
                Array.FindIndex(segments, at + 1, segment => segment.Equals("providers", StringComparison.OrdinalIgnoreCase));
            if (end < 0) end = segments.Length;
            // A namespace, then types and names in turn.
            var pairs = segments[(at + 2 < end ? at + 2 : end)..end];
            if (pairs.Length == 0 || pairs.Length % 2 != 0 || pairs.Any(string.IsNullOrEmpty)) return false;
            parts.Add(new ArmIdPart(
                $"{segments[at + 1]}/{string.Join('/', pairs.Where((_, i) => i % 2 == 0))}",
                [.. pairs.Where((_, i) => i % 2 == 1)]));
            at = end;
        }

        if (at != segments.Length || (subscription is null && parts.Count == 0)) return false;
        id = new ArmId(subscription, group, parts.ToImmutable());
        return true;
    }

    /// <summary>
    /// What it stands in or extends: the resource above; null for what stands in a group, a subscription or the tenant itself.
    /// </summary>
    public ArmId? Above => Providers switch
    {
        [] => null,
        [.., { Names.Length: > 1 } last] => this with { Providers = [.. Providers[..^1], last.Above] },
        [_] => null,
        _ => this with { Providers = Providers[..^1] },
    };

    /// <summary>The id as a text.</summary>
    public override string ToString() => string.Concat(
        Subscription is null ? "" : $"/subscriptions/{Subscription}", Group is null ? "" : $"/resourceGroups/{Group}",
        string.Concat(Providers.Select(part => part.Path)));

    private static bool Is(string[] segments, int at, string word) =>
        at < segments.Length && segments[at].Equals(word, StringComparison.OrdinalIgnoreCase);
}
