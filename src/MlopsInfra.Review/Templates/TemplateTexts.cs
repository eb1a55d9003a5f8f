using System.Collections.Immutable;

namespace MlopsInfra.Review.Templates;

/// <summary>
/// Finds in the texts of a program what only the cloud could give that it was tried on: ids, principals, keys, addresses, the
/// subscription, the tenant.
/// </summary>
/// <param name="resources">The resources of the template.</param>
/// <param name="subscription">The subscription of that cloud.</param>
/// <param name="tenant">Its tenant.</param>
internal sealed class TemplateTexts(TemplateResources resources, string subscription, string tenant)
{
    private readonly ImmutableArray<(string Found, TemplateExpression Expression)> _ids =
        [.. resources.All.Select(resource => (resource.Id.ToString(),
            (TemplateExpression)new TemplateExpression.IdOf(resource)))];

    /// <summary>A text as what it is made of.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">Values of what the program took it from.</param>
    public TemplateExpression Of(string text, IReadOnlyDictionary<string, TemplateExpression> values)
    {
        if (values.TryGetValue(text, out var whole)) return whole;
        if (ArmId.TryParse(text, out var id) && Of(id) is { } known) return known;
        var parts = ImmutableArray.CreateBuilder<TemplateExpression>();
        var rest = text;
        while (First(rest, values) is var (at, length, expression) && expression is not null)
        {
            if (at > 0) parts.Add(new TemplateExpression.Text(rest[..at]));
            parts.Add(expression);
            rest = rest[(at + length)..];
        }

        if (parts.Count == 0) return new TemplateExpression.Text(text);
        if (rest.Length > 0) parts.Add(new TemplateExpression.Text(rest));
        return parts is [var only] ? only : new TemplateExpression.Joined(parts.ToImmutable());
    }

    private TemplateExpression? Of(ArmId id)
    {
        if (resources.Find(id) is { } resource) return new TemplateExpression.IdOf(resource);
        return id.Subscription is { } given
            ? IsSame(given, subscription) ? new TemplateExpression.OtherId(id, resources.Around(id)) : null
            : IsRole(id) ? new TemplateExpression.OtherId(id, null) : null;
    }

    // The leftmost; of two that begin there, the longer one.
    private (int At, int Length, TemplateExpression? Expression) First(string text,
        IReadOnlyDictionary<string, TemplateExpression> values)
    {
        var best = (At: int.MaxValue, Length: 0, Expression: (TemplateExpression?)null);
        if (text.Contains("/subscriptions/", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var (found, expression) in _ids) Try(found, expression, StringComparison.OrdinalIgnoreCase, whole: true);
        }

        foreach (var (found, expression) in values) Try(found, expression, StringComparison.Ordinal, whole: false);
        Try(subscription, new TemplateExpression.SubscriptionId(), StringComparison.OrdinalIgnoreCase, whole: false);
        Try(tenant, new TemplateExpression.TenantId(), StringComparison.OrdinalIgnoreCase, whole: false);
        return best.Expression is null ? (-1, 0, null) : best;

        void Try(string found, TemplateExpression expression, StringComparison comparison, bool whole)
        {
            var at = text.IndexOf(found, comparison);
            while (at >= 0 && whole && GoesOn(text, at + found.Length)) at = text.IndexOf(found, at + 1, comparison);
            if (at < 0 || at > best.At || (at == best.At && found.Length <= best.Length)) return;
            best = (at, found.Length, expression);
        }
    }

    // `.../storageAccounts/data` is no part of `.../storageAccounts/data2`.
    private static bool GoesOn(string text, int at) =>
        at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_' or '.');

    // Of what stands in no subscription, only roles are referred to by an id; `/blobServices/...` and the like are no ids at all.
    private static bool IsRole(ArmId id) =>
        id.Providers[0].Type.StartsWith("Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase);

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
