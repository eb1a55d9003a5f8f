using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>What a program wants of one resource: the content of its registration.</summary>
internal sealed record ResourceGoal
{
    /// <summary>The type token.</summary>
    public required string Type { get; init; }

    /// <summary>Its name in the program.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a provider manages it.</summary>
    public required bool Custom { get; init; }

    /// <summary>The parent's URN; null for the stack.</summary>
    public string? Parent { get; init; }

    /// <summary>The inputs as the program says them.</summary>
    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    /// <summary>The reference of an explicit provider; null for the default one.</summary>
    public string? Provider { get; init; }

    /// <summary>The package and version whose default provider is meant.</summary>
    public PackageKey Package { get; init; }

    /// <summary>URNs of the resources that it depends on.</summary>
    public ImmutableArray<string> Dependencies { get; init; } = [];

    /// <summary>For each input, the URNs of the resources that it comes from.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Earlier names, types and parents.</summary>
    public ImmutableArray<ResourceAlias> Aliases { get; init; } = [];

    /// <summary>Whether it must not be deleted.</summary>
    public bool Protect { get; init; }

    /// <summary>Whether a replacement deletes the old one first; null: as the provider says.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    /// <summary>Inputs whose changes are ignored.</summary>
    public ImmutableArray<PropertyPath> IgnoreChanges { get; init; } = [];

    /// <summary>Inputs whose changes replace it.</summary>
    public ImmutableArray<PropertyPath> ReplaceOnChanges { get; init; } = [];

    /// <summary>URNs of resources whose replacement replaces it.</summary>
    public ImmutableArray<string> ReplaceWith { get; init; } = [];

    /// <summary>The value whose change replaces it.</summary>
    public PropertyValue? ReplacementTrigger { get; init; }

    /// <summary>Outputs that are secret.</summary>
    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    /// <summary>Whether it stays in the cloud when it is deleted.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>URN of the resource whose deletion takes it along.</summary>
    public string? DeletedWith { get; init; }

    /// <summary>The id of the existing resource to take over; null for none.</summary>
    public string? ImportId { get; init; }

    /// <summary>How long its operations may take.</summary>
    public CustomTimeouts Timeouts { get; init; } = CustomTimeouts.None;
}
