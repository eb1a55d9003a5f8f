using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.State;

/// <summary>What the state holds of one resource; the names are those of Pulumi's deployment, version 3.</summary>
public sealed record ResourceRecord
{
    /// <summary>The URN.</summary>
    public required string Urn { get; init; }

    /// <summary>The type token.</summary>
    public required string Type { get; init; }

    /// <summary>Whether a provider manages it; false for components and the stack.</summary>
    public required bool Custom { get; init; }

    /// <summary>Its id; null for components.</summary>
    public string? Id { get; init; }

    /// <summary>Its inputs, as checked by the provider; secrets are marked.</summary>
    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    /// <summary>Its outputs; secrets are marked.</summary>
    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    /// <summary>The parent's URN; null for the stack.</summary>
    public string? Parent { get; init; }

    /// <summary>The reference <c>URN::ID</c> of the provider; null for components and providers.</summary>
    public string? Provider { get; init; }

    /// <summary>URNs of the resources that it depends on.</summary>
    public ImmutableArray<string> Dependencies { get; init; } = [];

    /// <summary>For each input, the URNs of the resources that it comes from; inputs without any are left out.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Whether it must not be deleted.</summary>
    public bool Protect { get; init; }

    /// <summary>Whether somebody else owns it: it was only read.</summary>
    public bool External { get; init; }

    /// <summary>Whether it was replaced and still has to be deleted.</summary>
    public bool Delete { get; init; }

    /// <summary>Whether it stays in the cloud when it is deleted from the stack.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>URN of the resource whose deletion takes this one with it; null if none.</summary>
    public string? DeletedWith { get; init; }

    /// <summary>URNs of the resources whose replacement replaces this one.</summary>
    public ImmutableArray<string> ReplaceWith { get; init; } = [];

    /// <summary>The value whose change replaces it; null if none.</summary>
    public PropertyValue? ReplacementTrigger { get; init; }

    /// <summary>Outputs that are secret on top of those that the provider marks.</summary>
    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    /// <summary>How long its deletion may take; null for no limit.</summary>
    public TimeSpan? DeleteTimeout { get; init; }

    /// <summary>The id that it was imported with; null if it was not.</summary>
    public string? ImportId { get; init; }

    /// <summary>Why it is not finished: messages of an operation that failed half-way; empty if all is well.</summary>
    public ImmutableArray<string> InitErrors { get; init; } = [];

    /// <summary>When it was created or imported (UTC).</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was changed last (UTC).</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>Whether the other record says the same, apart from the times.</summary>
    /// <param name="other">The other record.</param>
    public bool SaysTheSame(ResourceRecord other) =>
        Urn == other.Urn && Type == other.Type && Custom == other.Custom && Id == other.Id && Parent == other.Parent
        && Provider == other.Provider && Protect == other.Protect && External == other.External && Delete == other.Delete
        && RetainOnDelete == other.RetainOnDelete && DeletedWith == other.DeletedWith && DeleteTimeout == other.DeleteTimeout
        && ImportId == other.ImportId && Equals(ReplacementTrigger, other.ReplacementTrigger)
        && Dependencies.SequenceEqual(other.Dependencies) && ReplaceWith.SequenceEqual(other.ReplaceWith)
        && AdditionalSecretOutputs.SequenceEqual(other.AdditionalSecretOutputs) && InitErrors.SequenceEqual(other.InitErrors)
        && SamePropertyDependencies(other) && Inputs.Equals(other.Inputs) && Outputs.Equals(other.Outputs);

    private bool SamePropertyDependencies(ResourceRecord other) =>
        PropertyDependencies.Count == other.PropertyDependencies.Count
        && PropertyDependencies.All(own => other.PropertyDependencies.TryGetValue(own.Key, out var theirs)
            && own.Value.SequenceEqual(theirs));
}
