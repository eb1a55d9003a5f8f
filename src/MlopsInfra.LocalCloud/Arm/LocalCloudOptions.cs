using System.Collections.Immutable;
using MlopsInfra.LocalCloud.Rest.Faults;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// What a local cloud is made of before the first resource. The defaults are placeholders that no real directory has.
/// </summary>
public sealed record LocalCloudOptions
{
    /// <summary>The subscriptions there are; the first one is the provider's default.</summary>
    public IReadOnlyList<string> SubscriptionIds { get; init; } = ["00000000-0000-0000-0000-000000000000"];

    /// <summary>
    /// Any well-formed subscription is taken as existing, besides <see cref="SubscriptionIds"/>. Default: true.
    /// </summary>
    public bool AcceptAnySubscription { get; init; } = true;

    /// <summary>The Entra tenant.</summary>
    public string TenantId { get; init; } = "11111111-1111-1111-1111-111111111111";

    /// <summary>Object id of the deployer, who may do everything.</summary>
    public string DeployerObjectId { get; init; } = "22222222-2222-2222-2222-222222222222";

    /// <summary>Client id of the deployer.</summary>
    public string DeployerClientId { get; init; } = "33333333-3333-3333-3333-333333333333";

    /// <summary>
    /// Folder of the repository that build definitions and workflows refer to: a YAML path has to exist in it. Null: YAML paths
    /// are not checked.
    /// </summary>
    public string? RepositoryFolder { get; init; }

    /// <summary>
    /// GitHub repositories (<c>owner/name</c> or names) that exist besides those in the cloud; programs may refer to them. Null:
    /// every repository that a program looks up. What is elsewhere can't be known here.
    /// </summary>
    public IReadOnlyList<string>? ExistingRepositories { get; init; }

    /// <summary>
    /// Azure DevOps projects that exist besides those in the cloud, by name. Null: every project that a program looks up.
    /// </summary>
    public IReadOnlyList<string>? ExistingProjects { get; init; }

    /// <summary>
    /// Namespaces that exist in every Kubernetes cluster besides its own and those that extensions make. Default: none.
    /// </summary>
    public IReadOnlyList<string> KubernetesNamespaces { get; init; } = [];

    /// <summary>
    /// Tokens for Azure DevOps and GitHub, by the environment variable that their providers read. The local cloud takes any, but
    /// refuses a provider without one, as the services do. Programs are given these where they have none. Default: placeholders.
    /// </summary>
    public ImmutableDictionary<string, string> Tokens { get; init; } = ImmutableDictionary<string, string>.Empty
        .Add("AZDO_PERSONAL_ACCESS_TOKEN", "local").Add("GITHUB_TOKEN", "local");

    /// <summary>
    /// vCPUs that there are of a VM family, as in <c>standardDSv2Family</c>, for whoever asks before a deployment. Default: 100
    /// of each.
    /// </summary>
    public ImmutableDictionary<string, int> VcpuQuota { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>
    /// Resource providers that the subscription has not registered yet, as in <c>Microsoft.EventGrid</c>. Default: none.
    /// </summary>
    public IReadOnlyList<string> UnregisteredProviders { get; init; } = [];

    /// <summary>
    /// How long a write keeps others out where Azure serializes them (federated credentials of one identity, subnets of one
    /// network, operations on one AKS cluster). Long enough that two writes which a program lets run at once meet. Default: 40
    /// ms.
    /// </summary>
    public TimeSpan SerializedWrite { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>
    /// How long a new principal is not found in the directory when a role assignment gives no type for it. Azure takes minutes;
    /// on a laptop less shows as much. Default: 10 s.
    /// </summary>
    public TimeSpan DirectoryReplication { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What goes wrong on purpose in the PUT requests of azure-native on the engine's side; the REST side has faults of its own.
    /// </summary>
    public FaultList Faults { get; init; } = new();

    /// <summary>The clock: time stamps of resources.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
