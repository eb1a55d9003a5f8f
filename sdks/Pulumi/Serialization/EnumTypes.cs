using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>
/// [EnumType] structs: a string or a double under a name, with a private constructor and an explicit conversion.
/// </summary>
internal sealed class EnumTypes
{
    private static readonly ConcurrentDictionary<Type, EnumTypes?> Shapes = new();

    private readonly MethodInvoker _getValue;
    private readonly ConstructorInvoker _create;

    private EnumTypes(Type type, MethodInfo conversion)
    {
        ValueType = conversion.ReturnType;
        _getValue = MethodInvoker.Create(conversion);
        _create = ConstructorInvoker.Create(
            type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [ValueType])
            ?? throw new InvalidOperationException($"[EnumType] {type.FullName} has no constructor that takes a {ValueType}."));
    }

    /// <summary>string or double.</summary>
    public Type ValueType { get; }

    public static bool TryGetValue(object value, out object? content)
    {
        var shape = Find(value.GetType());
        content = shape?._getValue.Invoke(null, value);
        return shape is not null;
    }

    /// <summary>Null if the type is none.</summary>
    public static EnumTypes? Find(Type type) => Shapes.GetOrAdd(type, static key =>
        key.GetCustomAttribute<EnumTypeAttribute>() is null ? null : new EnumTypes(key, FindConversion(key)));

    /// <summary>A value that is none of the members is kept (N8).</summary>
    public object Create(object value) => _create.Invoke(value);

    private static MethodInfo FindConversion(Type type) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Public).FirstOrDefault(method =>
            method.Name == "op_Explicit" && (method.ReturnType == typeof(string) || method.ReturnType == typeof(double)))
        ?? throw new InvalidOperationException($"[EnumType] {type.FullName} has no explicit conversion to string or double.");
}
