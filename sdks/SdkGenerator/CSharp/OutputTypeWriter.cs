using System.Collections.Immutable;
using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Writes the classes that come back: nested types of outputs, and results of functions.</summary>
internal sealed class OutputTypeWriter(CSharpTypes types)
{
    /// <summary>One output class: read-only fields, and the private constructor that the core SDK calls by wire names.</summary>
    public void Write(CodeWriter code, string name, ImmutableArray<PropertySpec> properties, TypeUse use)
    {
        MemberNames.Check(name, properties);
        code.Line("[OutputType]");
        code.Open($"public sealed class {name}");
        foreach (var property in properties)
            code.Line($"public {MemberNames.Modifier(property)}readonly {types.Output(property, use)} {property.CSharpName};");

        var parameters = string.Join(", ", properties.Select(property => $"{types.Output(property, use)} @{property.WireName}"));
        code.Line("[OutputConstructor]");
        code.Open($"private {name}({parameters})");
        foreach (var property in properties)
            // A property may have the very name of its parameter.
            code.Line($"this.{property.CSharpName} = @{property.WireName};");
        code.Close();
        code.Close();
    }
}
