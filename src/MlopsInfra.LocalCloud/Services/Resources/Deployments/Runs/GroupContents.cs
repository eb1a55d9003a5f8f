using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Runs;

/// <summary>
/// The resources that a group consists of: what stands in it itself, without what extends it, as roles and locks do.
/// </summary>
internal static class GroupContents
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Authorization", "Microsoft.Consumption", "Microsoft.Resources",
    };

    /// <summary>The resources of a group.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="group">The id of the group.</param>
    public static IEnumerable<StoredResource> Of(CloudContext cloud, string group) => cloud.Store.Children(group)
        .Where(found => !Extensions.Contains(found.Type.Namespace)
            && !found.Type.Name.Equals("diagnosticSettings", StringComparison.OrdinalIgnoreCase))
        .OrderBy(found => found.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The resources of the group of a deployment that its template does not have.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="plan">The deployment.</param>
    public static IEnumerable<StoredResource> Beside(CloudContext cloud, TemplatePlan plan)
    {
        // What a resource of the template stands in stays as well.
        return plan.Context.Request.Scope.Group is null ? [] : Of(cloud, plan.Context.Request.Scope.Id)
            .Where(found => !plan.Resources.All.Any(planned => !planned.IsLeftOut
                && ResourceId.IsWithin(planned.Id, found.Key)));
    }
}
