using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Writes enums: structs that hold the string on the wire.</summary>
internal static class EnumWriter
{
    /// <summary>The C# name of an enum's member.</summary>
    public static string MemberName(EnumValueSpec value) =>
        // Every type has an Equals already.
        value.Name == nameof(Equals) ? "EqualsValue" : value.Name;

    /// <summary>Writes one enum.</summary>
    /// <param name="code">Where it is written to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="spec">The enum.</param>
    /// <param name="fault">What is known to be wrong with it; null for nothing.</param>
    /// <exception cref="SchemaException">A member has no name that C# takes, or there are two of one name.</exception>
    public static void Write(CodeWriter code, string name, EnumSpec spec, string? fault)
    {
        Check(name, spec);
        if (fault is not null)
            code.Line($"/// <remarks>{new System.Xml.Linq.XText(fault)}</remarks>");
        code.Line("[EnumType]");
        code.Open($"public readonly struct {name} : global::System.IEquatable<{name}>");
        code.Line("private readonly string _value;");
        code.Line($"private {name}(string value) => _value = value;");
        foreach (var value in spec.Values)
            code.Line($"public static {name} {MemberName(value)} => new {name}({CodeWriter.Quoted(value.Value)});");
        code.Line($"public static bool operator ==({name} left, {name} right) => left.Equals(right);");
        code.Line($"public static bool operator !=({name} left, {name} right) => !left.Equals(right);");
        code.Line($"public static explicit operator string({name} value) => value._value;");
        code.Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);");
        code.Line($"public bool Equals({name} other) => _value == other._value;");
        code.Line("public override int GetHashCode() => _value?.GetHashCode() ?? 0;");
        code.Line("public override string ToString() => _value;");
        code.Close();
    }

    private static void Check(string name, EnumSpec spec)
    {
        HashSet<string> seen = [name, nameof(Equals), nameof(ToString), nameof(GetHashCode), nameof(GetType)];
        foreach (var value in spec.Values)
        {
            if (!MemberNames.IsName(MemberName(value)))
            {
                throw new SchemaException(
                    $"{spec.Token}: the value '{value.Value}' has no name that C# takes; give it a \"name\" in the schema.");
            }

            if (!seen.Add(MemberName(value)))
                throw new SchemaException($"{spec.Token}: name clash: two members would be called '{MemberName(value)}'.");
        }
    }
}
