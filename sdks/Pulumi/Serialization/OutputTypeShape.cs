using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>How an [OutputType] class is built: its constructor and the wire names of its parameters (N10).</summary>
internal sealed class OutputTypeShape
{
    private static readonly ConcurrentDictionary<Type, OutputTypeShape?> Shapes = new();

    private readonly ConstructorInvoker _invoker;

    private OutputTypeShape(ConstructorInfo constructor)
    {
        _invoker = ConstructorInvoker.Create(constructor);
        Parameters = [.. constructor.GetParameters().Select(parameter => (
            parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!,
            parameter.ParameterType))];
    }

    public IReadOnlyList<(string Name, Type Type)> Parameters { get; }

    /// <summary>Null if the type is no output type.</summary>
    public static OutputTypeShape? Find(Type type) => Shapes.GetOrAdd(type, static key =>
        key.GetCustomAttribute<OutputTypeAttribute>() is not null && FindConstructor(key) is { } constructor
            ? new OutputTypeShape(constructor)
            : null);

    /// <summary>The constructor may be private.</summary>
    public static ConstructorInfo? FindConstructor(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(constructor => constructor.GetCustomAttribute<OutputConstructorAttribute>() is not null);

    public object Create(object?[] arguments) => _invoker.Invoke(arguments.AsSpan());
}
