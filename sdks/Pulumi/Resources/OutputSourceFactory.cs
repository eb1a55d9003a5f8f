using System.Collections.Concurrent;

namespace Pulumi;

/// <summary>Makes sources of outputs of one type without reflection per output.</summary>
internal abstract class OutputSourceFactory
{
    private static readonly ConcurrentDictionary<Type, OutputSourceFactory> Factories = new();

    public static OutputSourceFactory For(Type valueType) => Factories.GetOrAdd(valueType, static type =>
        (OutputSourceFactory)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type))!);

    public abstract OutputSource Create();

    private sealed class Typed<T> : OutputSourceFactory
    {
        public override OutputSource Create() => new OutputSource<T>();
    }
}
