using Pulumi;
using Pulumi.Github;
using Pulumi.Github.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// What workflows need on GitHub: environments with reviewers, rules, variables and secrets; and, in the one stack that manages
/// them, the parts that all environments share. The provider's token has to administer the repository.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var github = new GitHubPipelines("pumps-github", new GitHubPipelinesArgs
/// {
///     Options = new GitHubOptions { Owner = "contoso", Repository = "pumps" },
///     Environments =
///     [
///         new GitHubEnvironment
///         {
///             Name = "dev",
///             Variables = new Dictionary<string, Input<string>> { [PipelineNames.PublishClientId] = publisher.ClientId },
///         },
///     ],
/// });
/// ]]></code>
/// </example>
public sealed class GitHubPipelines : MlopsComponent
{
    private readonly Dictionary<string, Output<string>> _subjects = new(StringComparer.Ordinal);

    /// <summary>Declares the environments and, if this stack manages them, the shared parts.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public GitHubPipelines(string name, GitHubPipelinesArgs args, ComponentResourceOptions? options = null)
        : base(nameof(GitHubPipelines), name, args, options)
    {
        var repository = new GitHubRepository(this, name, args);
        FullName = repository.FullName;
        foreach (var environment in args.AllEnvironments)
            Declare($"{name}-{environment.Name}", repository.Name, environment, args.Options);
        RegisterOutputs();
    }

    /// <summary>Owner and name of the repository, written as GitHub writes them.</summary>
    [Output("fullName")]
    public Output<string> FullName { get; private set; }

    /// <summary>
    /// What the token of a job in the environment says it is. Known only once the environment is there: an identity trusts no
    /// repository that this stack's token does not administer.
    /// </summary>
    /// <param name="environment">Name of one of the environments.</param>
    public Output<string> SubjectOf(string environment) => _subjects[environment];

    private void Declare(string name, Input<string> repository, GitHubEnvironment spec, GitHubOptions options)
    {
        var args = new RepositoryEnvironmentArgs
        {
            Repository = repository,
            Environment = spec.Name,
            CanAdminsBypass = false,
            DeploymentBranchPolicy =
                new RepositoryEnvironmentDeploymentBranchPolicyArgs { CustomBranchPolicies = true, ProtectedBranches = false },
        };
        if (options.ReviewerUserIds.Count + options.ReviewerTeamIds.Count > 0)
        {
            args.PreventSelfReview = true;
            args.Reviewers.Add(new RepositoryEnvironmentReviewerArgs
            {
                Users = options.ReviewerUserIds.ToArray(),
                Teams = options.ReviewerTeamIds.ToArray(),
            });
        }

        var environment = Declare(name, args, (n, a, o) => new RepositoryEnvironment(n, a, o));
        _subjects[spec.Name] =
            Output.Tuple(FullName, environment.Environment).Apply(t => $"repo:{t.Item1}:environment:{t.Item2}");
        var policies = spec.Branches.Select(pattern => new RepositoryEnvironmentDeploymentPolicyArgs { BranchPattern = pattern })
            .Concat(spec.Tags.Select(pattern => new RepositoryEnvironmentDeploymentPolicyArgs { TagPattern = pattern }));
        foreach (var (policy, i) in policies.Select((policy, i) => (policy, i)))
        {
            policy.Repository = environment.Repository;
            policy.Environment = environment.Environment;
            Declare($"{name}-from-{i + 1}", policy, (n, a, o) => new RepositoryEnvironmentDeploymentPolicy(n, a, o));
        }

        if (spec.RunnerLabel is { } label)
        {
            Declare(
                $"{name}-runner",
                new ActionsVariableArgs { Repository = environment.Repository, VariableName = PipelineNames.Runner(spec.Name),
                    Value = label },
                (n, a, o) => new ActionsVariable(n, a, o));
        }

        foreach (var (key, value) in spec.Variables.OrderBy(entry => entry.Key,
            StringComparer.Ordinal)) AddVariable(name, environment, key, value);
        foreach (var (key, value) in spec.Secrets.OrderBy(entry => entry.Key,
            StringComparer.Ordinal)) AddSecret(name, environment, key, value);
    }

    private void AddVariable(string name, RepositoryEnvironment environment, string key, Input<string> value) => Declare(
        $"{name}-{key}",
        new ActionsEnvironmentVariableArgs { Repository = environment.Repository, Environment = environment.Environment,
            VariableName = key, Value = value },
        (n, a, o) => new ActionsEnvironmentVariable(n, a, o));

    private void AddSecret(string name, RepositoryEnvironment environment, string key, Input<string> value) => Declare(
        $"{name}-{key}",
        new ActionsEnvironmentSecretArgs
        {
            Repository = environment.Repository,
            Environment = environment.Environment,
            SecretName = key,
            Value = Output.CreateSecret(value.ToOutput()),
        },
        (n, a, o) => new ActionsEnvironmentSecret(n, a, o));
}
