using System.Text.Json;
using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Default values of inputs as C#.</summary>
internal sealed class DefaultValue(PackageSchema schema, PackageNames names)
{
    /// <summary>The statement in an args class's constructor that sets a property's default; null where it has none.</summary>
    /// <exception cref="SchemaException">The default is of a kind that the generator doesn't know.</exception>
    public string? Assignment(PropertySpec property)
    {
        var member = property.CSharpName;
        if (property.DefaultEnvironment.IsEmpty)
            return property.Default is { } value ? $"{member} = {Literal(property, value)};" : null;

        return property.Default is { } fallback
            ? $"{member} = {Environment(property)} ?? {Literal(property, fallback)};"
            // Without the variable the input stays unset.
            : $"if ({Environment(property)} is {{ }} @{property.WireName}) {member} = @{property.WireName};";
    }

    /// <summary>What a configuration variable is where the stack doesn't set it, with <c>??</c> before it.</summary>
    public string Fallback(PropertySpec property) =>
        (property.DefaultEnvironment.IsEmpty ? "" : $" ?? {Environment(property)}")
        + (property.Default is { } value ? $" ?? {Literal(property, value)}" : "");

    private static string Environment(PropertySpec property)
    {
        if (property.Type is not TypeSpec.Primitive { Kind: PrimitiveKind.String })
            throw new SchemaException($"'{property.WireName}': only a text's default can come from the environment.");
        return $"Utilities.GetEnv({string.Join(", ", property.DefaultEnvironment.Select(CodeWriter.Quoted))})";
    }

    private string Literal(PropertySpec property, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String when property.Type is TypeSpec.Reference type => EnumMember(type.Token, value.GetString()!),
        JsonValueKind.String => CodeWriter.Quoted(value.GetString()!),
        _ => throw new SchemaException($"'{property.WireName}': a default of {value.GetRawText()} can't be written in C#."),
    };

    private string EnumMember(string token, string value) =>
        schema.Enums.GetValueOrDefault(token)?.Values.FirstOrDefault(member => member.Value == value) is { } found
            ? $"{names.QualifiedEnumName(token)}.{EnumWriter.MemberName(found)}"
            : throw new SchemaException($"The default '{value}' is no value of the enum '{token}'.");
}
