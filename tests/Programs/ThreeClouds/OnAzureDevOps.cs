using Pulumi;
using Pulumi.AzureDevOps;
using Pulumi.AzureDevOps.Inputs;

namespace ThreeClouds;

/// <summary>Types whose ids are numbers, GUIDs and inputs, with and without a name that can't be had twice.</summary>
internal static class OnAzureDevOps
{
    private const string Main = "refs/heads/main";

    public static void Declare(Dictionary<string, object?> outputs)
    {
        var project = new Project("project", new() { Name = "three", Visibility = "private" });
        var code = new Git("code", new() { ProjectId = project.Id, Name = "code",
            Initialization = new GitInitializationArgs { InitType = "Clean" } });
        var team = new Team("team", new() { ProjectId = project.Id, Name = "keepers" });
        var feed = new Feed("feed", new() { ProjectId = project.Id, Name = "releases" });
        var permission = new FeedPermission("feed-team",
            new() { ProjectId = project.Id, FeedId = feed.Id, IdentityDescriptor = team.Descriptor, Role = "reader" });
        _ = new FeedRetentionPolicy("feed-retention", new() { ProjectId = project.Id, FeedId = feed.Id, CountLimit = 30,
            DaysToKeepRecentlyDownloadedPackages = 30 });
        _ = new VariableGroup("variables", new()
        {
            ProjectId = project.Id,
            Name = "variables",
            Variables = { new Pulumi.AzureDevOps.Inputs.VariableGroupVariableArgs { Name = "PASSWORD", IsSecret = true,
                SecretValue = "topsecret" } },
        });
        foreach (var name in (string[])["dev", "prod"])
        {
            var environment = new Pulumi.AzureDevOps.Environment(name, new() { ProjectId = project.Id, Name = name });
            var exclusive = new CheckExclusiveLock($"{name}-lock", new() { ProjectId = project.Id,
                TargetResourceType = "environment", TargetResourceId = environment.Id });
            _ = new CheckBranchControl($"{name}-branches", new() { ProjectId = project.Id, TargetResourceType = "environment",
                TargetResourceId = environment.Id, AllowedBranches = Main });
            outputs[$"{name}Lock"] = exclusive.Id;
        }

        _ = new BranchPolicyCommentResolution("comments", new()
        {
            ProjectId = project.Id,
            Settings = new BranchPolicyCommentResolutionSettingsArgs
            {
                Scopes = { new BranchPolicyCommentResolutionSettingsScopeArgs { RepositoryId = code.Id, RepositoryRef = Main,
                    MatchType = "Exact" } },
            },
        });
        outputs["feedPermission"] = permission.Id;
    }
}
