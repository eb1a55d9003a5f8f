using Pulumi;
using Pulumi.AzureDevOps;
using Pulumi.AzureDevOps.Inputs;
using Pulumi.AzureNative.KeyVault;
using Pulumi.AzureNative.KeyVault.Inputs;
using VariableGroupVariableArgs = Pulumi.AzureDevOps.Inputs.VariableGroupVariableArgs;

namespace MlopsInfra.Components;

/// <summary>The group of an environment's secrets: in its vault, or in Azure DevOps where that can't reach the vault.</summary>
internal sealed class PipelineSecrets(AzureDevOpsPipelines owner, string name, Input<string> projectId,
    AzureDevOpsEnvironment spec)
{
    /// <summary>Declares the secrets and their group.</summary>
    /// <param name="connection">What Azure DevOps reads the vault with.</param>
    /// <param name="trust">Lets the connection sign in.</param>
    /// <param name="placeholder">Name of the only variable where there is no secret.</param>
    public VariableGroup Declare(ServiceEndpointAzureRM connection, Resource trust, string placeholder)
    {
        var group = new VariableGroupArgs
        {
            ProjectId = projectId,
            Name = PipelineNames.SecretVariableGroup(spec.Name),
            Description = $"Secrets of the pipelines for {spec.Name}",
            AllowAccess = false,
        };
        if (spec.Secrets.Count == 0) group.Variables.Add(new VariableGroupVariableArgs { Name = placeholder, Value = "none" });
        else if (spec.Vault is { } vault) return InVault(group, vault, connection, trust);
        foreach (var (key, value) in Secrets())
        {
            group.Variables.Add(new VariableGroupVariableArgs { Name = key, IsSecret = true,
                SecretValue = Output.CreateSecret(value.ToOutput()) });
        }

        return owner.Declare($"{name}-secrets", group, (n, a, o) => new VariableGroup(n, a, o));
    }

    private VariableGroup InVault(VariableGroupArgs group, PipelineVault vault, ServiceEndpointAzureRM connection, Resource trust)
    {
        // Azure DevOps looks into the vault as soon as it hears of the group.
        var after = spec.Deploys.Identity.AfterGrants();
        after.DependsOn.Add(trust);
        group.KeyVault = new VariableGroupKeyVaultArgs { Name = vault.Name, ServiceEndpointId = connection.Id };
        foreach (var (key, value) in Secrets())
        {
            after.DependsOn.Add(DeclareSecret(vault, key, value));
            group.Variables.Add(new VariableGroupVariableArgs { Name = key });
        }

        return owner.Declare($"{name}-secrets", group, (n, a, o) => new VariableGroup(n, a, o), after);
    }

    private Secret DeclareSecret(PipelineVault vault, string key, Input<string> value)
    {
        var properties = new SecretPropertiesArgs { Value = Output.CreateSecret(value.ToOutput()), ContentType = "text/plain" };
        if (vault.ExpiresAt is { } time) properties.Attributes = new SecretAttributesArgs { Enabled = true, Expires = time };
        return owner.Declare(
            $"{name}-{key}",
            new SecretArgs { VaultName = vault.Name, ResourceGroupName = vault.ResourceGroupName, SecretName = key,
                Properties = properties },
            (n, a, o) => new Secret(n, a, o),
            new CustomResourceOptions { DeletedWith = vault.Resource });
    }

    // A vault's secrets have no underscores in their names; the pipelines give them back to the variables that programs read.
    private IEnumerable<(string Key, Input<string> Value)> Secrets() =>
        spec.Secrets.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => (PipelineNames.SecretVariable(entry.Key), entry.Value));
}
