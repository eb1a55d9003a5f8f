using Pulumi;
using Pulumi.Github;
using Pulumi.Github.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// The repository, and what all its environments share: declared by the one stack that manages them, looked up by the others.
/// </summary>
internal sealed class GitHubRepository
{
    // The app that reports the checks: GitHub Actions. Without it, anybody with a token that may write statuses could report
    // them.
    private const int GitHubActionsApp = 15368;

    private readonly GitHubPipelines _owner;
    private readonly string _name;
    private readonly GitHubPipelinesArgs _args;

    public GitHubRepository(GitHubPipelines owner, string name, GitHubPipelinesArgs args)
    {
        _owner = owner;
        _name = name;
        _args = args;
        (Name, FullName) = args.Options.Shared is SharedParts.Create ? Create() : LookUp();
        if (args.Options.Shared is not SharedParts.Use) DeclareShared();
    }

    public Output<string> Name { get; }

    public Output<string> FullName { get; }

    private (Output<string> Name, Output<string> FullName) LookUp()
    {
        var found = GetRepository.Invoke(
            new GetRepositoryInvokeArgs { FullName = $"{_args.Options.Owner}/{_args.Options.Repository}" },
            new InvokeOptions { Parent = _owner });
        return (found.Apply(repository => repository.Name), found.Apply(repository => repository.FullName));
    }

    private (Output<string> Name, Output<string> FullName) Create()
    {
        var repository = _owner.Declare(
            $"{_name}-repository",
            new RepositoryArgs
            {
                Name = _args.Options.Repository!,
                Description = "MLOps on Azure: infrastructure, training pipeline, deployment",
                Visibility = "private",
                HasIssues = true,
                HasWiki = false,
                AllowMergeCommit = false,
                AllowRebaseMerge = false,
                AllowSquashMerge = true,
                AllowUpdateBranch = true,
                DeleteBranchOnMerge = true,
                VulnerabilityAlerts = true,
                // What is destroyed is archived instead: code and issues are not to be had again.
                ArchiveOnDestroy = true,
            },
            (n, a, o) => new Repository(n, a, o));
        return (repository.Name, repository.FullName);
    }

    private void DeclareShared()
    {
        DeclareRules();
        _owner.Declare(
            $"{_name}-actions",
            new ActionsRepositoryPermissionsArgs
            {
                Repository = Name,
                Enabled = true,
                AllowedActions = "selected",
                AllowedActionsConfig = new ActionsRepositoryPermissionsAllowedActionsConfigArgs
                {
                    GithubOwnedAllowed = true,
                    VerifiedAllowed = false,
                    PatternsAlloweds = PipelineNames.Actions.ToArray(),
                },
                ShaPinningRequired = true,
            },
            (n, a, o) => new ActionsRepositoryPermissions(n, a, o));
        _owner.Declare(
            $"{_name}-subject",
            // GitHub's own form, repo:OWNER/NAME:environment:ENV, whatever the organization has made its default: identities
            // trust it word for word.
            new ActionsRepositoryOidcSubjectClaimCustomizationTemplateArgs { Repository = Name, UseDefault = true },
            (n, a, o) => new ActionsRepositoryOidcSubjectClaimCustomizationTemplate(n, a, o));
        _owner.Declare(
            $"{_name}-updates",
            new RepositoryDependabotSecurityUpdatesArgs { Repository = Name, Enabled = true },
            (n, a, o) => new RepositoryDependabotSecurityUpdates(n, a, o));
        AddVariable(PipelineNames.PullRequestPreview, _args.PullRequestPreview ? "true" : "false");
        AddVariable(PipelineNames.NuGetSource, _args.Options.NuGetSource);
        AddVariable(PipelineNames.NuGetUser, _args.Options.NuGetUser);
    }

    private void DeclareRules() => _owner.Declare(
        $"{_name}-main",
        new RepositoryRulesetArgs
        {
            Name = PipelineNames.MainBranch,
            Repository = Name,
            Target = "branch",
            Enforcement = "active",
            Conditions = new RepositoryRulesetConditionsArgs
            {
                RefName = new RepositoryRulesetConditionsRefNameArgs { Includes = { $"refs/heads/{PipelineNames.MainBranch}" },
                    Excludes = new InputList<string>() },
            },
            Rules = new RepositoryRulesetRulesArgs
            {
                Deletion = true,
                NonFastForward = true,
                RequiredLinearHistory = true,
                PullRequest = new RepositoryRulesetRulesPullRequestArgs
                {
                    RequiredApprovingReviewCount = _args.Options.RequiredApprovals,
                    DismissStaleReviewsOnPush = true,
                    RequireLastPushApproval = _args.Options.RequiredApprovals > 0,
                    RequiredReviewThreadResolution = true,
                },
                RequiredStatusChecks = new RepositoryRulesetRulesRequiredStatusChecksArgs
                {
                    StrictRequiredStatusChecksPolicy = true,
                    RequiredChecks = PipelineNames.RequiredChecks
                        .Select(check => new RepositoryRulesetRulesRequiredStatusChecksRequiredCheckArgs { Context = check,
                            IntegrationId = GitHubActionsApp })
                        .ToArray(),
                },
            },
        },
        (n, a, o) => new RepositoryRuleset(n, a, o));

    private void AddVariable(string key, string? value)
    {
        if (value is null) return;
        _owner.Declare(
            $"{_name}-{key}", new ActionsVariableArgs { Repository = Name, VariableName = key, Value = value },
            (n, a, o) => new ActionsVariable(n, a, o));
    }
}
