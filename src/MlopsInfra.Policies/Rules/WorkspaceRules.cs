namespace MlopsInfra.Policies;

/// <summary>Azure Machine Learning workspaces, their datastores and endpoints.</summary>
internal static class WorkspaceRules
{
    private const string Workspace = "azure-native:machinelearningservices:Workspace";
    private const string Datastore = "azure-native:machinelearningservices:Datastore";
    private const string OnlineEndpoint = "azure-native:machinelearningservices:OnlineEndpoint";
    private const string BatchEndpoint = "azure-native:machinelearningservices:BatchEndpoint";
    private const string Registry = "azure-native:containerregistry:Registry";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("workspace-public-network", Workspace, "publicNetworkAccess", Requirements.OneOf("Disabled"),
            "CKV_AZURE_144", "CKV2_AZURE_49", "Azure.ML.PublicAccess",
            "policy: 438c38d2-3772-465a-a9cc-7a6666a275ce") { Profile = SecurityProfile.Production },
        new("workspace-public-behind-network", Workspace, "allowPublicAccessWhenBehindVnet", Requirements.FalseOrNotSet,
            "CKV_AZURE_144") { Profile = SecurityProfile.Production },
        new("workspace-outbound-private", Workspace, "managedNetwork.outboundRules", Requirements.Set, "CKV_AZURE_243")
        {
            Profile = SecurityProfile.Production,
            // Outbound rules are those of a managed network; whether there is one is what workspace-managed-network asks.
            When = workspace => !InputPath.Find(workspace.Inputs, "managedNetwork.isolationMode")[0].IsMissing,
        },
        new("workspace-private", Workspace, "id", Requirements.PrivateEndpointTo("amlworkspace"),
            "policy: 45e05259-1eb5-4f70-9574-baf73e9d219b") { Profile = SecurityProfile.Production },
        new("workspace-identity", Workspace, "identity.type", Requirements.OneOf("UserAssigned"), "Azure.ML.UserManagedIdentity",
            "policy: 5f0c7d88-c7de-45b8-ac49-db49e72eaa78"),
        new("workspace-primary-identity", Workspace, "primaryUserAssignedIdentity", Requirements.Set,
            "Azure.ML.UserManagedIdentity"),
        new("workspace-datastore-identity", Workspace, "systemDatastoresAuthMode", Requirements.OneOf("Identity")),
        new("workspace-managed-network", Workspace, "managedNetwork.isolationMode",
            Requirements.OneOf("AllowOnlyApprovedOutbound", "AllowInternetOutbound"))
        {
            Profile = SecurityProfile.Production,
        },
        new("workspace-approved-outbound", Workspace, "managedNetwork.isolationMode",
            Requirements.OneOf("AllowOnlyApprovedOutbound"),
            "policy: 6ddb1705-c8cf-450e-aa4b-19ad6703c440") { Profile = SecurityProfile.Production },
        new("workspace-v1-legacy", Workspace, "v1LegacyMode", Requirements.True, "policy: e413671a-dd10-4cc1-a943-45b598596cb7"),
        new("workspace-customer-key", Workspace, "encryption.status", Requirements.OneOf("Enabled"),
            "policy: 7f40cee6-e933-4d0f-a782-b96615e0f4a6", "policy: ba769a63-b8cc-4b2d-abf6-ac33c7204be8"),
        new("workspace-logs", Workspace, "id", Requirements.LogsSent(), "policy: afe0c3be-ba3b-4544-ba52-0c99672a8ad6"),
        new("workspace-image-build", Workspace, "imageBuildCompute", BuildsImages()),
        new("datastore-credentials", Datastore, "properties.credentials.credentialsType", Requirements.OneOf("None")),
        new("online-endpoint-keys", OnlineEndpoint, "properties.authMode", Requirements.OneOf("AMLToken", "AADToken")),
        new("online-endpoint-public-network", OnlineEndpoint, "properties.publicNetworkAccess",
            Requirements.OneOf("Disabled")) { Profile = SecurityProfile.Production },
        new("batch-endpoint-keys", BatchEndpoint, "properties.authMode", Requirements.OneOf("AADToken")),
    ];

    // The registry's own build service stands outside of every network: each build of an image would end with
    // ImageBuildComputeNotValid.
    private static Requirement BuildsImages() => Requirement.OfGraph(
        "name a cluster, since the workspace's registry is closed to its own build service",
        (workspace, cluster, all) => !cluster.IsMissing
            || !IsClosed(InputPath.Find(workspace.Inputs, "containerRegistry")[0], all));

    // Where it is not known yet which registry it is, all of them have to be closed: an open one may be meant.
    private static bool IsClosed(InputValue reference, DeclaredResources all)
    {
        if (reference.IsMissing) return false;
        var possible = all.OfType(Registry).Where(registry => DeclaredResources.MayLeadTo(reference, registry)).ToList();
        return possible.Count > 0 && possible.All(registry =>
            Is(registry, "publicNetworkAccess", "Disabled") || Is(registry, "networkRuleSet.defaultAction", "Deny"));
    }

    private static bool Is(DeclaredResource resource, string path, string text) =>
        string.Equals(InputPath.Find(resource.Inputs, path)[0].Text, text, StringComparison.OrdinalIgnoreCase);
}
