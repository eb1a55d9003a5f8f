namespace Pulumi;

public abstract class ResourceOptions
{
    private InputList<Resource>? dependsOn;
    private InputList<Resource>? replaceWith;
    private List<string>? ignoreChanges;
    private List<string>? replaceOnChanges;
    private List<string>? hideDiffs;
    private List<ResourceTransformation>? resourceTransformations;
    private List<ResourceTransform>? resourceTransforms;
    private List<Input<Alias>>? aliases = [];
    private ResourceHookBinding? hooks;

    // Only the kinds of options that this SDK knows derive from it in practice; the official class says protected.
    protected ResourceOptions()
    {
    }

    public Input<string>? Id { get; set; }

    public string? Urn { get; set; }

    public Resource? Parent { get; set; }

    public InputList<Resource> DependsOn
    {
        get => dependsOn ??= [];
        set => dependsOn = value;
    }

    public bool? Protect { get; set; }

    public List<string> IgnoreChanges
    {
        get => ignoreChanges ??= [];
        set => ignoreChanges = value;
    }

    public List<string> ReplaceOnChanges
    {
        get => replaceOnChanges ??= [];
        set => replaceOnChanges = value;
    }

    public List<string> HideDiffs
    {
        get => hideDiffs ??= [];
        set => hideDiffs = value;
    }

    public string? Version { get; set; }

    public ProviderResource? Provider { get; set; }

    public CustomTimeouts? CustomTimeouts { get; set; }

    public List<ResourceTransformation> ResourceTransformations
    {
        get => resourceTransformations ??= [];
        set => resourceTransformations = value;
    }

    public List<ResourceTransform> ResourceTransforms
    {
        get => resourceTransforms ??= [];
        set => resourceTransforms = value;
    }

    /// <summary>The only list that refuses null, at the resource (P1).</summary>
    public List<Input<Alias>> Aliases
    {
        get => aliases!;
        set => aliases = value;
    }

    public string? PluginDownloadURL { get; set; }

    public bool? RetainOnDelete { get; set; }

    public Resource? DeletedWith { get; set; }

    public InputList<Resource> ReplaceWith
    {
        get => replaceWith ??= [];
        set => replaceWith = value;
    }

    public Input<object>? ReplacementTrigger { get; set; }

    public ResourceHookBinding Hooks
    {
        get => hooks ??= new();
        set => hooks = value;
    }

    // What follows looks without making empty lists: most resources have none of these.
    internal bool HasHooks => hooks is { IsEmpty: false };

    internal bool HasTransforms => resourceTransforms is { Count: > 0 };

    internal IReadOnlyList<ResourceTransformation> OwnTransformations => resourceTransformations ?? [];

    internal InputList<Resource>? DependsOnIfAny => dependsOn;

    internal InputList<Resource>? ReplaceWithIfAny => replaceWith;

    /// <summary>Takes over what <paramref name="source"/> says: single values if set, lists appended (P4). The source stays as it is (P3).</summary>
    private protected void Take(ResourceOptions source)
    {
        Id = source.Id ?? Id;
        Urn = source.Urn ?? Urn;
        Parent = source.Parent ?? Parent;
        Protect = source.Protect ?? Protect;
        Version = source.Version ?? Version;
        Provider = source.Provider ?? Provider;
        CustomTimeouts = source.CustomTimeouts ?? CustomTimeouts;
        PluginDownloadURL = source.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = source.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = source.DeletedWith ?? DeletedWith;
        ReplacementTrigger = source.ReplacementTrigger ?? ReplacementTrigger;
        dependsOn = Joined(dependsOn, source.dependsOn);
        replaceWith = Joined(replaceWith, source.replaceWith);
        ignoreChanges = Joined(ignoreChanges, source.ignoreChanges);
        replaceOnChanges = Joined(replaceOnChanges, source.replaceOnChanges);
        hideDiffs = Joined(hideDiffs, source.hideDiffs);
        resourceTransformations = Joined(resourceTransformations, source.resourceTransformations);
        resourceTransforms = Joined(resourceTransforms, source.resourceTransforms);
        aliases = aliases is null || source.aliases is null ? null : [.. aliases, .. source.aliases];
        hooks = source.hooks is null ? hooks : (hooks ?? new()).Concat(source.hooks);
    }

    private protected static List<T>? Joined<T>(List<T>? first, List<T>? second) =>
        second is null ? first : first is null ? [.. second] : [.. first, .. second];

    private static InputList<Resource>? Joined(InputList<Resource>? first, InputList<Resource>? second) =>
        second is null ? first : (first ?? []).Concat(second);
}
