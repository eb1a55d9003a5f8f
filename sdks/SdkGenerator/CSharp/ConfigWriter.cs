using System.Collections.Immutable;
using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Writes a package's <c>Config</c>: its variables in the stack's configuration.</summary>
internal sealed class ConfigWriter(PackageSchema schema, PackageNames names, CSharpTypes types, DefaultValue defaults)
{
    /// <summary>Writes the class.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="configTypes">The object types that variables use.</param>
    public void Write(CodeWriter code, ImmutableArray<ObjectTypeSpec> configTypes)
    {
        MemberNames.Check("Config", schema.Config, "Types", "Variables");
        code.Open("public static class Config");
        // Made anew each time: a configuration belongs to one deployment, and tests run several in a process.
        // What a program sets stays.
        var package = CodeWriter.Quoted(schema.Name);
        code.Line($"private static global::Pulumi.Config Variables => new global::Pulumi.Config({package});");
        foreach (var variable in schema.Config)
        {
            var type = types.Output(variable with { Required = false }, TypeUse.Config);
            var value = $"Variables.{Getter(variable)}({CodeWriter.Quoted(variable.WireName)}){defaults.Fallback(variable)}";
            var field = $"_{variable.WireName}";
            code.Line($"private static readonly Utilities.Variable<{type}> {field} = new(() => {value});");
            code.Line($"public static {type} {variable.CSharpName} {{ get => {field}.Value; set => {field}.Value = value; }}");
        }

        if (!configTypes.IsEmpty)
            WriteTypes(code, configTypes);
        code.Close();
    }

    private string Getter(PropertySpec variable) => variable.Type switch
    {
        TypeSpec.Primitive { Kind: PrimitiveKind.String } => "Get",
        TypeSpec.Primitive { Kind: PrimitiveKind.Boolean } => "GetBoolean",
        TypeSpec.Primitive { Kind: PrimitiveKind.Integer } => "GetInt32",
        TypeSpec.Primitive { Kind: PrimitiveKind.Number } => "GetDouble",
        _ => $"GetObject<{types.Value(variable.Type, TypeUse.Config)}>",
    };

    private void WriteTypes(CodeWriter code, ImmutableArray<ObjectTypeSpec> configTypes)
    {
        code.Open("public static class Types");
        foreach (var type in configTypes)
        {
            var name = names.TypeName(type.Token, TypeUse.Config);
            MemberNames.Check(name, type.Properties);
            code.Open($"public class {name}");
            foreach (var property in type.Properties)
            {
                var initial = property.Required ? " = default!;" : "";
                code.Line($"[global::System.Text.Json.Serialization.JsonPropertyName({CodeWriter.Quoted(property.WireName)})]");
                code.Line($"public {types.Output(property, TypeUse.Config)} {property.CSharpName} {{ get; set; }}{initial}");
            }

            code.Close();
        }

        code.Close();
    }
}
