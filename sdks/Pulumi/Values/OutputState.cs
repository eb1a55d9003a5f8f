using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What several outputs together are: known if all are, secret if one is, depending on what any depends on (V6).</summary>
internal struct OutputState()
{
    private ImmutableHashSet<Resource> resources = ResourceSet.Empty;

    public bool IsKnown { get; private set; } = true;

    public bool IsSecret { get; private set; }

    public void Add<T>(OutputData<T> data)
    {
        IsKnown &= data.IsKnown;
        IsSecret |= data.IsSecret;
        resources = ResourceSet.Union(resources, data.Resources);
    }

    public readonly OutputData<T> Complete<T>(T value) => new(IsKnown ? value : default!, IsKnown, IsSecret, resources);
}
