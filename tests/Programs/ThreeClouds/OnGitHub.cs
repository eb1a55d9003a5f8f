using Pulumi;
using Pulumi.Github;
using Pulumi.Github.Inputs;

namespace ThreeClouds;

/// <summary>A repository with an environment, a policy whose id is made up, a rule, a variable and a secret.</summary>
internal static class OnGitHub
{
    public static void Declare(Dictionary<string, object?> outputs)
    {
        var repository = new Repository("repository", new() { Name = "three", Visibility = "private" });
        var environment = new RepositoryEnvironment("environment", new()
        {
            Repository = repository.Name,
            Environment = "dev",
            DeploymentBranchPolicy = new RepositoryEnvironmentDeploymentBranchPolicyArgs { CustomBranchPolicies = true,
                ProtectedBranches = false },
        });
        for (var i = 0; i < 2; i++)
            _ = new RepositoryEnvironmentDeploymentPolicy($"policy{i}", new() { Repository = repository.Name,
                Environment = environment.Environment, BranchPattern = $"release/{i}" });
        var rules = new RepositoryRuleset("rules", new()
        {
            Repository = repository.Name,
            Name = "main",
            Target = "branch",
            Enforcement = "active",
            Conditions = new RepositoryRulesetConditionsArgs
            {
                RefName = new RepositoryRulesetConditionsRefNameArgs { Includes = { "~DEFAULT_BRANCH" },
                    Excludes = new InputList<string>() },
            },
            Rules = new RepositoryRulesetRulesArgs { Deletion = true },
        });
        _ = new ActionsVariable("variable", new() { Repository = repository.Name, VariableName = "STACK", Value = "small" });
        _ = new ActionsSecret("secret", new() { Repository = repository.Name, SecretName = "PASSWORD",
            Value = Output.CreateSecret("topsecret") });
        outputs["rules"] = rules.Id;
    }
}
