using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Completes an output of a type that is only known at run time.</summary>
internal abstract class OutputSource
{
    public abstract Type ValueType { get; }

    public abstract object Output { get; }

    public abstract void Complete(object? value, bool isKnown, bool isSecret, ImmutableHashSet<Resource> resources);

    public abstract void Fail(Exception exception);
}
