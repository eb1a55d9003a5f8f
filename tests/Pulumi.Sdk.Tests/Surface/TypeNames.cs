using System.Reflection;

namespace Pulumi.Sdk.Tests.Surface;

/// <summary>Names of types as C# writes them, without namespaces, with the question marks of nullable references.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };

    public static string Qualified(Type type) => $"{type.Namespace}.{Nested(type)}{Arguments(type, Plain)}";

    public static string Plain(Type type) =>
        Keywords.TryGetValue(type, out var keyword) ? keyword
        : type.IsArray ? Plain(type.GetElementType()!) + "[]"
        : Nullable.GetUnderlyingType(type) is { } underlying ? Plain(underlying) + "?"
        : Nested(type) + Arguments(type, Plain);

    public static string Of(FieldInfo field) => Of(new NullabilityInfoContext().Create(field));

    public static string Of(PropertyInfo property) => Of(new NullabilityInfoContext().Create(property));

    public static string Of(ParameterInfo parameter) => Of(new NullabilityInfoContext().Create(parameter));

    private static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (Nullable.GetUnderlyingType(type) is not null)
            return Plain(type);
        var isNullable =
            !type.IsValueType && (info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable);
        return Name(type, info) + (isNullable ? "?" : "");
    }

    private static string Name(Type type, NullabilityInfo info)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray && info.ElementType is { } element)
            return Of(element) + "[]";
        return info.GenericTypeArguments.Length == 0
            ? Plain(type)
            : $"{Nested(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Of))}>";
    }

    private static string Nested(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.IsNested && !type.IsGenericParameter ? $"{Nested(type.DeclaringType!)}.{name}" : name;
    }

    private static string Arguments(Type type, Func<Type, string> write) =>
        type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(write))}>" : "";
}
