using System.Reflection;

namespace SdkGenerator.Tests;

/// <summary>Writes the types of members as C# source would have them.</summary>
internal static class CSharpText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(int)] = "int", [typeof(double)] = "double",
        [typeof(object)] = "object",
    };

    public static string TypeOf(PropertyInfo property) =>
        Write(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string TypeOf(FieldInfo field) => Write(field.FieldType, new NullabilityInfoContext().Create(field));

    public static string TypeOf(ParameterInfo parameter) =>
        Write(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    /// <summary>A method or constructor with its parameters, such as <c>(string name, ThingArgs? args = null)</c>.</summary>
    public static string Parameters(MethodBase method) =>
        $"({string.Join(", ", method.GetParameters().Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter) =>
        $"{TypeOf(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? " = null" : "")}";

    private static string Write(Type type, NullabilityInfo nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Write(underlying, nullability)}?";
        var mark = !type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? "?" : "";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword + mark;
        if (!type.IsGenericType)
            return Name(type) + mark;
        var arguments = type.GenericTypeArguments.Zip(nullability.GenericTypeArguments, Write);
        return $"{Name(type).Split('`')[0]}<{string.Join(", ", arguments)}>{mark}";
    }

    /// <summary>The name without <c>System...</c> and <c>Pulumi.</c>: <c>AzureNative.Storage.Inputs.SkuArgs</c>.</summary>
    private static string Name(Type type)
    {
        if (!type.Namespace!.StartsWith("Pulumi.", StringComparison.Ordinal))
            return type.Name;
        return $"{type.Namespace["Pulumi.".Length..]}.{type.Name}";
    }
}
