namespace Pulumi;

public abstract class ResourceOptions
{
    private InputList<Resource>? _dependsOn;
    private InputList<Resource>? _replaceWith;
    private List<string>? _ignoreChanges;
    private List<string>? _replaceOnChanges;
    private List<string>? _hideDiffs;
    private List<ResourceTransformation>? _resourceTransformations;
    private List<ResourceTransform>? _resourceTransforms;
    private List<Input<Alias>>? _aliases = [];
    private ResourceHookBinding? _hooks;

    // Only the kinds of options that this SDK knows derive from it in practice; the official class says protected.
    protected ResourceOptions()
    {
    }

    public Input<string>? Id { get; set; }

    public string? Urn { get; set; }

    public Resource? Parent { get; set; }

    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= [];
        set => _dependsOn = value;
    }

    public bool? Protect { get; set; }

    public List<string> IgnoreChanges
    {
        get => _ignoreChanges ??= [];
        set => _ignoreChanges = value;
    }

    public List<string> ReplaceOnChanges
    {
        get => _replaceOnChanges ??= [];
        set => _replaceOnChanges = value;
    }

    public List<string> HideDiffs
    {
        get => _hideDiffs ??= [];
        set => _hideDiffs = value;
    }

    public string? Version { get; set; }

    public ProviderResource? Provider { get; set; }

    public CustomTimeouts? CustomTimeouts { get; set; }

    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }

    public List<ResourceTransform> ResourceTransforms
    {
        get => _resourceTransforms ??= [];
        set => _resourceTransforms = value;
    }

    /// <summary>The only list that refuses null, at the resource (P1).</summary>
    public List<Input<Alias>> Aliases
    {
        get => _aliases!;
        set => _aliases = value;
    }

    public string? PluginDownloadURL { get; set; }

    public bool? RetainOnDelete { get; set; }

    public Resource? DeletedWith { get; set; }

    public InputList<Resource> ReplaceWith
    {
        get => _replaceWith ??= [];
        set => _replaceWith = value;
    }

    public Input<object>? ReplacementTrigger { get; set; }

    public ResourceHookBinding Hooks
    {
        get => _hooks ??= new();
        set => _hooks = value;
    }

    // What follows looks without making empty lists: most resources have none of these.
    internal bool HasHooks => _hooks is { IsEmpty: false };

    internal bool HasTransforms => _resourceTransforms is { Count: > 0 };

    internal IReadOnlyList<ResourceTransformation> OwnTransformations => _resourceTransformations ?? [];

    internal InputList<Resource>? DependsOnIfAny => _dependsOn;

    internal InputList<Resource>? ReplaceWithIfAny => _replaceWith;

    /// <summary>
    /// Takes over what <paramref name="source"/> says: single values if set, lists appended (P4). The source stays as it is (P3).
    /// </summary>
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
        _dependsOn = Joined(_dependsOn, source._dependsOn);
        _replaceWith = Joined(_replaceWith, source._replaceWith);
        _ignoreChanges = Joined(_ignoreChanges, source._ignoreChanges);
        _replaceOnChanges = Joined(_replaceOnChanges, source._replaceOnChanges);
        _hideDiffs = Joined(_hideDiffs, source._hideDiffs);
        _resourceTransformations = Joined(_resourceTransformations, source._resourceTransformations);
        _resourceTransforms = Joined(_resourceTransforms, source._resourceTransforms);
        _aliases = _aliases is null || source._aliases is null ? null : [.. _aliases, .. source._aliases];
        _hooks = source._hooks is null ? _hooks : (_hooks ?? new()).Concat(source._hooks);
    }

    private protected static List<T>? Joined<T>(List<T>? first, List<T>? second) =>
        second is null ? first : first is null ? [.. second] : [.. first, .. second];

    private static InputList<Resource>? Joined(InputList<Resource>? first, InputList<Resource>? second) =>
        second is null ? first : (first ?? []).Concat(second);
}
