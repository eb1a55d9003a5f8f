using System.Globalization;
using System.Text.Json;
using MlopsInfra.Formats.Json;
using MlopsInfra.Formats.Secrets;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>Holds a stack's values against what <c>Pulumi.yaml</c> declares: required keys and types.</summary>
internal static class ConfigurationCheck
{
    /// <summary>Everything that is wrong.</summary>
    public static IEnumerable<DeploymentError> Mistakes(ProjectFile project, string path,
        IReadOnlyDictionary<string, string> values, IReadOnlyCollection<string> encryptedKeys)
    {
        foreach (var declaration in project.Declarations.Values)
        {
            var problem = values.TryGetValue(declaration.Key, out var value)
                ? TypeProblem(declaration, value, encryptedKeys.Contains(declaration.Key))
                : declaration.IsRequired ? $"is missing; Pulumi.yaml declares it as {declaration.Type} without a default" : null;
            if (problem is not null)
            {
                yield return new DeploymentError(DeploymentErrorCodes.InvalidConfiguration,
                    $"{path}: {declaration.Key} {problem}.") { Target = declaration.Key };
            }
        }
    }

    private static string? TypeProblem(ConfigurationDeclaration declaration, string value, bool isSecret)
    {
        var fits = declaration.Type switch
        {
            "integer" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "boolean" => value is "true" or "false",
            "array" => IsJson(value, JsonValueKind.Array),
            "object" => IsJson(value, JsonValueKind.Object),
            _ => true,
        };
        return fits ? null : $"is {Shown(declaration, value, isSecret)}, but Pulumi.yaml declares it as {declaration.Type}";
    }

    private static string Shown(ConfigurationDeclaration declaration, string value, bool isSecret) => value switch
    {
        _ when isSecret || declaration.IsSecret => SecretTexts.Hidden,
        ['{', ..] => "a mapping",
        ['[', ..] => "a list",
        _ => $"'{SecretTexts.Shown(declaration.Key, value)}'",
    };

    private static bool IsJson(string value, JsonValueKind kind)
    {
        try
        {
            return StrictJson.Read(value, root => root.ValueKind == kind);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
