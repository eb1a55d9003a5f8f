namespace MlopsInfra.Lifecycle.Environments;

/// <summary>The versions of Azure's APIs that requests are written for.</summary>
internal static class ApiVersions
{
    /// <summary>Azure Machine Learning: jobs, models, endpoints.</summary>
    public const string MachineLearning = "2025-12-01";

    /// <summary>Container Instances.</summary>
    public const string ContainerInstance = "2025-09-01";

    /// <summary>Container registries and imports.</summary>
    public const string ContainerRegistry = "2025-11-01";

    /// <summary>Builds by registry tasks: the one stable version that serves them.</summary>
    public const string RegistryTasks = "2019-04-01";

    /// <summary>Log Analytics: workspaces and their keys.</summary>
    public const string LogAnalytics = "2023-09-01";

    /// <summary>Application Insights components.</summary>
    public const string ApplicationInsights = "2020-02-02";
}
