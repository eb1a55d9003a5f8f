using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Everything a resource's registration completes: URN, id and the [Output] properties.</summary>
internal sealed class ResourceOutputs
{
    private readonly Resource resource;
    private readonly OutputSource<string> urn = new();
    private readonly OutputSource<string>? id;
    private readonly List<OutputSlot> slots = [];

    /// <summary>Sets the resource's outputs. Those of a local component stay as the component sets them (N16).</summary>
    public ResourceOutputs(Resource resource)
    {
        this.resource = resource;
        resource.Urn = urn.TypedOutput;
        if (resource is CustomResource custom)
        {
            id = new();
            custom.Id = id.TypedOutput;
        }
        if (resource.IsCustom || resource.IsRemote)
            slots = OutputProperties.Initialize(resource);
    }

    public void Complete(ResourceState state, Deployment deployment)
    {
        ImmutableHashSet<Resource> self = [resource];
        urn.Complete(state.Urn, true, false, self);
        id?.Complete(state.Id, state.Id is not null, false, self);
        var reader = new ValueReader(message => deployment.Logger.Write(Pulumirpc.LogSeverity.Warning, message, resource));
        foreach (var (name, source) in slots)
            Complete(name, source, state, self, deployment.IsDryRun || state.IsIncomplete, reader);
    }

    public void Fail(Exception exception)
    {
        urn.Fail(exception);
        id?.Fail(exception);
        foreach (var slot in slots)
            slot.Source.Fail(exception);
    }

    /// <summary>Missing or null: unknown in a preview, the type's default in an update (N4, protocol R4, R7, R8).</summary>
    private void Complete(
        string name, OutputSource source, ResourceState state, ImmutableHashSet<Resource> self, bool missingIsUnknown, ValueReader reader)
    {
        var resources = state.DependenciesOf(name, self);
        if (!state.Properties.Fields.TryGetValue(name, out var value) || WireValue.IsNull(value))
        {
            var absent = source.ValueType.IsValueType ? Defaults.Of(source.ValueType) : null;
            source.Complete(absent, !missingIsUnknown, false, resources);
            return;
        }
        var (hasUnknown, isSecret) = WireValue.Scan(value);
        var content = hasUnknown ? null : reader.ReadAs(value, source.ValueType, $"{resource.GetType().FullName}.{name}");
        source.Complete(content, !hasUnknown, isSecret, resources);
    }
}
