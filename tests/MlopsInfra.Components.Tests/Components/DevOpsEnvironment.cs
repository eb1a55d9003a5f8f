namespace MlopsInfra.Components.Tests.Components;

/// <summary>Environments that Azure Pipelines deploy.</summary>
internal static class DevOpsEnvironment
{
    public const string Approver = "00000000-0000-0000-0000-00000000000a";

    public static readonly AzureDevOpsOptions Used = new() { Project = "mlops" };
    public static readonly AzureDevOpsOptions Created = Used with { Shared = SharedParts.Create };
    public static readonly PipelineOptions WithSecrets =
        new() { Secrets = new Dictionary<string, string> { ["PULUMI_ACCESS_TOKEN"] = "hush" }, SecretsExpire = "2027-01-01" };

    public static MlopsEnvironmentArgs Args(AzureDevOpsOptions options, PipelineOptions? pipelines = null,
        bool isPrivate = false, Action<InnerResource>? configure = null) => new()
    {
        Workload = "mlops",
        Environment = "dev",
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        Pipelines = pipelines ?? new PipelineOptions(),
        AzureDevOps = options,
        Registry = new RegistryOptions { Sku = RegistrySku.Premium },
        PrivateNetwork = isPrivate ? new PrivateNetworkOptions() : null,
        Configure = configure,
    };

    public static Task<(AzureMocks Mocks, ResourceGraph Graph)> Declare(
        AzureDevOpsOptions options, PipelineOptions? pipelines = null, bool isPrivate = false,
        Action<InnerResource>? configure = null) =>
        Run.Program(root => _ = new MlopsEnvironment("it", Args(options, pipelines, isPrivate, configure), root));
}
