using System.Collections.Immutable;
using System.Text.Json;

namespace SdkGenerator.Schema;

/// <summary>One property of a resource, function or object type.</summary>
/// <param name="WireName">The name on the wire: the schema's.</param>
/// <param name="CSharpName">The member's name in C#: the wire name with a capital, or the schema's override for C#.</param>
/// <param name="Type">The property's type.</param>
/// <param name="Required">Whether a value has to be given (inputs) or is always there (outputs).</param>
/// <param name="Secret">Whether the value is a secret.</param>
/// <param name="Deprecated">Whether programs should no longer use it.</param>
/// <param name="Default">The default value; null where there is none.</param>
/// <param name="DefaultEnvironment">Environment variables that give the default, in order of precedence.</param>
internal sealed record PropertySpec(
    string WireName,
    string CSharpName,
    TypeSpec Type,
    bool Required,
    bool Secret,
    bool Deprecated,
    JsonElement? Default,
    ImmutableArray<string> DefaultEnvironment);
