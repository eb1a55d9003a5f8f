using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Which types an output or a dictionary of args may have (I36, I37, N17).</summary>
internal static class AllowedTypes
{
    private const string AllowedGeneric =
        ":\n    The only generic types allowed are ImmutableArray<...> and ImmutableDictionary<string, ...>";

    private const string Allowed =
        ". Allowed types are:\n    String, Boolean, Int32, Double,\n"
        + "    Nullable<...>, ImmutableArray<...> and ImmutableDictionary<string, ...> or\n"
        + "    a class explicitly marked with the [OutputTypeAttribute].";

    private static readonly ConcurrentDictionary<Type, string?> Faults = new();

    /// <summary>A dictionary of args takes no assets, although an output may be one (I37).</summary>
    public static void CheckDictionaryValue(Type type)
    {
        if (typeof(AssetOrArchive).IsAssignableFrom(type))
            throw new InvalidOperationException($"dictionary contains invalid type {type.FullName}{Allowed}");
        Check(type, "dictionary");
    }

    /// <param name="type">The type to check.</param>
    /// <param name="owner">What holds a value of that type, as the error names it.</param>
    public static void Check(Type type, string owner)
    {
        if (Faults.GetOrAdd(type, static key => FindFault(key, [])) is { } fault)
            throw new InvalidOperationException($"{owner} contains invalid type {fault}");
    }

    private static string? FindFault(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || IsSimple(type))
            return null;
        if (type.IsGenericType)
            return FindFaultOfGeneric(type, seen);
        return type.GetCustomAttribute<OutputTypeAttribute>() is null
            ? type.FullName + Allowed
            : FindFaultOfOutputType(type, seen);
    }

    private static bool IsSimple(Type type) =>
        type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(double) || type == typeof(object)
        || type == typeof(JsonElement) || type.IsEnum && type.GetEnumUnderlyingType() == typeof(int)
        || type.GetCustomAttribute<EnumTypeAttribute>() is not null
        || typeof(AssetOrArchive).IsAssignableFrom(type) || typeof(Resource).IsAssignableFrom(type);

    private static string? FindFaultOfGeneric(Type type, HashSet<Type> seen)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        if (definition == typeof(Union<,>))
            return FindFault(arguments[0], seen) ?? FindFault(arguments[1], seen);
        if (definition == typeof(Nullable<>) || definition == typeof(ImmutableArray<>) || definition == typeof(Output<>))
            return FindFault(arguments[0], seen);
        if (definition == typeof(ImmutableDictionary<,>))
            return arguments[0] == typeof(string) ? FindFault(arguments[1], seen) : type.FullName + AllowedGeneric;
        return type.GetCustomAttribute<OutputTypeAttribute>() is null
            ? type.FullName + AllowedGeneric
            : FindFaultOfOutputType(type, seen);
    }

    private static string? FindFaultOfOutputType(Type type, HashSet<Type> seen)
    {
        if (OutputTypeShape.FindConstructor(type) is not { } constructor)
            return $"{type.FullName}: it has no constructor marked with [OutputConstructor].";
        return constructor.GetParameters().Select(parameter => FindFault(parameter.ParameterType, seen))
            .FirstOrDefault(fault => fault is not null);
    }
}
