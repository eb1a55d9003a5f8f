namespace Pulumi;

/// <summary>What a resource's registration waits for at the moment: a value, or another resource.</summary>
internal readonly record struct ResourceWait(string What, string? Name = null, Resource? On = null)
{
    public static ResourceWait Input(string key) => new("its input", key);

    public static ResourceWait Parent(Resource parent) => new("its parent", null, parent);

    public static ResourceWait Provider(Resource provider) => new("its provider", null, provider);

    /// <param name="via">The input or option that names the dependency or a component that it is in.</param>
    /// <param name="dependency">The resource to wait for.</param>
    public static ResourceWait Dependency(string via, Resource dependency) => new(via, null, dependency);

    public override string ToString() =>
        Name is not null ? $"{What} '{Name}'" : On is null ? What : $"{EndlessRunException.NameOf(On)}, {What}";
}
