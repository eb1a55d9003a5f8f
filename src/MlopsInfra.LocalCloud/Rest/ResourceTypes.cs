namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Names of types and namespaces that the routes treat by themselves.</summary>
internal static class ResourceTypes
{
    public const string Subscriptions = "Microsoft.Resources/subscriptions";
    public const string ResourceGroups = "Microsoft.Resources/resourceGroups";
    public const string Resources = "Microsoft.Resources/resources";
}
