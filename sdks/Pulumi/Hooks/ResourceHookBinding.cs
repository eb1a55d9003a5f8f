namespace Pulumi;

public class ResourceHookBinding
{
    public List<ResourceHook> BeforeCreate { get; set; } = [];

    public List<ResourceHook> AfterCreate { get; set; } = [];

    public List<ResourceHook> BeforeUpdate { get; set; } = [];

    public List<ResourceHook> AfterUpdate { get; set; } = [];

    public List<ResourceHook> BeforeDelete { get; set; } = [];

    public List<ResourceHook> AfterDelete { get; set; } = [];

    public List<ErrorHook> OnError { get; set; } = [];

    public bool IsEmpty => !ResourceHooks.Any() && OnError.Count == 0;

    internal IEnumerable<ResourceHook> ResourceHooks =>
        BeforeCreate.Concat(AfterCreate).Concat(BeforeUpdate).Concat(AfterUpdate).Concat(BeforeDelete).Concat(AfterDelete);

    public ResourceHookBinding Clone() => Concat(new ResourceHookBinding());

    public ResourceHookBinding Concat(ResourceHookBinding other) => new()
    {
        BeforeCreate = [.. BeforeCreate, .. other.BeforeCreate],
        AfterCreate = [.. AfterCreate, .. other.AfterCreate],
        BeforeUpdate = [.. BeforeUpdate, .. other.BeforeUpdate],
        AfterUpdate = [.. AfterUpdate, .. other.AfterUpdate],
        BeforeDelete = [.. BeforeDelete, .. other.BeforeDelete],
        AfterDelete = [.. AfterDelete, .. other.AfterDelete],
        OnError = [.. OnError, .. other.OnError],
    };
}
