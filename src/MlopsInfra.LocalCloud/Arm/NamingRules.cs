namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// The naming rule of each type. Sources: Azure's "Naming rules and restrictions for Azure resources", PSRule for Azure
/// (<c>Azure.*.Name</c>), for Azure Machine Learning the patterns of its OpenAPI document 2025-12-01.
/// </summary>
internal static class NamingRules
{
    private const string Default = "Resource name '{0}' is invalid.";

    private static readonly Dictionary<string, NamingRule> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Resources/resourceGroups"] = new(@"[\p{L}\p{N}._()\-]*[\p{L}\p{N}_()\-]", 1, 90, "InvalidResourceGroup",
            "The provided resource group name '{0}' is invalid. The name can be up to 90 characters of letters, digits, '-', "
                + "'.', '(', ')' or '_' and must not end with a period."),
        ["Microsoft.Storage/storageAccounts"] = new("[a-z0-9]+", 3, 24, "AccountNameInvalid",
            "{0} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use "
                + "numbers and lower-case letters only."),
        ["Microsoft.Storage/storageAccounts/blobServices"] =
            new("default", 7, 7, "InvalidResourceName", "The blob service of a storage account is called 'default', not '{0}'."),
        ["Microsoft.Storage/storageAccounts/managementPolicies"] = new("default", 7, 7, "InvalidResourceName",
            "The management policy of a storage account is called 'default', not '{0}'."),
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] =
            new(@"\$root|\$web|\$logs|[a-z0-9](?:-?[a-z0-9])*", 3, 63, "InvalidResourceName",
            "The specified resource name '{0}' contains invalid characters. A container name must be 3 to 63 lower-case letters, "
                + "digits and single hyphens, and begin and end with a letter or digit."),
        ["Microsoft.Storage/storageAccounts/fileServices/shares"] = new("[a-z0-9](?:-?[a-z0-9])*", 3, 63, "InvalidResourceName",
            "The specified resource name '{0}' contains invalid characters. A share name must be 3 to 63 lower-case letters, "
                + "digits and single hyphens, and begin and end with a letter or digit."),
        ["Microsoft.KeyVault/vaults"] = new("[A-Za-z](?:-?[A-Za-z0-9])*", 3, 24, "VaultNameNotValid",
            "The vault name '{0}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin "
                + "with a letter, end with a letter or digit, and not contain consecutive hyphens."),
        ["Microsoft.KeyVault/vaults/secrets"] = new("[A-Za-z0-9-]+", 1, 127, "BadParameter",
            "The request URI contains an invalid name: {0}. A secret's name must be 1 to 127 letters, digits and hyphens."),
        ["Microsoft.KeyVault/vaults/keys"] = new("[A-Za-z0-9-]+", 1, 127, "BadParameter",
            "The request URI contains an invalid name: {0}. A key's name must be 1 to 127 letters, digits and hyphens."),
        ["Microsoft.ContainerRegistry/registries"] = new("[A-Za-z0-9]+", 5, 50, "InvalidResourceName",
            "Registry name '{0}' is invalid. Registry names may contain alpha numeric characters only and must be between 5 and "
                + "50 characters."),
        ["Microsoft.ContainerRegistry/registries/tasks"] = new("[A-Za-z0-9_-]+", 5, 50, "InvalidResourceName",
            "Task name '{0}' is invalid. Task names must be 5 to 50 letters, digits, hyphens and underscores."),
        ["Microsoft.ContainerRegistry/registries/cacheRules"] = new("[A-Za-z0-9-]+", 5, 50, "InvalidResourceName",
            "Cache rule name '{0}' is invalid. It must be 5 to 50 letters, digits and hyphens."),
        ["Microsoft.ContainerRegistry/registries/replications"] = new("[A-Za-z0-9]+", 5, 50, "InvalidResourceName",
            "Replication name '{0}' is invalid. It must be 5 to 50 letters and digits."),
        ["Microsoft.ContainerRegistry/registries/scopeMaps"] = new("[A-Za-z0-9_-]+", 5, 50, "InvalidResourceName",
            "Scope map name '{0}' is invalid. It must be 5 to 50 letters, digits, hyphens and underscores."),
        ["Microsoft.ContainerRegistry/registries/tokens"] = new("[A-Za-z0-9_-]+", 5, 50, "InvalidResourceName",
            "Token name '{0}' is invalid. It must be 5 to 50 letters, digits, hyphens and underscores."),
        ["Microsoft.ContainerRegistry/registries/webhooks"] = new("[A-Za-z0-9]+", 5, 50, "InvalidResourceName",
            "Webhook name '{0}' is invalid. It must be 5 to 50 letters and digits."),
        ["Microsoft.ContainerRegistry/registries/connectedRegistries"] = new("[A-Za-z0-9]+", 5, 40, "InvalidResourceName",
            "Connected registry name '{0}' is invalid. It must be 5 to 40 letters and digits."),
        ["Microsoft.ContainerRegistry/registries/importPipelines"] = new("[A-Za-z0-9]+", 5, 50, "InvalidResourceName",
            "Import pipeline name '{0}' is invalid. It must be 5 to 50 letters and digits."),
        ["Microsoft.ContainerRegistry/registries/taskRuns"] = new("[A-Za-z0-9-]+", 5, 50, "InvalidResourceName",
            "Task run name '{0}' is invalid. It must be 5 to 50 letters, digits and hyphens."),
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = new("[A-Za-z0-9][A-Za-z0-9_-]*", 3, 128, "InvalidResourceName",
            "The resource name '{0}' is invalid. It must be 3 to 128 letters, digits, hyphens and underscores, and begin with a "
                + "letter or digit."),
        ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials"] =
            new("[A-Za-z0-9][A-Za-z0-9_-]*", 3, 120, "InvalidResourceName",
            "The resource name '{0}' is invalid. It must be 3 to 120 letters, digits, hyphens and underscores, and begin with a "
                + "letter or digit."),
        ["Microsoft.OperationalInsights/workspaces"] = new("[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?", 4, 63, "InvalidParameter",
            "The workspace name '{0}' is invalid. It must be 4 to 63 letters, digits and hyphens, and begin and end with a "
                + "letter or digit."),
        ["Microsoft.Insights/components"] = new(@"[^%&\\?/<>:*|""]*[^%&\\?/<>:*|"". ]", 1, 260, "InvalidResourceName", Default),
        ["Microsoft.Authorization/roleAssignments"] = new(Guid, 36, 36, "InvalidRoleAssignmentId",
            "The role assignment ID '{0}' is not valid. The role assignment ID must be a GUID."),
        ["Microsoft.Authorization/roleDefinitions"] = new(Guid, 36, 36, "InvalidRoleDefinitionId",
            "The role definition ID '{0}' is not valid. The role definition ID must be a GUID."),
        ["Microsoft.Authorization/locks"] = new(@"[^<>%&:\\?/]*[^<>%&:\\?/. ]", 1, 90, "InvalidResourceName", Default),
        ["Microsoft.Authorization/policyAssignments"] = Policy("assignment"),
        ["Microsoft.Authorization/policyDefinitions"] = Policy("definition"),
        ["Microsoft.Resources/deployments"] = new(@"[A-Za-z0-9._()\-]+", 1, 64, "InvalidDeploymentName",
            "The deployment name '{0}' is invalid. It must be 1 to 64 letters, digits, '-', '.', '_', '(' and ')'."),
        ["Microsoft.App/containerApps"] = ContainerApps("container app", 32),
        ["Microsoft.App/jobs"] = ContainerApps("job", 32),
        ["Microsoft.App/managedEnvironments"] = ContainerApps("environment", 60),
        ["Microsoft.Compute/virtualMachines"] = VirtualMachine(),
        ["Microsoft.Compute/virtualMachineScaleSets"] = VirtualMachine(),
        ["Microsoft.MachineLearningServices/workspaces"] = Workspace("Workspace"),
        ["Microsoft.MachineLearningServices/workspaces/computes"] =
            new(@"[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9\-]{2,23}", 3, 24, "ValidationError",
            "Compute name '{0}' is invalid. It must be 3 to 24 letters, digits and hyphens, begin with a letter and not end with "
                + "a hyphen and digits."),
        ["Microsoft.MachineLearningServices/workspaces/datastores"] = new("[a-zA-Z0-9_]+", 1, 255, "ValidationError",
            "Datastore name '{0}' is invalid. It must consist only of letters, digits and underscores."),
        ["Microsoft.MachineLearningServices/workspaces/batchEndpoints"] = Endpoint("Endpoint"),
        ["Microsoft.MachineLearningServices/workspaces/onlineEndpoints"] = Endpoint("Endpoint"),
        ["Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments"] = Endpoint("Deployment"),
        ["Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments"] = Endpoint("Deployment"),
        ["Microsoft.MachineLearningServices/workspaces/connections"] = Workspace("Connection"),
        ["Microsoft.MachineLearningServices/registries"] = Workspace("Registry"),
        ["Microsoft.MachineLearningServices/workspaces/jobs"] = Asset("Job"),
        ["Microsoft.MachineLearningServices/workspaces/codes"] = Asset("Code"),
        ["Microsoft.MachineLearningServices/workspaces/components"] = Asset("Component"),
        ["Microsoft.MachineLearningServices/workspaces/data"] = Asset("Data"),
        ["Microsoft.MachineLearningServices/workspaces/environments"] = Asset("Environment"),
        ["Microsoft.MachineLearningServices/workspaces/models"] = Asset("Model"),
        ["Microsoft.MachineLearningServices/workspaces/codes/versions"] = Asset("Code version"),
        ["Microsoft.MachineLearningServices/workspaces/components/versions"] = Asset("Component version"),
        ["Microsoft.MachineLearningServices/workspaces/data/versions"] = Asset("Data version"),
        ["Microsoft.MachineLearningServices/workspaces/environments/versions"] = Asset("Environment version"),
        ["Microsoft.MachineLearningServices/workspaces/models/versions"] = Asset("Model version"),
        ["Microsoft.MachineLearningServices/workspaces/featuresets"] = Asset("Feature set"),
        ["Microsoft.MachineLearningServices/workspaces/featuresets/versions"] = Asset("Feature set version"),
        ["Microsoft.MachineLearningServices/workspaces/featurestoreEntities"] = Asset("Feature store entity"),
        ["Microsoft.MachineLearningServices/workspaces/featurestoreEntities/versions"] = Asset("Feature store entity version"),
        ["Microsoft.MachineLearningServices/workspaces/labelingJobs"] = Asset("Labeling job"),
        ["Microsoft.MachineLearningServices/registries/codes"] = Asset("Code"),
        ["Microsoft.MachineLearningServices/registries/codes/versions"] = Asset("Code version"),
        ["Microsoft.MachineLearningServices/registries/components"] = Asset("Component"),
        ["Microsoft.MachineLearningServices/registries/components/versions"] = Asset("Component version"),
        ["Microsoft.MachineLearningServices/registries/data"] = Asset("Data"),
        ["Microsoft.MachineLearningServices/registries/data/versions"] = Asset("Data version"),
        ["Microsoft.MachineLearningServices/registries/environments"] = Asset("Environment"),
        ["Microsoft.MachineLearningServices/registries/environments/versions"] = Asset("Environment version"),
        ["Microsoft.MachineLearningServices/registries/models"] = Asset("Model"),
        ["Microsoft.MachineLearningServices/registries/models/versions"] = Asset("Model version"),
        ["Microsoft.ContainerService/managedClusters"] =
            new("[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?", 1, 63, "InvalidParameter",
            "The value of parameter name is invalid. Error details: resource name '{0}' must be 1 to 63 letters, digits, "
                + "underscores and hyphens, and begin and end with a letter or digit."),
        ["Microsoft.ContainerService/managedClusters/agentPools"] = new("[a-z][a-z0-9]*", 1, 12, "InvalidParameter",
            "The value of parameter agentPoolProfile.name is invalid. Error details: Pool name '{0}' must start with a lowercase "
                + "letter, have max length of 12, and only have characters a-z0-9."),
        ["Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings"] = new("[A-Za-z0-9-]+", 1, 24, "InvalidParameter",
            "The trusted access role binding's name '{0}' is invalid. It must be 1 to 24 letters, digits and hyphens."),
        ["Microsoft.ContainerService/managedClusters/maintenanceConfigurations"] =
            new("default|aksManagedAutoUpgradeSchedule|aksManagedNodeOSUpgradeSchedule", 7, 31, "InvalidParameter",
            "The maintenance configuration's name '{0}' is invalid. Allowed are 'default', 'aksManagedAutoUpgradeSchedule' and "
                + "'aksManagedNodeOSUpgradeSchedule'."),
        ["Microsoft.ContainerInstance/containerGroups"] =
            new("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", 1, 63, "InvalidContainerGroupName",
            "The container group name '{0}' is invalid. It must be 1 to 63 lower-case letters, digits and hyphens, and begin and "
                + "end with a letter or digit."),
        ["Microsoft.KubernetesConfiguration/extensions"] =
            new("[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?", 1, 63, "ValidationFailed", "The extension name '{0}' is invalid."),
        ["Microsoft.EventGrid/systemTopics"] = new("[A-Za-z0-9-]+", 3, 128, "InvalidRequest",
            "The specified system topic name '{0}' is invalid. It must be 3 to 128 letters, digits and hyphens."),
        ["Microsoft.EventGrid/systemTopics/eventSubscriptions"] = new("[A-Za-z0-9-]+", 3, 64, "InvalidRequest",
            "Event subscription name '{0}' is invalid. It must be 3 to 64 letters, digits and hyphens."),
        ["Microsoft.EventGrid/eventSubscriptions"] = new("[A-Za-z0-9-]+", 3, 64, "InvalidRequest",
            "Event subscription name '{0}' is invalid. It must be 3 to 64 letters, digits and hyphens."),
        ["Microsoft.Logic/workflows"] = new(@"[A-Za-z0-9\-._()]+", 1, 80, "InvalidWorkflowName",
            "The workflow name '{0}' is invalid. It must be 1 to 80 letters, digits, '-', '.', '_', '(' and ')'."),
        ["Microsoft.Network/virtualNetworks"] = Network(2, 64),
        ["Microsoft.Network/virtualNetworks/subnets"] = Network(1, 80),
        ["Microsoft.Network/networkSecurityGroups"] = Network(1, 80),
        ["Microsoft.Network/networkSecurityGroups/securityRules"] = Network(1, 80),
        ["Microsoft.Network/privateEndpoints"] = Network(2, 64),
        ["Microsoft.Network/privateEndpoints/privateDnsZoneGroups"] = Network(1, 80),
        ["Microsoft.Network/publicIPAddresses"] = Network(1, 80),
        ["Microsoft.Network/natGateways"] = Network(1, 80),
        ["Microsoft.Network/networkWatchers"] = Network(1, 80),
        ["Microsoft.Network/networkWatchers/flowLogs"] = Network(1, 80),
        ["Microsoft.Network/routeTables"] = Network(1, 80),
        ["Microsoft.Network/privateDnsZones/virtualNetworkLinks"] = Network(1, 80),
        ["Microsoft.Network/privateDnsZones"] = new(@"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+", 1, 253, "InvalidZoneName",
            "The DNS zone name '{0}' is invalid. It must have 2 to 34 labels of 1 to 63 characters."),
        ["Microsoft.Insights/actionGroups"] = new(@"[^:<>+/&%\\?|]*[^:<>+/&%\\?|. ]", 1, 260, "InvalidResourceName", Default),
        ["Microsoft.Insights/metricAlerts"] =
            new(@"[^*#&+:<>?@%{}\\/|]*[^*#&+:<>?@%{}\\/|. ]", 1, 260, "InvalidResourceName", Default),
        ["Microsoft.Insights/webtests"] = new(@"[^%&\\?/<>:*|""]*[^%&\\?/<>:*|"". ]", 1, 260, "InvalidResourceName", Default),
        ["Microsoft.Insights/scheduledQueryRules"] =
            new(@"[^*<>%{}&:\\?/#|]*[^*<>%{}&:\\?/#|. ]", 1, 260, "InvalidResourceName", Default),
        ["Microsoft.Insights/activityLogAlerts"] =
            new(@"[^<>*%{}&:\\?+/#|]*[^<>*%{}&:\\?+/#|. ]", 1, 260, "InvalidResourceName", Default),
        ["Microsoft.Insights/autoscalesettings"] =
            new(@"[^<>%&#.,?/\\:]*[^<>%&#.,?/\\: ]", 1, 260, "InvalidResourceName", Default),
        ["Microsoft.Insights/diagnosticSettings"] = new(@"[^*<>%:&?/\\+]+", 1, 260, "BadRequest",
            "The diagnostic setting's name '{0}' is invalid. It must be 1 to 260 characters, and none of * < > % : & ? / \\ +."),
        ["Microsoft.Insights/dataCollectionRules"] = new(@"[^<>%&\\?/]*[^<>%&\\?/. ]", 1, 64, "InvalidResourceName", Default),
        ["Microsoft.Insights/dataCollectionRuleAssociations"] =
            new(@"[^<>%&\\?/]*[^<>%&\\?/. ]", 1, 64, "InvalidResourceName", Default),
        ["Microsoft.Insights/dataCollectionEndpoints"] = new("[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]", 3, 44, "InvalidResourceName",
            "Resource name '{0}' is invalid. It must be 3 to 44 letters, digits and hyphens, and begin and end with a letter or "
                + "digit."),
        ["Microsoft.Insights/privateLinkScopes"] = new(@"[A-Za-z0-9_.\-]*[A-Za-z0-9_\-]", 1, 255, "InvalidResourceName",
            "Resource name '{0}' is invalid. It must be 1 to 255 letters, digits, '_', '-' and '.', and not end with a period."),
        ["Microsoft.AlertsManagement/smartDetectorAlertRules"] =
            new(@"[^*<>%{}&:\\?/#|]*[^*<>%{}&:\\?/#|. ]", 1, 260, "InvalidResourceName", Default),
        ["Microsoft.Insights/workbooks"] = new(Guid, 36, 36, "BadRequest", "The workbook's resource name '{0}' must be a GUID."),
        ["Microsoft.Consumption/budgets"] = new("[A-Za-z0-9_-]+", 1, 63, "400",
            "The budget name '{0}' is invalid. It must be 1 to 63 letters, digits, hyphens and underscores."),
        ["Microsoft.Dashboard/grafana"] = new("[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?", 2, 23, "InvalidResourceName", Default),
        ["Microsoft.Portal/dashboards"] = new("[A-Za-z0-9-]+", 3, 160, "InvalidResourceName",
            "The dashboard name '{0}' is invalid. It must be 3 to 160 letters, digits and hyphens; the tag 'hidden-title' holds "
                + "any other title."),
    };

    private const string Guid = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /// <summary>Whether a type has a rule of its own.</summary>
    public static bool Has(string type) => Table.ContainsKey(type);

    /// <summary>The rule of a type.</summary>
    public static NamingRule For(string type) => Table.GetValueOrDefault(type) ?? NamingRule.Any;

    private static NamingRule Endpoint(string what) => new("[a-zA-Z](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?", 3, 32, "ValidationError",
        what + " name '{0}' is invalid. It must be 3 to 32 letters, digits and hyphens, begin with a letter and end with a "
            + "letter or digit.");

    private static NamingRule Workspace(string what) => new("[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}", 3, 33, "ValidationError",
        what + " name '{0}' is invalid. It must be 3 to 33 letters, digits, hyphens and underscores, and begin with a letter or "
            + "digit.");

    private static NamingRule Asset(string what) => new(@"[a-zA-Z0-9][a-zA-Z0-9\-_.]{0,254}", 1, 255, "ValidationError",
        what + " name '{0}' is invalid. It must be 1 to 255 letters, digits, hyphens, underscores and periods, and begin with a "
            + "letter or digit.");

    private static NamingRule Policy(string what) => new(@"[^<>*%&:\\?.+/]*[^<>*%&:\\?.+/ ]", 1, 64, "InvalidPolicyParameters",
        "The policy " + what
            + " name '{0}' is invalid. It must be 1 to 64 characters, none of < > * % & : \\ ? . + /, and not end with a space.");

    private static NamingRule ContainerApps(string what, int maximum) =>
        new("[a-z](?:-?[a-z0-9])*", 2, maximum, "ContainerAppInvalidName",
        "Invalid " + what + " name '{0}'. It must be 2 to " + maximum
            + " lower-case letters, digits and single hyphens, begin with a letter and end with a letter or digit.");

    private static NamingRule VirtualMachine() => new(@"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?", 1, 64, "InvalidParameter",
        "The name '{0}' is invalid. It must be 1 to 64 letters, digits, periods, underscores and hyphens, begin with a letter or "
            + "digit and not end with a period or hyphen.");

    private static NamingRule Network(int minimum, int maximum) =>
        new("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?", minimum, maximum, "InvalidResourceName",
        "Resource name {0} is invalid. The name can be up to " + maximum
            + " characters long. It must begin with a word character, and it must end with a word character or with '_'. The "
            + "name may contain word characters or '.', '-', '_'.");
}
