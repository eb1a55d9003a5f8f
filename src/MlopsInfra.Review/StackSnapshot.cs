using System.Collections.Frozen;
using System.Collections.Immutable;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Review;

/// <summary>
/// All that a program declares for one stack, as it is when everything is up: ids, inputs, outputs, parents, dependencies.
/// </summary>
public sealed class StackSnapshot
{
    private const string ProviderType = "pulumi:providers:";
    private const string StackType = "pulumi:pulumi:Stack";
    private readonly FrozenDictionary<string, ResourceRecord> _byUrn;
    private readonly FrozenDictionary<string, ResourceRecord> _byId;
    private readonly Lazy<bool> _hasOneRoot;

    /// <summary>Takes the live resources of a stack; default providers, which are the engine's own, are left out.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="resources">The resources, in any order.</param>
    public StackSnapshot(string stack, IEnumerable<ResourceRecord> resources)
    {
        Stack = stack;
        var live = resources.Where(resource => !resource.Delete && !IsDefaultProvider(resource.Urn)).Select(Stable).ToList();
        Resources = [.. SnapshotOrder.Sort(live)];
        _byUrn = Resources.ToFrozenDictionary(resource => resource.Urn, StringComparer.Ordinal);
        _byId = Resources.Where(resource => resource is { Custom: true, Id: not null })
            .DistinctBy(resource => resource.Id, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(resource => resource.Id!, StringComparer.OrdinalIgnoreCase);
        _hasOneRoot = new Lazy<bool>(() => CloudResources.Select(resource => AncestorsOf(resource).FirstOrDefault()?.Urn)
            .Distinct().Count() == 1);
    }

    /// <summary>The stack's name.</summary>
    public string Stack { get; }

    /// <summary>The resources and components: what one depends on comes before it, otherwise by URN.</summary>
    public ImmutableArray<ResourceRecord> Resources { get; }

    /// <summary>The resources that a cloud holds: without components, the stack and providers.</summary>
    public IEnumerable<ResourceRecord> CloudResources => Resources.Where(IsInCloud);

    /// <summary>An empty stack.</summary>
    /// <param name="stack">The stack's name.</param>
    public static StackSnapshot Empty(string stack) => new(stack, []);

    /// <summary>Whether a cloud holds this resource; false for components, the stack and providers.</summary>
    /// <param name="resource">The resource.</param>
    public static bool IsInCloud(ResourceRecord resource) =>
        resource is { Custom: true, External: false } && !resource.Type.StartsWith(ProviderType, StringComparison.Ordinal);

    /// <summary>The resource with a URN; null if there is none.</summary>
    /// <param name="urn">The URN.</param>
    public ResourceRecord? Find(string? urn) => urn is null ? null : _byUrn.GetValueOrDefault(urn);

    /// <summary>The resource with an id; null if there is none.</summary>
    /// <param name="id">The id; Azure compares ids ignoring case.</param>
    public ResourceRecord? FindById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The name in the program: the last part of a URN.</summary>
    /// <param name="urn">The URN.</param>
    public static string NameOf(string urn) => urn.Split("::", 4) is [_, _, _, var name] ? name : urn;

    /// <summary>The components around a resource, outermost first, without the stack itself.</summary>
    /// <param name="resource">The resource.</param>
    public ImmutableArray<ResourceRecord> AncestorsOf(ResourceRecord resource)
    {
        var ancestors = new Stack<ResourceRecord>();
        for (var parent = Find(resource.Parent); parent is not null && parent.Type != StackType; parent = Find(parent.Parent))
            ancestors.Push(parent);
        return [.. ancestors];
    }

    /// <summary>
    /// The component that a resource is shown with: the outermost one that does not hold the whole stack; null for what stands in
    /// none.
    /// </summary>
    /// <param name="resource">The resource.</param>
    public ResourceRecord? ComponentOf(ResourceRecord resource) => AncestorsOf(resource) switch
    {
        [] => null,
        [_, var inner, ..] when _hasOneRoot.Value => inner,
        [var outermost, ..] => outermost,
    };

    // A provider's id is drawn by lot for each deployment, and says nothing. Times say when, not what.
    private static ResourceRecord Stable(ResourceRecord resource) => resource with
    {
        Id = resource.Type.StartsWith(ProviderType, StringComparison.Ordinal) ? NameOf(resource.Urn) : resource.Id,
        Provider = resource.Provider is { } provider && ProviderReference.UrnOf(provider) is var urn && !IsDefaultProvider(urn)
            ? $"{urn}::{NameOf(urn)}" : null,
        Inputs = Canonical.Of(resource.Inputs),
        Outputs = Canonical.Of(resource.Outputs),
        Created = null,
        Modified = null,
    };

    private static bool IsDefaultProvider(string urn) =>
        urn.Split("::", 4) is [_, _, var types, var name]
        && types.StartsWith(ProviderType, StringComparison.Ordinal) && name.StartsWith("default", StringComparison.Ordinal);
}
