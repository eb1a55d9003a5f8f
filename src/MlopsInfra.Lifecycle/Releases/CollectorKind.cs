namespace MlopsInfra.Lifecycle.Releases;

/// <summary>What collects the requests and predictions of a release in production.</summary>
public enum CollectorKind
{
    /// <summary>The scoring service: lines of JSON, which it keeps on disk while storage can't be reached.</summary>
    Service,

    /// <summary>Azure Machine Learning's data collector: an agent beside the deployment writes CloudEvents.</summary>
    AzureML,
}
