using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// What Azure knows of one resource type besides its schema: its facts here, and what it does in <see cref="ResourceHooks"/>. A
/// type that overrides nothing behaves as its schema says. A type with facts only needs no class of its own: they are set where
/// its service lists it.
/// </summary>
/// <param name="type">The ARM type, as in <c>Microsoft.Storage/storageAccounts</c>.</param>
internal class AzureResource(ResourceType type) : ResourceHooks
{
    /// <summary>The ARM type.</summary>
    public ResourceType Type { get; } = type;

    /// <summary>How its names have to look. Default: ARM's own rule.</summary>
    public virtual NamingRule Naming { get; init; } = NamingRule.Any;

    /// <summary>The code of a value that is too long, too large, or of another form. Default: most providers'.</summary>
    public virtual string InvalidValueCode { get; init; } = "InvalidParameter";

    /// <summary>
    /// Whether it takes numbers and booleans where a text belongs, and the texts of booleans for booleans. Default: it does not.
    /// </summary>
    public virtual bool ReadsLoosely { get; init; }

    /// <summary>Where else than in its parent its name has to be unique; null: nowhere.</summary>
    public virtual UniqueName? UniqueName { get; init; }

    /// <summary>What Azure answers who asks whether a name is free; null where that can't be asked.</summary>
    public virtual NameCheck? NameCheck { get; init; }

    /// <summary>What it says of its region. Asked for only where the schema has one. Default: it needs one.</summary>
    public virtual LocationRule Location { get; init; }

    /// <summary>
    /// What can't change once it is there. azure-native plans a replacement only where it marks the property, too.
    /// </summary>
    public virtual IReadOnlyList<FixedProperty> FixedProperties { get; init; } = [];

    /// <summary>Changes that Azure takes and ignores: a PUT answers 200 and nothing happens. Null: there are none.</summary>
    public virtual ChangesWithoutEffect? ChangesWithoutEffect { get; init; }

    /// <summary>Properties that hold ids of other resources.</summary>
    public virtual IReadOnlyList<Reference> References { get; init; } = [];

    /// <summary>
    /// JSON pointers of properties that Azure takes and never shows again, besides those whose names say it in any type.
    /// </summary>
    public virtual IReadOnlyList<string> SecretPointers { get; init; } = [];

    /// <summary>JSON pointers of what Azure computes that holds a key: shown, but never stored in clear.</summary>
    public virtual IReadOnlyList<string> ComputedSecretPointers { get; init; } = [];

    /// <summary>
    /// Paths of what Azure computes that holds addresses of Azure's hosts: a client that can't reach those is shown the ones that
    /// answer here.
    /// </summary>
    public virtual IReadOnlyList<string> ComputedAddresses { get; init; } = [];

    /// <summary>Whether it has to be made by a PUT. Default: it has.</summary>
    public virtual CreatedBy CreatedBy { get; init; }

    /// <summary>
    /// What it is set to in place of a deletion, as JSON, for a type that is there as long as its parent; null where it can be
    /// deleted.
    /// </summary>
    public virtual string? DefaultBody { get; init; }

    /// <summary>How long Azure typically takes to create one. Default: 5 s, an estimate.</summary>
    public virtual TypicalDuration Duration { get; init; } = TypicalDuration.Other;

    /// <summary>How its PUT looks over REST while it goes on; null where it is done at once.</summary>
    public virtual LongRunningStyle? LongRunning { get; init; }

    /// <summary>The same for its DELETE. Default: as its PUT.</summary>
    public virtual LongRunningStyle? LongRunningDelete => LongRunning;

    /// <summary>
    /// Categories of its logs ("Supported log categories" of Azure Monitor); null where they are not known, so that any is taken.
    /// </summary>
    public virtual IReadOnlyList<string>? LogCategories { get; init; }

    /// <summary>Whether the body of a PATCH is the properties themselves. Default: it has the form of the resource.</summary>
    public virtual bool PatchesProperties { get; init; }

    /// <summary>Whether it takes diagnostic settings. Default: it does.</summary>
    public virtual bool HasDiagnosticSettings { get; init; } = true;

    /// <summary>
    /// Sub-resources that a private endpoint leads to ("What is a private endpoint?", private-link resource); null where they are
    /// not known, so that any is taken.
    /// </summary>
    public virtual IReadOnlyList<string>? PrivateLinkGroups { get; init; }

    /// <summary>
    /// The metrics that alerts may watch ("Supported metrics with Azure Monitor"); null where they are not known, so that any is
    /// taken.
    /// </summary>
    public virtual IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>Its system topics in Event Grid, and the events that it raises; null where it raises none.</summary>
    public virtual EventSource? EventSource { get; init; }

    /// <summary>What it says of its network; null where everybody gets in.</summary>
    public virtual NetworkSurface? NetworkSurface { get; init; }

    /// <summary>Whose network it is reached through. Default: its own.</summary>
    public virtual NetworkPath NetworkPath { get; init; }
}
