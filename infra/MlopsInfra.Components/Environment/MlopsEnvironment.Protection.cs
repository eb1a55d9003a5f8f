using Pulumi;

namespace MlopsInfra.Components;

/// <content>What closes an environment: private endpoints, and locks.</content>
public sealed partial class MlopsEnvironment
{
    private void LinkPrivately(string name)
    {
        if (Network is not { } network) return;
        network.Link($"{name}-blob", _names.PrivateEndpoint("blob"), Storage.AccountId, "blob", PrivateZones.Blob);
        network.Link($"{name}-file", _names.PrivateEndpoint("file"), Storage.AccountId, "file", PrivateZones.File);
        network.Link($"{name}-vault", _names.PrivateEndpoint("vault"), Vault.VaultId, "vault", PrivateZones.Vault);
        network.Link($"{name}-registry", _names.PrivateEndpoint("registry"), Registry.RegistryId, "registry",
            PrivateZones.Registry);
        network.Link(
            $"{name}-workspace", _names.PrivateEndpoint("workspace"), Workspace.WorkspaceId, "amlworkspace",
            PrivateZones.WorkspaceApi, PrivateZones.WorkspaceNotebooks);
    }

    private void Lock(string name)
    {
        if (!_args.DeleteLocks) return;
        Resource?[] everything =
        [
            Storage, Vault, Registry, Workspace, Training, TrainingEndpoint, BatchScoringEndpoint, Network, DataArrival,
            FileArrival, InfrastructureIdentity, PublishingIdentity, ReleasingIdentity,
            QaScoring, ProductionScoring, GitHub, AzureDevOps, BuildAgents,
        ];
        // Not the workspace: its lock would hold for the deployments in it, too, which releases delete. Azure keeps a deleted
        // workspace for 14 days.
        _ = new DeletionLocks(
            name,
            new DeletionLocksArgs
            {
                Scopes = new SortedDictionary<string, Input<string>>(StringComparer.Ordinal)
                {
                    ["storage"] = Storage.AccountId,
                    ["vault"] = Vault.VaultId,
                    ["registry"] = Registry.RegistryId,
                },
                After = [.. everything.OfType<Resource>()],
            },
            Child());
    }
}
