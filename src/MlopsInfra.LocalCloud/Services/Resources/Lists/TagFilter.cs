using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest.Queries;

namespace MlopsInfra.LocalCloud.Services.Resources.Lists;

/// <summary>
/// Filters by tags: a name, a name with a value, or the beginning of a name. As in Azure they can't be combined with anything
/// else. Names of tags are compared ignoring case, values are not.
/// </summary>
internal static class TagFilter
{
    /// <summary>Whether a filter is about tags.</summary>
    /// <param name="filter">The filter.</param>
    public static bool Asks(FilterExpression filter) => filter switch
    {
        FilterExpression.And both => Asks(both.Left) || Asks(both.Right),
        FilterExpression.Or either => Asks(either.Left) || Asks(either.Right),
        FilterExpression.Not negated => Asks(negated.Inner),
        FilterExpression.Comparison comparison => IsName(comparison.Property) || IsValue(comparison.Property),
        FilterExpression.Call call =>
            call.Arguments.Any(argument => argument.Kind == FilterValueKind.Name && IsName(argument.Text)),
        _ => false,
    };

    /// <summary>What it asks of the tags of something.</summary>
    /// <param name="filter">The filter.</param>
    /// <exception cref="FilterSyntaxException">It is none of those that there are.</exception>
    public static Func<JsonObject?, bool> Compile(FilterExpression filter) => filter switch
    {
        FilterExpression.Comparison { Operator: "eq", Value.Kind: FilterValueKind.Text } name when IsName(name.Property) =>
            tags => Find(tags, name.Value.Text) is not null,
        FilterExpression.And
        {
            Left: FilterExpression.Comparison { Operator: "eq", Value.Kind: FilterValueKind.Text } left,
            Right: FilterExpression.Comparison { Operator: "eq", Value.Kind: FilterValueKind.Text } right,
        } when IsName(left.Property) && IsValue(right.Property) =>
            tags => Find(tags, left.Value.Text) == right.Value.Text,
        FilterExpression.Call
        {
            Arguments: [{ Kind: FilterValueKind.Name } property, { Kind: FilterValueKind.Text } start],
        } call when IsName(property.Text) && call.Name.Equals("startswith", StringComparison.OrdinalIgnoreCase) =>
            tags => tags?.Any(tag => tag.Key.StartsWith(start.Text, StringComparison.OrdinalIgnoreCase)) == true,
        _ => throw new FilterSyntaxException("tags can't be asked for in this way"),
    };

    private static string? Find(JsonObject? tags, string name) =>
        tags?.FirstOrDefault(tag => tag.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value.AsText();

    private static bool IsName(string property) => property.Equals("tagName", StringComparison.OrdinalIgnoreCase);

    private static bool IsValue(string property) => property.Equals("tagValue", StringComparison.OrdinalIgnoreCase);
}
