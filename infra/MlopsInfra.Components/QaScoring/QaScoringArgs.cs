using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="QaScoring"/>.</summary>
public sealed class QaScoringArgs : PlacedComponentArgs
{
    /// <summary>Name of the container group.</summary>
    public required string ContainerGroupName { get; init; }

    /// <summary>Name of the identity that scoring runs with; needed unless <see cref="ExistingIdentity"/> brings one.</summary>
    public string? IdentityName { get; init; }

    /// <summary>The identity that scoring runs with, where it exists already. Default: null, one is created.</summary>
    public ExistingIdentity? ExistingIdentity { get; init; }

    /// <summary>First part of the host name.</summary>
    public required string DnsLabel { get; init; }

    /// <summary>ARM id of the registry.</summary>
    public required Input<string> RegistryId { get; init; }

    /// <summary>Host name of the registry.</summary>
    public required Input<string> RegistryLoginServer { get; init; }

    /// <summary>ARM id of the container that requests are logged to.</summary>
    public required Input<string> ScoringInputsContainerId { get; init; }

    /// <summary>ARM id of the container that answers are logged to.</summary>
    public required Input<string> PredictionsContainerId { get; init; }

    /// <summary>Blob endpoint of the account of both containers, with a slash at its end.</summary>
    public required Input<string> BlobEndpoint { get; init; }

    /// <summary>Log Analytics and Application Insights: <see cref="Monitoring.Target"/>, or existing ones.</summary>
    public required TelemetryTarget Telemetry { get; init; }

    /// <summary>What can be chosen.</summary>
    public QaScoringOptions Options { get; init; } = new();

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(ContainerGroupName), ContainerGroupName, NamingRules.ContainerGroup);
        ExistingIdentity.Check(problems, nameof(IdentityName), IdentityName, nameof(ExistingIdentity), ExistingIdentity);
        problems.Name(nameof(DnsLabel), DnsLabel, NamingRules.DnsLabel);
        Options.Check(problems, nameof(Options));
    }
}
