namespace Pulumi;

/// <summary>What a resource's registration waits for at the moment: a value, or another resource.</summary>
internal readonly record struct ResourceWait(string What, string? Input = null, Resource? On = null, string? Via = null)
{
    public static ResourceWait ForInput(string key) => new("its input", Input: key);

    public static ResourceWait ForParent(Resource parent) => new("its parent", On: parent);

    public static ResourceWait ForProvider(Resource provider) => new("its provider", On: provider);

    /// <param name="via">The input or option that names the dependency or a component that it is in.</param>
    /// <param name="dependency">The resource to wait for.</param>
    public static ResourceWait ForDependency(string via, Resource dependency) => new("the resource", On: dependency, Via: via);

    /// <summary>Written where a run stands still, and only there.</summary>
    public override string ToString()
    {
        var what = Input is not null ? $"{What} '{Input}'" : On is not null ? $"{What} {EndlessRunException.NameOf(On)}" : What;
        return Via is null ? what : $"{what}, because of {Via}";
    }
}
