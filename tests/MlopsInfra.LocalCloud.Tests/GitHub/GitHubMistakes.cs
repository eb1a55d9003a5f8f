using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.GitHub;

/// <summary>
/// What a program may get wrong on GitHub, and the code that it is refused with. GitHub's own codes are HTTP's.
/// </summary>
internal static class GitHubMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("a GitHub environment in a repository that is not there", "404",
            (azure, or) => In(azure, github => github.Environment(repository: or["mlops", "nothing"]))),
        new("a GitHub environment without a repository", "InvalidRequestContent", (azure, or) => In(azure, async _ =>
            await azure.AddOf("github:index/repositoryEnvironment:RepositoryEnvironment", "dev",
                $$"""{{{or["\"repository\":\"mlops\",", ""]}}"environment":"dev"}"""))),
        new("a reviewer who is no id", "InvalidRequestContent",
            (azure, or) => In(azure, github => github.Reviewed($"\"users\":[{or["7", "\"alice\""]}]"))),
        new("a reviewer with a number that is no id", "422",
            (azure, or) => In(azure, github => github.Reviewed($"\"users\":[{or["7", "0"]}]"))),
        new("seven reviewers", "422",
            (azure, or) => In(azure, github => github.Reviewed($"\"users\":[1,2,3,4],\"teams\":[5,6{or["", ",7"]}]"))),
        new("a branch rule on an environment that has none of its own", "404", (azure, or) => In(azure, async github =>
        {
            await github.Environment(
                more: $$""","deploymentBranchPolicy":{"customBranchPolicies":{{or["true", "false"]}},"protectedBranches":{{or["false", "true"]}}}""");
            await github.From("main");
        })),
        new("a branch rule with both kinds of branches", "422", (azure, or) => In(azure, github =>
            github.Environment(
                more: $$""","deploymentBranchPolicy":{"customBranchPolicies":true,"protectedBranches":{{or["false", "true"]}}}"""))),
        new("a secret with GitHub's own prefix", "422",
            (azure, or) => InDev(azure, github => github.Secret(or["PLATFORM_GITHUB_TOKEN", "GITHUB_TOKEN"]))),
        new("a secret with a hyphen", "422",
            (azure, or) => InDev(azure, github => github.Secret(or["PULUMI_ACCESS_TOKEN", "PULUMI-ACCESS-TOKEN"]))),
        new("a secret of an environment that is not there", "404",
            (azure, or) => InDev(azure, github => github.Secret("TOKEN", or["dev", "qa"]))),
        new("a variable that begins with a digit", "422",
            (azure, or) => InDev(azure, github => github.Variable(or["V1", "1V"], "variable"))),
        new("a variable twice", "AlreadyExists", (azure, or) => InDev(azure, async github =>
        {
            await github.Variable("ONE", "one");
            await github.Variable(or["TWO", "one"], "two");
        })),
        new("two rulesets of one name", "AlreadyExists", (azure, or) => In(azure, async github =>
        {
            await github.Ruleset("main", "one");
            await github.Ruleset(or["releases", "main"], "two");
        })),
        new("a repository whose name is taken", "AlreadyExists", (azure, or) => In(azure, async github =>
        {
            await github.Repository("other");
            await azure.AddOf("github:index/repository:Repository", "again", $$"""{"name":"{{or["third", "other"]}}"}""");
        })),
        new("a repository that is nowhere", "404",
            (azure, or) => In(azure, github => github.LookUp(or["contoso/existing", "contoso/nothing"]))),
        new("a repository of somebody else", "404",
            (azure, or) => In(azure, github => github.LookUp(or["contoso/existing", "fabrikam/existing"]))),
    ];

    private static async Task In(CloudProgram azure, Func<GitHubProgram, Task> more)
    {
        var github = new GitHubProgram(azure);
        await github.Repository();
        await more(github);
    }

    private static Task InDev(CloudProgram azure, Func<GitHubProgram, Task> more) => In(azure, async github =>
    {
        await github.Environment();
        await more(github);
    });
}
