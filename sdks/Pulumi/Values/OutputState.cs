using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// What several outputs together are: known if all are, secret if one is, depending on what any depends on (V6).
/// </summary>
internal struct OutputState()
{
    private ImmutableHashSet<Resource> _resources = ResourceSet.Empty;

    public bool IsKnown { get; private set; } = true;

    public bool IsSecret { get; private set; }

    public void Add<T>(OutputData<T> data)
    {
        IsKnown &= data.IsKnown;
        IsSecret |= data.IsSecret;
        _resources = ResourceSet.Union(_resources, data.Resources);
    }

    public readonly OutputData<T> Complete<T>(T value) => new(IsKnown ? value : default!, IsKnown, IsSecret, _resources);
}
