using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>The functions that look at their arguments only.</summary>
internal static class TemplateFunctions
{
    private static readonly FrozenDictionary<string, TemplateFunction> Known =
        ((IReadOnlyList<TemplateFunction>)[.. TextFunctions.All, .. ListFunctions.All, .. ObjectFunctions.All,
            .. LogicFunctions.All, .. NumberFunctions.All, .. ConversionFunctions.All, .. HashFunctions.All, .. DateFunctions.All,
            .. AddressFunctions.All])
        .ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Calls one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="TemplateException">There is none of this name, or the arguments don't fit.</exception>
    public static JsonNode? Call(string name, IReadOnlyList<JsonNode?> arguments) =>
        Known.TryGetValue(name, out var function) ? function.Call(arguments) : throw new TemplateException(
            $"The template function '{name}' is not valid. Please see https://aka.ms/arm-functions for usage details.");
}
