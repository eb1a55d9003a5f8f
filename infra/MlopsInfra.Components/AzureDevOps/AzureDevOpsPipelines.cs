using Pulumi;

namespace MlopsInfra.Components;

/// <summary>
/// What pipelines need on Azure DevOps: environments with checks, service connections without secrets, variable groups; and, in
/// the one stack that manages them, the project's parts that all environments share.
/// </summary>
/// <example>
/// <code><![CDATA[
/// var deployer = new DeploymentIdentity("pumps-deploy", new DeploymentIdentityArgs
/// {
///     Placement = placement,
///     IdentityName = names.For(NamingRules.UserAssignedIdentity, "deploy"),
///     Grants = [new RoleGrant("group", BuiltInRoles.Contributor, group.ResourceGroupId, "Deploys the infrastructure.")],
/// });
/// var devops = new AzureDevOpsPipelines("pumps-devops", new AzureDevOpsPipelinesArgs
/// {
///     Options = new AzureDevOpsOptions { Project = "Pumps" },
///     Environments =
///     [
///         new AzureDevOpsEnvironment
///         {
///             Name = "dev", TenantId = tenantId, SubscriptionId = subscriptionId, Deploys = deployer, Publishes = publisher,
///         },
///     ],
/// });
/// ]]></code>
/// </example>
public sealed class AzureDevOpsPipelines : MlopsComponent
{
    /// <summary>Declares the environments and, if this stack manages them, the shared parts.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public AzureDevOpsPipelines(string name, AzureDevOpsPipelinesArgs args, ComponentResourceOptions? options = null)
        : base(nameof(AzureDevOpsPipelines), name, args, options)
    {
        ProjectId = DevOpsProject.Of(this, name, args.Options);
        var pipelines = BuildPipelines.Known(args.Options);
        if (args.Options.Shared is not SharedParts.Use)
        {
            var code = DevOpsCode.Of(this, name, ProjectId, args.Options);
            pipelines = BuildPipelines.Declare(this, name, ProjectId, code, args.PullRequestPreview);
            if (code.AzureReposId is { } repository)
            {
                BranchPolicies.Declare(this, name, ProjectId, repository, pipelines, args.Options.RequiredApprovals);
            }

            var team = DevOpsTeam.Declare(this, name, ProjectId, args.Options);
            PackageFeed.Declare(this, name, ProjectId, team, args.Options);
            ModelBoard.Declare(this, name, ProjectId, team, args.Options);
        }

        foreach (var environment in args.Environments)
        {
            new EnvironmentParts(this, $"{name}-{environment.Name}", ProjectId, environment, args).Declare(pipelines);
        }

        Publishing =
            pipelines.Where(entry => entry.Key.SignsInToPublish).ToDictionary(entry => entry.Key.Name, entry => entry.Value);
        RegisterOutputs();
    }

    /// <summary>Ids of the pipelines that publish, as far as they are known.</summary>
    internal IReadOnlyDictionary<string, Input<int>> Publishing { get; }

    /// <summary>Id of the project.</summary>
    [Output("projectId")]
    public Output<string> ProjectId { get; private set; }
}
