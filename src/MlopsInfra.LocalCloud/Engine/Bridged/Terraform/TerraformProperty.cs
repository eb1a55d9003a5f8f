using System.Collections.Immutable;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>One input of a bridged type: what the Pulumi schema and Terraform's provider say of it.</summary>
/// <param name="Schema">The Pulumi side.</param>
/// <param name="Name">Its name in Terraform, as in <c>ci_trigger</c>.</param>
/// <param name="Path">Its path in Terraform, as its rules name it: <c>ci_trigger.0.use_yaml</c>.</param>
internal sealed record TerraformProperty(PropertySchema Schema, string Name, string Path)
{
    /// <summary>The value that it has if nobody says anything; null if there is none.</summary>
    public PropertyValue? Default { get; init; }

    /// <summary>Whether a change of it needs a new resource.</summary>
    public bool ForceNew { get; init; }

    /// <summary>Whether its value is a secret.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Whether the service decides where the program says nothing.</summary>
    public bool OptionalComputed { get; init; }

    /// <summary>Whether the provider passes over some differences.</summary>
    public bool DiffSuppressed { get; init; }

    /// <summary>Paths that can't be there together with it.</summary>
    public ImmutableArray<string> ConflictsWith { get; init; } = [];

    /// <summary>Paths of which exactly one has to be there, its own among them.</summary>
    public ImmutableArray<string> ExactlyOneOf { get; init; } = [];

    /// <summary>Paths of which at least one has to be there.</summary>
    public ImmutableArray<string> AtLeastOneOf { get; init; } = [];

    /// <summary>Paths that it can't be without.</summary>
    public ImmutableArray<string> RequiredWith { get; init; } = [];

    /// <summary>How many items it has at least; 0 if there is no limit.</summary>
    public int MinItems { get; init; }

    /// <summary>How many items it has at most; 0 if there is no limit.</summary>
    public int MaxItems { get; init; }

    /// <summary>What its object, or each object in its list, is made of; null if it holds none.</summary>
    public TerraformObject? Members { get; init; }
}
