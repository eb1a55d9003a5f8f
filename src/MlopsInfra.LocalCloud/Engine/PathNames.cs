using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// Names that are put into the path of an id. What is none of them never reaches Azure, or reaches it as another address.
/// </summary>
internal static class PathNames
{
    /// <summary>Inputs that are ids and not names, or may have slashes (a blob's name).</summary>
    private static readonly HashSet<string> NotNames = new(StringComparer.Ordinal) { "scope", "resourceUri", "blobName" };

    /// <summary>What is wrong with an input that is to be a name; null if nothing is.</summary>
    /// <param name="types">What is known of each type.</param>
    /// <param name="template">The id that it becomes a part of.</param>
    /// <param name="input">The input.</param>
    /// <param name="value">Its value.</param>
    public static CheckFailure? Wrong(AzureTypes types, IdTemplate template, string input, string value)
    {
        if (!template.Parameters.Contains(input) || NotNames.Contains(input)) return null;
        var why = value switch
        {
            _ when string.IsNullOrWhiteSpace(value) => "it is empty",
            _ when ResourceId.TryParse(value, out var id) =>
                $"a name is needed, this is an id: '{id.Name}' would be the name in it",
            _ when value.FirstOrDefault(IsForbidden) is var character && character != default => $"a name has no '{character}'",
            "." or ".." => "it stands for another place in a path",
            _ => null,
        };
        return why is null
            ? null : new CheckFailure(input, $"'{input}' can't be '{value}': {why}.") { Code = CodeOf(types, input) };
    }

    private static bool IsForbidden(char character) =>
        character is '/' or '\\' or '?' or '#' or '%' or '<' or '>' or '&' or '{' or '}' || char.IsControl(character);

    private static string CodeOf(AzureTypes types, string input) =>
        input == "resourceGroupName" ? types.Of(ResourceType.ResourceGroup).Naming.Code : "InvalidResourceName";
}
