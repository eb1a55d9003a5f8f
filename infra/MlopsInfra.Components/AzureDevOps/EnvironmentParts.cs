using Pulumi;
using Pulumi.AzureDevOps;
using Pulumi.AzureDevOps.Inputs;
using VariableGroupVariableArgs = Pulumi.AzureDevOps.Inputs.VariableGroupVariableArgs;

namespace MlopsInfra.Components;

/// <summary>What one environment has in the project.</summary>
internal sealed class EnvironmentParts(
    AzureDevOpsPipelines owner, string name, Input<string> projectId, AzureDevOpsEnvironment spec, AzureDevOpsPipelinesArgs args)
{
    // Azure DevOps refuses an empty group, and the pipelines name it whether there are secrets or not.
    private const string NoSecrets = "PIPELINE-SECRETS";

    /// <summary>Declares them, and lets the pipelines in one by one.</summary>
    public void Declare(IReadOnlyDictionary<PipelineFile, Input<int>> pipelines)
    {
        var environment = owner.Declare(
            $"{name}-environment",
            new Pulumi.AzureDevOps.EnvironmentArgs { ProjectId = projectId, Name = spec.Name,
                Description = $"Deployments to {spec.Name}" },
            (n, a, o) => new Pulumi.AzureDevOps.Environment(n, a, o));
        var deploy =
            Connect($"{name}-connection", PipelineNames.ServiceConnection(spec.Name), spec.Deploys, "Deploys the infrastructure");
        var publish = Connect($"{name}-publish-connection", PipelineNames.PublishServiceConnection(spec.Name), spec.Publishes,
            "Publishes the training pipeline");
        var trust = spec.Deploys.Trust(FederatedSubject.AzureDevOps(deploy.WorkloadIdentityFederationIssuer,
            deploy.WorkloadIdentityFederationSubject));
        spec.Publishes.Trust(FederatedSubject.AzureDevOps(publish.WorkloadIdentityFederationIssuer,
            publish.WorkloadIdentityFederationSubject));
        var release = ConnectForReleases();
        var variables = DeclareVariables();
        var secrets = new PipelineSecrets(owner, name, projectId, spec).Declare(deploy, trust, NoSecrets);

        var checks = new EnvironmentChecks(owner, name, projectId, args);
        checks.ProtectEnvironment(environment);
        checks.ProtectResource("connection", "endpoint", deploy.Id);
        checks.ProtectResource("publish-connection", "endpoint", publish.Id);
        if (release is not null) checks.ProtectResource("release-connection", "endpoint", release.Id);
        checks.ProtectResource("variables", "variablegroup", variables.Id);
        checks.ProtectResource("secrets", "variablegroup", secrets.Id);

        foreach (var (file, pipeline) in pipelines.Where(entry => entry.Key.SignsIn))
        {
            Permit("variables", "variablegroup", variables.Id);
            Permit("secrets", "variablegroup", secrets.Id);
            if (file.SignsInToDeploy) Permit("connection", "endpoint", deploy.Id);
            if (file.SignsInToPublish || file.SignsInToRelease) Permit("environment", "environment", environment.Id);
            if (file.SignsInToPublish) Permit("publish-connection", "endpoint", publish.Id);
            if (file.SignsInToRelease && release is not null) Permit("release-connection", "endpoint", release.Id);

            void Permit(string part, string type, Output<string> id) =>
                PipelineAuthorizations.Permit(owner, $"{name}-{file.Name}-{part}", projectId, pipeline, type, id);
        }
    }

    private ServiceEndpointAzureRM? ConnectForReleases()
    {
        if (spec.Releases is not { } identity) return null;
        var release = Connect($"{name}-release-connection", PipelineNames.ReleaseServiceConnection(spec.Name), identity,
            "Trains and releases models");
        identity.Trust(FederatedSubject.AzureDevOps(release.WorkloadIdentityFederationIssuer,
            release.WorkloadIdentityFederationSubject));
        return release;
    }

    private ServiceEndpointAzureRM Connect(string resource, string connection, DeploymentIdentity identity, string description) =>
        owner.Declare(
        resource,
        new ServiceEndpointAzureRMArgs
        {
            ProjectId = projectId,
            ServiceEndpointName = connection,
            Description = description,
            ServiceEndpointAuthenticationScheme = "WorkloadIdentityFederation",
            Credentials = new ServiceEndpointAzureRMCredentialsArgs { Serviceprincipalid = identity.ClientId },
            AzurermSpnTenantid = spec.TenantId,
            AzurermSubscriptionId = spec.SubscriptionId,
            // Needed beside the id, and shown to people only.
            AzurermSubscriptionName = spec.SubscriptionId,
        },
        (n, a, o) => new ServiceEndpointAzureRM(n, a, o));

    private VariableGroup DeclareVariables() => owner.Declare(
        $"{name}-variables",
        new VariableGroupArgs
        {
            ProjectId = projectId,
            Name = PipelineNames.VariableGroup(spec.Name),
            Description = $"What pipelines are given for {spec.Name}",
            AllowAccess = false,
            Variables = spec.Variables.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new VariableGroupVariableArgs { Name = entry.Key, Value = entry.Value }).ToArray(),
        },
        (n, a, o) => new VariableGroup(n, a, o));
}
