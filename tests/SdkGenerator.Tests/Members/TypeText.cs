using System.Reflection;

namespace SdkGenerator.Tests.Members;

/// <summary>Writes types with their namespaces; of properties and fields with the question marks of references.</summary>
internal static class TypeText
{
    public static string Of(Type type) => Write(type, null);

    public static string Of(PropertyInfo property) => Write(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string Of(FieldInfo field) => Write(field.FieldType, new NullabilityInfoContext().Create(field));

    private static string Write(Type type, NullabilityInfo? nullability)
    {
        var mark = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (!type.IsGenericType)
            return type.FullName + mark;
        var arguments = type.GenericTypeArguments.Select((argument,
            index) => Write(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(index)));
        return $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}<{string.Join(",", arguments)}>{mark}";
    }
}
