namespace MlopsInfra.Components.Tests.Components;

/// <summary>Environments that score.</summary>
internal static class ScoringEnvironment
{
    public static ProductionScoringOptions Production =>
        new() { Tls = new ScoringTlsOptions { Name = "scoring.contoso.com", KubernetesSecret = "certificate" } };

    public static MlopsEnvironmentArgs Args(
        QaScoringOptions? qa = null, ProductionScoringOptions? production = null, PrivateNetworkOptions? network = null) => new()
    {
        Workload = "mlops",
        Environment = "dev",
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        Monitoring = new MonitoringOptions { DisableLocalAuth = qa is null },
        Registry = new RegistryOptions { Sku = RegistrySku.Premium },
        QaScoring = qa,
        ProductionScoring = production,
        PrivateNetwork = network,
    };

    public static IDictionary<string, object> Single(object? list) =>
        (IDictionary<string, object>)((IEnumerable<object>)list!).Single();
}
