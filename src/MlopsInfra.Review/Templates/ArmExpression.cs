using System.Collections.Immutable;

namespace MlopsInfra.Review.Templates;

/// <summary>Writes expressions as ARM templates in JSON have them.</summary>
/// <param name="Group">The resource group that the template is deployed to; null for the subscription itself.</param>
internal sealed record ArmExpression(string? Group)
{
    /// <summary>A text in single quotation marks.</summary>
    /// <param name="text">The text.</param>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The value of a JSON string: a text, or an expression in brackets.</summary>
    /// <param name="expression">The expression.</param>
    public string Value(TemplateExpression expression) =>
        // A bracket at the beginning of a text is doubled, or it would be an expression.
        expression is TemplateExpression.Text { Value: var text }
            ? text.StartsWith('[') ? $"[{text}" : text : $"[{Of(expression)}]";

    /// <summary>The full name of a resource, as the value of a JSON string.</summary>
    /// <param name="resource">The resource.</param>
    public string Name(TemplateResource resource) => Value(Joined(resource.Names.SelectMany((name, i) =>
        i == 0 ? [name] : (IEnumerable<TemplateExpression>)[new TemplateExpression.Text("/"), name])));

    /// <summary>An expression, without the brackets around it.</summary>
    /// <param name="expression">The expression.</param>
    public string Of(TemplateExpression expression) => expression switch
    {
        TemplateExpression.Text text => Quoted(text.Value),
        TemplateExpression.Joined joined => $"concat({string.Join(", ", joined.Parts.Select(Of))})",
        TemplateExpression.IdOf id => IdOf(id.Resource),
        TemplateExpression.OtherId id => IdOf(id.Id),
        TemplateExpression.Shown shown => Reference(shown),
        TemplateExpression.Answered answered =>
            $"{answered.Function}({IdOf(answered.Resource)}, {Quoted(answered.Resource.Form.ApiVersion)}){answered.Path}",
        TemplateExpression.Parameter parameter => $"parameters({Quoted(parameter.Declared.Name)})",
        TemplateExpression.NameGuid guid => $"guid({string.Join(", ", guid.Parts.Select(Of))})",
        TemplateExpression.SubscriptionId => "subscription().subscriptionId",
        TemplateExpression.TenantId => "subscription().tenantId",
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, null),
    };

    /// <summary>The expression of an id.</summary>
    /// <param name="id">The id of what is not in the template.</param>
    public string IdOf(ArmId id) => IdOf(id, id.Providers.IsEmpty ? [] : [.. id.Providers[^1].Names.Select(Quoted)]);

    /// <summary>The expression of an id.</summary>
    /// <param name="resource">The resource.</param>
    public string IdOf(TemplateResource resource) => resource.Scope is { } scope
        ? Call("extensionResourceId", [IdOf(scope), Quoted(resource.Form.Type), .. resource.Names.Select(Of)])
        : IdOf(resource.Id, [.. resource.Names.Select(Of)]);

    private static TemplateExpression Joined(IEnumerable<TemplateExpression> parts)
    {
        ImmutableArray<TemplateExpression> all = [.. parts];
        return all.All(part => part is TemplateExpression.Text)
            ? new TemplateExpression.Text(string.Concat(all.Select(part => ((TemplateExpression.Text)part).Value)))
            : all is [var only] ? only : new TemplateExpression.Joined(all);
    }

    private string IdOf(ArmId id, ImmutableArray<string> names)
    {
        if (id.Providers.IsEmpty)
        {
            if (id.Group is null) return "subscription().id";
            return IsOwn(id.Group)
                ? "resourceGroup().id"
                : Call("subscriptionResourceId", ["'Microsoft.Resources/resourceGroups'", Quoted(id.Group)]);
        }

        var type = Quoted(id.Providers[^1].Type);
        if (id.Providers.Length > 1)
            return Call("extensionResourceId", [IdOf(id with { Providers = id.Providers[..^1] }), type, .. names]);
        return id.Group is { } group ? Call("resourceId", IsOwn(group) ? [type, .. names] : [Quoted(group), type, .. names])
            : Call(id.Subscription is not null ? "subscriptionResourceId" : "tenantResourceId", [type, .. names]);
    }

    private string Reference(TemplateExpression.Shown shown)
    {
        const string properties = ".properties";
        var (id, version) = (IdOf(shown.Resource), Quoted(shown.Resource.Form.ApiVersion));
        return shown.Path.StartsWith($"{properties}.", StringComparison.Ordinal)
            ? $"reference({id}, {version}){shown.Path[properties.Length..]}"
            : $"reference({id}, {version}, 'Full'){shown.Path}";
    }

    private static string Call(string function, ImmutableArray<string> arguments) =>
        $"{function}({string.Join(", ", arguments)})";

    private bool IsOwn(string group) => Group is not null && group.Equals(Group, StringComparison.OrdinalIgnoreCase);
}
