namespace MlopsInfra.LocalCloud.Simulation;

/// <summary>
/// What Azure needs before it takes a resource, read from what the resources say (their ids, and what the cloud made up for
/// them), not from what a program makes depend on what.
/// </summary>
internal static class AzureNeeds
{
    private const string Workspace = "Microsoft.MachineLearningServices/workspaces";
    private const string Compute = $"{Workspace}/computes";
    private const string Cluster = "Microsoft.ContainerService/managedClusters";
    private const string Pool = $"{Cluster}/agentPools";
    private const string Binding = $"{Cluster}/trustedAccessRoleBindings";
    private const string Extension = "Microsoft.KubernetesConfiguration/extensions";
    private const string Subscription = "Microsoft.EventGrid/systemTopics/eventSubscriptions";
    private const string RoleAssignment = "Microsoft.Authorization/roleAssignments";

    /// <summary>
    /// What runs, from its creation on, with rights that have to be there before: the workspace reaches for what belongs to it,
    /// AKS puts nodes into the subnet, Container Instances pull the image, an attach looks at the cluster, endpoints take their
    /// identity.
    /// </summary>
    private static readonly string[] NeedTheirRights =
        [Workspace, Cluster, "Microsoft.ContainerInstance/containerGroups", Compute, $"{Workspace}/onlineEndpoints"];

    /// <summary>The needs among resources that have been deployed.</summary>
    public static IEnumerable<AzureNeed> Of(IReadOnlyList<SimulatedResource> resources)
    {
        var all = resources.Select(DeployedResource.Of).OfType<DeployedResource>().ToList();
        return all.SelectMany(resource => all.Where(other => other.Urn != resource.Urn)
            .Select(other => Why(resource, other, all) is { } why
                ? new AzureNeed(resource.Urn, other.Urn, why) : (AzureNeed?)null))
            .OfType<AzureNeed>();
    }

    /// <summary>Why a resource needs another one first; null if it does not.</summary>
    private static string? Why(DeployedResource resource, DeployedResource other, List<DeployedResource> all)
    {
        if (resource.IsBelow(other)) return "it stands in it";
        if (resource.RefersTo(other)) return "it refers to it";
        if (resource.Holds(other)) return "it holds what the cloud made up for it";
        return other.Type switch
        {
            RoleAssignment when resource.Type != RoleAssignment && NeedsRight(resource, other, all) =>
                "it acts with this right when it is created",
            Extension when resource.Type == Compute && other.Parent is { } cluster && resource.RefersTo(cluster) =>
                "a cluster is attached by its extension",
            Binding when resource.Type == Compute && other.Parent is { } cluster && resource.RefersTo(cluster) =>
                "the workspace is let into the cluster by it",
            Pool when resource.Type == Extension && other.Parent == resource.Parent
                && HasTaintedSystemPool(resource.Parent, all) =>
                "its pods need a pool that takes them: the taint of the system pool keeps them off",
            _ => null,
        };
    }

    private static bool NeedsRight(DeployedResource resource, DeployedResource right, List<DeployedResource> all)
    {
        // A right on the resource itself comes after it.
        if (right.Parent is not { } scope || right.IsBelow(resource)) return false;
        // Event Grid writes dead letters with the topic's identity, and tries that when the subscription is created.
        if (resource.Type == Subscription)
            return resource.Parent is { } topic
                && all.Exists(each => topic.Equals(each.Id, StringComparison.OrdinalIgnoreCase) && right.Holds(each))
                && resource.Reaches(scope);
        if (!NeedTheirRights.Contains(resource.Type)) return false;
        var holders = all.Where(each => right.Holds(each)).ToList();
        // An attach is made by the workspace, with the workspace's rights on the cluster.
        var actors = resource.Type == Compute
            ? all.Where(each => each.Id.Equals(resource.Parent, StringComparison.OrdinalIgnoreCase)).Append(resource)
            : [resource];
        return actors.Any(actor => holders.Exists(holder => actor.RefersTo(holder)))
            && (resource.Type != Compute || resource.Reaches(scope));
    }

    private static bool HasTaintedSystemPool(string? cluster, List<DeployedResource> all) =>
        all.Exists(each => each.Type == Cluster && each.Id.Equals(cluster, StringComparison.OrdinalIgnoreCase)
            && each.Says("CriticalAddonsOnly=true:NoSchedule"));
}
