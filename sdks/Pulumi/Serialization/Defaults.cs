using System.Collections.Concurrent;

namespace Pulumi.Serialization;

/// <summary>Boxed defaults of value types.</summary>
internal static class Defaults
{
    private static readonly ConcurrentDictionary<Type, object?> Values = new();

    public static object? Of(Type type) => Values.GetOrAdd(type, static key =>
        Nullable.GetUnderlyingType(key) is null ? Activator.CreateInstance(key) : null);
}
