using System.Collections.Immutable;
using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Writes the classes that a program fills in: args of resources and functions, and types in them.</summary>
internal sealed class ArgsWriter(CSharpTypes types, DefaultValue defaults)
{
    /// <summary>Writes one args class.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="name">The class's name.</param>
    /// <param name="properties">Its properties.</param>
    /// <param name="use">What the class is used for.</param>
    /// <param name="baseClass">The class of the core SDK that it derives from.</param>
    /// <param name="jsonValues">Whether all but strings go over the wire as JSON text, as a provider's inputs do.</param>
    public void Write(
        CodeWriter code,
        string name,
        ImmutableArray<PropertySpec> properties,
        TypeUse use,
        string baseClass,
        bool jsonValues = false)
    {
        MemberNames.Check(name, properties, "Empty");
        code.Open($"public sealed class {name} : global::Pulumi.{baseClass}");
        foreach (var property in properties)
        {
            var isText = property.Type is TypeSpec.Primitive { Kind: PrimitiveKind.String };
            code.Line(Attribute(property, json: jsonValues && !isText));
            if (use == TypeUse.FunctionArgument)
                WritePlain(code, property);
            else
                WriteInput(code, property, use);
        }

        var assignments = properties.Select(defaults.Assignment).OfType<string>().ToList();
        if (assignments.Count > 0)
        {
            code.Open($"public {name}()");
            assignments.ForEach(assignment => code.Line(assignment));
            code.Close();
        }

        code.Line($"public static new {name} Empty => new {name}();");
        code.Close();
    }

    private static string Attribute(PropertySpec property, bool json)
    {
        var flags = (property.Required ? ", required: true" : "") + (json ? ", json: true" : "");
        return $"[Input({CodeWriter.Quoted(property.WireName)}{flags})]";
    }

    private void WriteInput(CodeWriter code, PropertySpec property, TypeUse use)
    {
        var type = types.Input(property.Type, use);
        if (property.Type is TypeSpec.Array or TypeSpec.Map)
            WriteLazy(code, property, type, property.Secret ? "Utilities.Secret(value)" : "value");
        else if (property.Secret)
            WriteSecret(code, property, type);
        else
            WriteAuto(code, property, type);
    }

    private void WritePlain(CodeWriter code, PropertySpec property)
    {
        var type = types.Value(property.Type, TypeUse.FunctionArgument);
        if (property.Type is TypeSpec.Array or TypeSpec.Map)
            WriteLazy(code, property, type, "value");
        else
            WriteAuto(code, property, type);
    }

    private static void WriteAuto(CodeWriter code, PropertySpec property, string type)
    {
        var (mark, initial) = property.Required ? ("", IsPlainValue(type) ? "" : " = null!;") : ("?", "");
        code.Line($"public {MemberNames.Modifier(property)}{type}{mark} {property.CSharpName} {{ get; set; }}{initial}");
    }

    private static bool IsPlainValue(string type) => type is "bool" or "int" or "double";

    private static void WriteLazy(CodeWriter code, PropertySpec property, string type, string assigned)
    {
        var field = $"_{property.WireName}";
        code.Line($"private {type}? {field};");
        WriteOverField(code, property, type, $"{field} ??= new {type}()", $"{field} = {assigned}");
    }

    // Whatever is set becomes a secret. The official SDKs make such a property nullable even where it is required.
    private static void WriteSecret(CodeWriter code, PropertySpec property, string type)
    {
        if (!type.StartsWith("Input<", StringComparison.Ordinal))
            throw new SchemaException($"'{property.WireName}': a secret of the type {type} can't be generated.");
        var field = $"_{property.WireName}";
        code.Line($"private {type}? {field};");
        WriteOverField(code, property, $"{type}?", field, $"{field} = Utilities.Secret(value)");
    }

    // Of deprecated inputs only those with a field behind them are marked in the official SDKs.
    private static void WriteOverField(CodeWriter code, PropertySpec property, string type, string get, string set)
    {
        code.ObsoleteIf(property.Deprecated);
        code.Line($"public {MemberNames.Modifier(property)}{type} {property.CSharpName} {{ get => {get}; set => {set}; }}");
    }
}
