using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Names of types and namespaces that the routes treat by themselves.</summary>
internal static class ResourceTypes
{
    public const string Subscriptions = "Microsoft.Resources/subscriptions";
    public const string ResourceGroups = "Microsoft.Resources/resourceGroups";
    public const string Resources = "Microsoft.Resources/resources";
    public const string Workspaces = "Microsoft.MachineLearningServices/workspaces";
    public const string BatchEndpoints = Workspaces + "/batchEndpoints";
    public const string BatchDeployments = BatchEndpoints + "/deployments";
    public const string OnlineEndpoints = Workspaces + "/onlineEndpoints";
    public const string OnlineDeployments = OnlineEndpoints + "/deployments";
    public const string Schedules = Workspaces + "/schedules";
    public const string Computes = Workspaces + "/computes";
    public const string Datastores = Workspaces + "/datastores";
    public const string Jobs = Workspaces + "/jobs";

    public static bool IsMachineLearning(ResourceType type) => type.IsBelow(Workspaces);
}
