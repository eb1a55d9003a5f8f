namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>Names of the steps of a release to production.</summary>
internal static class ProductionSteps
{
    /// <summary>The deployment.</summary>
    public const string Deploy = "deploy";

    /// <summary>The test past the traffic.</summary>
    public const string Smoke = "smoke";

    /// <summary>The traffic.</summary>
    public const string Traffic = "traffic";
}
