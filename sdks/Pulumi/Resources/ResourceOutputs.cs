using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Everything a resource's registration completes: URN, id and the [Output] properties.</summary>
internal sealed class ResourceOutputs
{
    private readonly Resource _resource;
    private readonly OutputSource<string> _urn = new();
    private readonly OutputSource<string>? _id;
    private readonly List<OutputSlot> _slots = [];

    /// <summary>Sets the resource's outputs. Those of a local component stay as the component sets them (N16).</summary>
    public ResourceOutputs(Resource resource)
    {
        _resource = resource;
        resource.Urn = _urn.TypedOutput;
        if (resource is CustomResource custom)
        {
            _id = new();
            custom.Id = _id.TypedOutput;
        }
        if (resource.IsCustom || resource.IsRemote)
            _slots = OutputProperties.Initialize(resource);
    }

    public void Complete(ResourceState state, Deployment deployment)
    {
        ImmutableHashSet<Resource> self = [_resource];
        _urn.Complete(state.Urn, true, false, self);
        _id?.Complete(state.Id, state.Id is not null, false, self);
        var reader = new ValueReader(message => deployment.Logger.Write(Pulumirpc.LogSeverity.Warning, message, _resource));
        foreach (var (name, source) in _slots)
            Complete(name, source, state, self, deployment.IsDryRun || state.IsIncomplete, reader);
    }

    public void Fail(Exception exception)
    {
        _urn.Fail(exception);
        _id?.Fail(exception);
        foreach (var slot in _slots)
            slot.Source.Fail(exception);
    }

    /// <summary>Missing or null: unknown in a preview, the type's default in an update (N4, protocol R4, R7, R8).</summary>
    private void Complete(
        string name, OutputSource source, ResourceState state, ImmutableHashSet<Resource> self, bool missingIsUnknown,
        ValueReader reader)
    {
        var resources = state.DependenciesOf(name, self);
        if (!state.Properties.Fields.TryGetValue(name, out var value) || WireValue.IsNull(value))
        {
            var absent = source.ValueType.IsValueType ? Defaults.Of(source.ValueType) : null;
            source.Complete(absent, !missingIsUnknown, false, resources);
            return;
        }
        var (hasUnknown, isSecret) = WireValue.Scan(value);
        var content = hasUnknown ? null : reader.ReadAs(value, source.ValueType, $"{_resource.GetType().FullName}.{name}");
        source.Complete(content, !hasUnknown, isSecret, resources);
    }
}
