using System.Globalization;
using Pulumi;
using Pulumi.AzureDevOps;

namespace MlopsInfra.Components;

/// <summary>The feed that releases are pushed to.</summary>
internal static class PackageFeed
{
    public static void Declare(AzureDevOpsPipelines owner, string name, Input<string> projectId, Team team,
        AzureDevOpsOptions options)
    {
        var feed = owner.Declare($"{name}-feed", new FeedArgs { ProjectId = projectId, Name = PipelineNames.Feed },
            (n, a, o) => new Feed(n, a, o));
        owner.Declare(
            $"{name}-feed-retention",
            new FeedRetentionPolicyArgs
            {
                ProjectId = projectId,
                FeedId = feed.Id,
                CountLimit = options.FeedVersions,
                DaysToKeepRecentlyDownloadedPackages = options.FeedDays,
            },
            (n, a, o) => new FeedRetentionPolicy(n, a, o));
        Permit($"{name}-feed-team", team.Descriptor, "reader");
        for (var i = 0; i < options.FeedPublishers.Count; i++)
        {
            Permit($"{name}-feed-publisher-{(i + 1).ToString(CultureInfo.InvariantCulture)}", options.FeedPublishers[i],
                "contributor");
        }

        void Permit(string resource, Input<string> descriptor, string role) => owner.Declare(
            resource,
            new FeedPermissionArgs { ProjectId = projectId, FeedId = feed.Id, IdentityDescriptor = descriptor, Role = role },
            (n, a, o) => new FeedPermission(n, a, o));
    }
}
