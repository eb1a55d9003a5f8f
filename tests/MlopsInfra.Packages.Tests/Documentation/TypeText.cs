using System.Reflection;

namespace MlopsInfra.Packages.Tests.Documentation;

/// <summary>A property's type as it is written in C#.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string", [typeof(int)] = "int", [typeof(bool)] = "bool", [typeof(double)] = "double",
        [typeof(object)] = "object",
    };

    /// <summary>The type of a property, with its question marks.</summary>
    public static string Of(PropertyInfo property) => Write(new NullabilityInfoContext().Create(property));

    private static string Write(NullabilityInfo info)
    {
        var mark = info.ReadState == NullabilityState.Nullable ? "?" : "";
        if (Nullable.GetUnderlyingType(info.Type) is { } value) return Name(value) + "?";
        if (!info.Type.IsGenericType) return Name(info.Type) + mark;
        return $"{Name(info.Type).Split('`')[0]}<{string.Join(", ", info.GenericTypeArguments.Select(Write))}>{mark}";
    }

    private static string Name(Type type) => Keywords.GetValueOrDefault(type, type.Name);
}
