namespace MlopsInfra.PostDeploy.Publishing;

/// <summary>The tag of what has no versions and is updated in place.</summary>
internal static class ContentTag
{
    /// <summary>Its name. Its value is the hash of the content: where it is the same, nothing is written.</summary>
    public const string Name = "mlops-content";
}
