using System.Text.RegularExpressions;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>Names the role that is missing where Azure refuses a step of a release.</summary>
internal static partial class RoleHint
{
    // The most specific ones first.
    private static readonly (string Prefix, string Role)[] Roles =
    [
        ("Microsoft.ContainerRegistry/registries/importImage/", "Container Registry Data Importer and Data Reader"),
        ("Microsoft.ContainerRegistry/registries/pull/", "Container Registry Data Importer and Data Reader"),
        ("Microsoft.ContainerRegistry/", "Container Registry Tasks Contributor"),
        ("Microsoft.ContainerInstance/", "Azure Container Instances Contributor Role"),
        ("Microsoft.ManagedIdentity/", "Managed Identity Operator"),
        ("Microsoft.OperationalInsights/workspaces/sharedKeys", "Log Analytics Contributor"),
        ("Microsoft.OperationalInsights/", "Log Analytics Reader"),
        ("Microsoft.Insights/", "Reader"),
        ("Microsoft.Network/", "Network Contributor"),
        ("Microsoft.Storage/", "Storage Blob Data Contributor"),
        ("Microsoft.MachineLearningServices/", "AzureML Data Scientist"),
    ];

    /// <summary>Adds the role, and who needs it, to a refusal for lack of rights; any other failure stays as it is.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="target">The environment that was released to.</param>
    public static LifecycleException Explain(LifecycleException failure, LifecycleEnvironment target)
    {
        if (failure.Code is not ("AuthorizationFailed" or "LinkedAuthorizationFailed" or "AuthorizationPermissionMismatch"))
            return failure;
        var action = Action().Match(failure.Message) is { Success: true } match ? match.Groups["action"].Value : null;
        var role = failure.Code == "AuthorizationPermissionMismatch" ? "Storage Blob Data Contributor"
            : Roles.FirstOrDefault(each => action?.StartsWith(each.Prefix, StringComparison.OrdinalIgnoreCase) == true).Role;
        var who = target.Outputs.ReleaseIdentityClientId is { } client
            ? $"the identity that releases (in pipelines the release identity of {target.Name}, client id {client})"
            : "the identity that releases";
        var missing = role is null ? $"A role of {who} is missing."
            : $"The role '{role}' has {action ?? "what is missing"}: {who} needs it.";
        return new LifecycleException(failure.Code, $"{failure.Message} {missing} docs/model-lifecycle.md lists the roles of "
            + $"each step.",
            failure) { Log = failure.Log };
    }

    [GeneratedRegex(@"(?<action>Microsoft\.[A-Za-z]+/[A-Za-z/]+/(?:action|read|write|delete))", RegexOptions.IgnoreCase)]
    private static partial Regex Action();
}
