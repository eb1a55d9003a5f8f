using System.Collections.Immutable;

namespace MlopsInfra.Review.Templates;

/// <summary>Writes expressions as Bicep has them: by symbolic names.</summary>
/// <param name="symbols">The symbolic names.</param>
/// <param name="group">The resource group that the file is deployed to.</param>
internal sealed class BicepExpression(BicepSymbols symbols, string group)
{
    private readonly ArmExpression _functions = new(group);

    /// <summary>An expression.</summary>
    /// <param name="expression">The expression.</param>
    public string Of(TemplateExpression expression) => expression switch
    {
        TemplateExpression.Text text => BicepText.Quoted(text.Value),
        TemplateExpression.Joined joined => Interpolated(joined.Parts),
        TemplateExpression.IdOf id =>
            symbols.Of(id.Resource) is { } symbol ? $"{symbol}.id" : Functions(_functions.IdOf(id.Resource)),
        TemplateExpression.OtherId id => Functions(_functions.IdOf(id.Id)),
        TemplateExpression.Shown shown => $"{Symbol(shown.Resource)}{shown.Path}",
        TemplateExpression.Answered answered => $"{Symbol(answered.Resource)}.{answered.Function}(){answered.Path}",
        TemplateExpression.Parameter parameter => parameter.Declared.Name,
        TemplateExpression.NameGuid guid => $"guid({string.Join(", ", guid.Parts.Select(Of))})",
        TemplateExpression.SubscriptionId => "subscription().subscriptionId",
        TemplateExpression.TenantId => "subscription().tenantId",
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, null),
    };

    /// <summary>The key of an object.</summary>
    /// <param name="expression">The key.</param>
    public string Key(TemplateExpression expression) =>
        expression is TemplateExpression.Text text ? BicepText.Key(text.Value) : $"'${{{Of(expression)}}}'";

    private string Interpolated(ImmutableArray<TemplateExpression> parts)
    {
        var texts =
            parts.Select(part => part is TemplateExpression.Text text ? BicepText.Escaped(text.Value) : $"${{{Of(part)}}}");
        return $"'{string.Concat(texts)}'";
    }

    // A resource group and what stands above groups show nothing that others need.
    private string Symbol(TemplateResource resource) => symbols.Of(resource)
        ?? throw new TemplateException(
            $"{resource.ProgramName} stands in no resource group, and others need what it shows: a Bicep file for one group "
                + "can't say that.");

    // The functions of both languages are the same; quotation marks in texts are not.
    private static string Functions(string expression) => expression.Replace("''", @"\'", StringComparison.Ordinal);
}
