namespace MlopsInfra.Review.Templates;

/// <summary>Writes template expressions, without the brackets around them.</summary>
/// <param name="Subscription">The subscription that the template is deployed to.</param>
/// <param name="Group">The resource group that it is deployed to; null for the subscription itself.</param>
internal sealed record ArmExpression(string Subscription, string? Group)
{
    /// <summary>A text in single quotation marks.</summary>
    /// <param name="text">The text.</param>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The value of a JSON string that holds an expression.</summary>
    /// <param name="expression">The expression.</param>
    public static string Value(string expression) => $"[{expression}]";

    /// <summary>The value of a JSON string that holds just this text, whatever it begins with.</summary>
    /// <param name="text">The text.</param>
    public static string Literal(string text) => text.StartsWith('[') ? $"[{text}" : text;

    /// <summary>An id.</summary>
    /// <param name="id">The id.</param>
    public string Of(ArmId id)
    {
        if (id.Providers.IsEmpty)
        {
            if (id.Group is null) return "subscription().id";
            return IsOwn(id.Group) ? "resourceGroup().id" : $"subscriptionResourceId('Microsoft.Resources/resourceGroups', {Quoted(id.Group)})";
        }

        var first = id.Providers[0];
        var expression = id.Group is { } group ? IsOwn(group) ? Call("resourceId", first) : Call("resourceId", first, Quoted(group))
            : id.Subscription is not null ? Call("subscriptionResourceId", first) : Call("tenantResourceId", first);
        foreach (var extension in id.Providers.Skip(1)) expression = Call("extensionResourceId", extension, expression);
        return expression;
    }

    /// <summary>
    /// A text with what only the local cloud is called replaced by what a deployment will find: its subscription, its tenant. Null if there is
    /// nothing to replace.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="tenant">The tenant of the local cloud.</param>
    public string? Mended(string text, string tenant)
    {
        if (ArmId.TryParse(text, out var id) && (id.Subscription is { } subscription ? IsSame(subscription, Subscription) : IsRole(id))) return Of(id);
        var parts = new List<string>();
        var rest = text;
        var wanted = new[] { (Subscription, "subscription().subscriptionId"), (tenant, "subscription().tenantId") };
        while (First(rest, wanted) is var (at, found, function) && at >= 0)
        {
            if (at > 0) parts.Add(Quoted(rest[..at]));
            parts.Add(function);
            rest = rest[(at + found.Length)..];
        }

        if (parts.Count == 0) return null;
        if (rest.Length > 0) parts.Add(Quoted(rest));
        return parts is [var only] ? only : $"concat({string.Join(", ", parts)})";
    }

    private static (int At, string Found, string Function) First(string text, params (string Found, string Function)[] wanted) =>
        wanted.Select(item => (At: text.IndexOf(item.Found, StringComparison.OrdinalIgnoreCase), item.Found, item.Function))
            .Where(item => item.At >= 0).DefaultIfEmpty((-1, "", "")).MinBy(item => item.Item1);

    private static string Call(string function, ArmIdPart part, params string[] before) =>
        $"{function}({string.Join(", ", [.. before, Quoted(part.Type), .. part.Names.Select(Quoted)])})";

    // Of what stands in no subscription, only roles are referred to by an id; `/blobServices/...` and the like are no ids at all.
    private static bool IsRole(ArmId id) => id.Providers[0].Type.StartsWith("Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase);

    private bool IsOwn(string group) => Group is not null && IsSame(group, Group);

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
