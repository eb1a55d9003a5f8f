using System.Collections.Immutable;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Review.Templates;

/// <summary>A resource of a template.</summary>
/// <param name="record">The resource as the program declares it.</param>
/// <param name="form">How it looks to Azure Resource Manager.</param>
/// <param name="id">Its id, taken apart.</param>
internal sealed class TemplateResource(ResourceRecord record, ArmForm form, ArmId id)
{
    /// <summary>The resource as the program declares it.</summary>
    public ResourceRecord Record { get; } = record;

    /// <summary>How it looks to Azure Resource Manager.</summary>
    public ArmForm Form { get; } = form;

    /// <summary>Its id.</summary>
    public ArmId Id { get; } = id;

    /// <summary>Its name in the program.</summary>
    public string ProgramName { get; } = StackSnapshot.NameOf(record.Urn);

    /// <summary>Whether it is a resource group.</summary>
    public bool IsGroup => Id.Providers.IsEmpty;

    /// <summary>The resource group that it stands in; null for one that stands in none, as groups do.</summary>
    public string? Group => IsGroup ? null : Id.Group;

    /// <summary>The resource that it is a part of, if the template has that.</summary>
    public TemplateResource? Parent { get; set; }

    /// <summary>The resource that it extends, if the template has that.</summary>
    public TemplateResource? Scope { get; set; }

    /// <summary>What it extends; null for what extends nothing.</summary>
    public ArmId? ScopeId => Id.Providers.Length > 1 ? Id with { Providers = Id.Providers[..^1] } : null;

    /// <summary>The last part of its name.</summary>
    public TemplateExpression OwnName { get; set; } =
        new TemplateExpression.Text(id.Providers.IsEmpty ? id.Group ?? "" : id.Providers[^1].Names[^1]);

    /// <summary>All parts of its name.</summary>
    public ImmutableArray<TemplateExpression> Names => Id.Providers.IsEmpty ? [OwnName]
        : Parent is { } parent ? [.. parent.Names, OwnName]
        : [.. Id.Providers[^1].Names[..^1].Select(name => new TemplateExpression.Text(name)), OwnName];

    /// <summary>What is sent.</summary>
    public TemplateNode.Members Body { get; set; } = new([]);

    /// <summary>What has to be there before, without what follows from it.</summary>
    public ImmutableArray<TemplateResource> Needs { get; set; } = [];
}
