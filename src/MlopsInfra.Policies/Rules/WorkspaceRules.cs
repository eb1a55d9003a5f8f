namespace MlopsInfra.Policies;

/// <summary>Azure Machine Learning workspaces, their datastores and endpoints.</summary>
internal static class WorkspaceRules
{
    private const string Workspace = "azure-native:machinelearningservices:Workspace";
    private const string Datastore = "azure-native:machinelearningservices:Datastore";
    private const string OnlineEndpoint = "azure-native:machinelearningservices:OnlineEndpoint";
    private const string BatchEndpoint = "azure-native:machinelearningservices:BatchEndpoint";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("workspace-public-network", Workspace, "publicNetworkAccess", Needs.OneOf("Disabled"),
            "CKV_AZURE_144", "CKV2_AZURE_49", "Azure.ML.PublicAccess", "policy: Workspace_PublicNetworkAccessDisabled") { Profile = SecurityProfile.Production },
        new("workspace-public-behind-network", Workspace, "allowPublicAccessWhenBehindVnet", Needs.NotTrue, "CKV_AZURE_144") { Profile = SecurityProfile.Production },
        new("workspace-outbound-private", Workspace, "managedNetwork.outboundRules", Needs.Set, "CKV_AZURE_243") { Profile = SecurityProfile.Production },
        new("workspace-private", Workspace, "id", Needs.PrivateEndpointTo("amlworkspace"),
            "policy: Workspace_PrivateEndpoint_Audit_V2") { Profile = SecurityProfile.Production },
        new("workspace-identity", Workspace, "identity.type", Needs.OneOf("UserAssigned"), "Azure.ML.UserManagedIdentity", "policy: Workspace_UAIEnabled"),
        new("workspace-primary-identity", Workspace, "primaryUserAssignedIdentity", Needs.Set, "Azure.ML.UserManagedIdentity"),
        new("workspace-datastore-identity", Workspace, "systemDatastoresAuthMode", Needs.OneOf("Identity")),
        new("workspace-managed-network", Workspace, "managedNetwork.isolationMode", Needs.OneOf("AllowOnlyApprovedOutbound", "AllowInternetOutbound"),
            "policy: ManagedNetworkIsolationMode_Audit") { Profile = SecurityProfile.Production },
        new("workspace-v1-legacy", Workspace, "v1LegacyMode", Needs.True, "policy: Workspace_EnableV1LegacyMode_Audit"),
        new("workspace-customer-key", Workspace, "encryption.status", Needs.OneOf("Enabled"), "policy: Workspace_CMKEnabled_V2"),
        new("workspace-logs", Workspace, "id", Needs.LogsSent(), "policy: AuditDiagnosticLog"),
        new("datastore-credentials", Datastore, "properties.credentials.credentialsType", Needs.OneOf("None")),
        new("online-endpoint-keys", OnlineEndpoint, "properties.authMode", Needs.OneOf("AMLToken", "AADToken")),
        new("online-endpoint-public-network", OnlineEndpoint, "properties.publicNetworkAccess", Needs.OneOf("Disabled")) { Profile = SecurityProfile.Production },
        new("batch-endpoint-keys", BatchEndpoint, "properties.authMode", Needs.OneOf("AADToken")),
    ];
}
