using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Tells a default <see cref="ImmutableArray{T}"/>, whose members all throw, from an empty one.</summary>
internal static class DefaultArrays
{
    private static readonly ConcurrentDictionary<Type, object?> Defaults = new();

    public static bool IsDefault(IList list)
    {
        var type = list.GetType();
        if (!type.IsValueType || !type.IsGenericType || type.GetGenericTypeDefinition() != typeof(ImmutableArray<>))
            return false;
        return list.Equals(Defaults.GetOrAdd(type, static key => Activator.CreateInstance(key)));
    }
}
