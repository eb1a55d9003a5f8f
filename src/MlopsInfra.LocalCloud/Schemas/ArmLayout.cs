namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// Where the ARM body differs from the flat inputs of azure-native. The rule: the envelope stays at the top, all else goes
/// below <c>properties</c>. The tables hold what the rule does not say; names are those of the ARM specifications
/// (<c>x-ms-client-name</c> and <c>x-ms-client-flatten</c> there are what azure-native undoes).
/// </summary>
internal static class ArmLayout
{
    private static readonly HashSet<string> Envelope = new(StringComparer.Ordinal)
    {
        "id", "name", "type", "location", "tags", "identity", "sku", "kind", "zones", "plan", "extendedLocation", "managedBy",
        "etag", "eTag", "scale", "properties", "systemData", "azureApiVersion",
    };

    /// <summary>Members of the envelope that a type keeps below <c>properties</c> all the same.</summary>
    private static readonly Dictionary<string, string[]> BelowProperties = new(StringComparer.Ordinal)
    {
        ["operationalinsights:Workspace"] = ["sku"],
        ["operationalinsights:SavedSearch"] = ["tags"],
        ["containerinstance:ContainerGroup"] = ["sku"],
        ["containerservice:AgentPool"] = ["tags", "type"],
        ["monitor:AutoscaleSetting"] = [],
    };

    /// <summary>Inputs that are query parameters.</summary>
    private static readonly Dictionary<string, string[]> Query = new(StringComparer.Ordinal)
    {
        ["machinelearningservices:Datastore"] = ["skipValidation"],
        ["storage:FileShare"] = ["expand"],
    };

    /// <summary>Parts of the id that azure-native sends in the body as well, where Azure demands them.</summary>
    private static readonly Dictionary<string, string[]> InIdAndBody = new(StringComparer.Ordinal)
    {
        ["applicationinsights:WebTest"] = ["webTestName"],
    };

    /// <summary>Inner types that ARM gives a <c>properties</c> of their own, with what they keep at their top.</summary>
    private static readonly Dictionary<string, string[]> Flattened = new(StringComparer.Ordinal)
    {
        ["network:ApplicationGatewayIPConfiguration"] = [],
        ["network:ApplicationSecurityGroup"] = [],
        ["network:Delegation"] = [],
        ["network:NatGateway"] = [],
        ["network:NetworkSecurityGroup"] = [],
        ["network:PrivateDnsZoneConfig"] = [],
        ["network:PrivateEndpointIPConfiguration"] = [],
        ["network:PrivateLinkServiceConnection"] = [],
        ["network:PublicIPAddress"] = [],
        ["network:Route"] = [],
        ["network:RouteTable"] = [],
        ["network:SecurityRule"] = [],
        ["network:Subnet"] = [],
        ["network:VirtualNetworkPeering"] = [],
        ["compute:VirtualMachineNetworkInterfaceConfiguration"] = [],
        ["compute:VirtualMachineNetworkInterfaceIPConfiguration"] = [],
        ["compute:VirtualMachinePublicIPAddressConfiguration"] = [],
        ["compute:VirtualMachineScaleSetNetworkConfiguration"] = [],
        ["compute:VirtualMachineScaleSetIPConfiguration"] = [],
        ["compute:VirtualMachineScaleSetPublicIPAddressConfiguration"] = [],
        ["containerinstance:Container"] = [],
        ["containerinstance:InitContainerDefinition"] = [],
        ["containerinstance:DeploymentExtensionSpec"] = [],
        ["eventgrid:AzureFunctionEventSubscriptionDestination"] = ["endpointType"],
        ["eventgrid:EventHubEventSubscriptionDestination"] = ["endpointType"],
        ["eventgrid:HybridConnectionEventSubscriptionDestination"] = ["endpointType"],
        ["eventgrid:MonitorAlertEventSubscriptionDestination"] = ["endpointType"],
        ["eventgrid:NamespaceTopicEventSubscriptionDestination"] = ["endpointType"],
        ["eventgrid:ServiceBusQueueEventSubscriptionDestination"] = ["endpointType"],
        ["eventgrid:ServiceBusTopicEventSubscriptionDestination"] = ["endpointType"],
        ["eventgrid:StorageQueueEventSubscriptionDestination"] = ["endpointType"],
        ["eventgrid:WebHookEventSubscriptionDestination"] = ["endpointType"],
        ["eventgrid:StorageBlobDeadLetterDestination"] = ["endpointType"],
        ["eventgrid:DynamicDeliveryAttributeMapping"] = ["type"],
        ["eventgrid:StaticDeliveryAttributeMapping"] = ["type"],
    };

    private static readonly Dictionary<string, Dictionary<string, string>> Names = new(StringComparer.Ordinal)
    {
        ["storage:StorageAccount"] = new()
        {
            ["enableHttpsTrafficOnly"] = "supportsHttpsTrafficOnly", ["networkRuleSet"] = "networkAcls",
            ["enableNfsV3"] = "isNfsV3Enabled",
        },
        ["storage:Encryption"] = new() { ["encryptionIdentity"] = "identity", ["keyVaultProperties"] = "keyvaultproperties" },
        ["storage:EncryptionIdentity"] = new()
        {
            ["encryptionUserAssignedIdentity"] = "userAssignedIdentity",
            ["encryptionFederatedIdentityClientId"] = "federatedIdentityClientId",
        },
        ["storage:KeyVaultProperties"] =
            new() { ["keyName"] = "keyname", ["keyVaultUri"] = "keyvaulturi", ["keyVersion"] = "keyversion" },
        ["storage:CustomDomain"] = new() { ["useSubDomainName"] = "useSubDomain" },
        ["storage:IPRule"] = new() { ["iPAddressOrRange"] = "value" },
        ["storage:VirtualNetworkRule"] = new() { ["virtualNetworkResourceId"] = "id" },
        ["applicationinsights:Component"] = new()
        {
            ["applicationType"] = "Application_Type", ["flowType"] = "Flow_Type", ["requestSource"] = "Request_Source",
            ["hockeyAppId"] = "HockeyAppId", ["hockeyAppToken"] = "HockeyAppToken", ["samplingPercentage"] = "SamplingPercentage",
            ["retentionInDays"] = "RetentionInDays", ["disableIpMasking"] = "DisableIpMasking",
            ["immediatePurgeDataOn30Days"] = "ImmediatePurgeDataOn30Days", ["workspaceResourceId"] = "WorkspaceResourceId",
            ["ingestionMode"] = "IngestionMode", ["disableLocalAuth"] = "DisableLocalAuth",
            ["forceCustomerStorageForProfiler"] = "ForceCustomerStorageForProfiler", ["applicationId"] = "ApplicationId",
            ["appId"] = "AppId",
            ["instrumentationKey"] = "InstrumentationKey", ["creationDate"] = "CreationDate", ["tenantId"] = "TenantId",
            ["connectionString"] = "ConnectionString", ["laMigrationDate"] = "LaMigrationDate",
            ["privateLinkScopedResources"] = "PrivateLinkScopedResources",
        },
        ["applicationinsights:WebTest"] = new()
        {
            ["syntheticMonitorId"] = "SyntheticMonitorId", ["description"] = "Description", ["enabled"] = "Enabled",
            ["frequency"] = "Frequency",
            ["timeout"] = "Timeout", ["webTestKind"] = "Kind", ["retryEnabled"] = "RetryEnabled", ["locations"] = "Locations",
            ["configuration"] = "Configuration", ["request"] = "Request", ["validationRules"] = "ValidationRules",
            ["webTestName"] = "Name",
        },
        ["authorization:RoleDefinition"] = new() { ["roleType"] = "type" },
        ["applicationinsights:WebTestGeolocation"] = new() { ["location"] = "Id" },
        ["applicationinsights:WebTestPropertiesConfiguration"] = new() { ["webTest"] = "WebTest" },
        ["applicationinsights:WebTestPropertiesRequest"] = new()
        {
            ["followRedirects"] = "FollowRedirects", ["headers"] = "Headers", ["httpVerb"] = "HttpVerb",
            ["parseDependentRequests"] = "ParseDependentRequests", ["requestBody"] = "RequestBody", ["requestUrl"] = "RequestUrl",
        },
        ["applicationinsights:WebTestPropertiesValidationRules"] = new()
        {
            ["contentValidation"] = "ContentValidation", ["expectedHttpStatusCode"] = "ExpectedHttpStatusCode",
            ["ignoreHttpStatusCode"] = "IgnoreHttpStatusCode",
            ["sSLCertRemainingLifetimeCheck"] = "SSLCertRemainingLifetimeCheck",
            ["sSLCheck"] = "SSLCheck",
        },
        ["applicationinsights:WebTestPropertiesValidationRulesContentValidation"] = new()
        {
            ["contentMatch"] = "ContentMatch", ["ignoreCase"] = "IgnoreCase", ["passIfTextFound"] = "PassIfTextFound",
        },
        ["applicationinsights:HeaderField"] = new() { ["headerFieldName"] = "key", ["headerFieldValue"] = "value" },
        ["machinelearningservices:InferenceEndpoint"] = new() { ["inferenceEndpointProperties"] = "properties" },
        ["machinelearningservices:InferenceGroup"] = new() { ["inferenceGroupProperties"] = "properties" },
        ["machinelearningservices:InferencePool"] = new() { ["inferencePoolProperties"] = "properties" },
        ["machinelearningservices:LabelingJob"] = new() { ["labelingJobProperties"] = "properties" },
        ["monitor:MetricAlertMultipleResourceMultipleMetricCriteria"] = new() { ["odataType"] = "odata.type" },
        ["monitor:MetricAlertSingleResourceMultipleMetricCriteria"] = new() { ["odataType"] = "odata.type" },
        ["monitor:WebtestLocationAvailabilityCriteria"] = new() { ["odataType"] = "odata.type" },
    };

    /// <summary>Whether an input of a resource is a query parameter.</summary>
    public static bool IsQuery(string resource, string property) =>
        Query.TryGetValue(resource, out var names) && names.Contains(property);

    /// <summary>Whether a part of the id of a resource is sent in its body as well.</summary>
    public static bool IsInBodyToo(string resource, string property) =>
        InIdAndBody.TryGetValue(resource, out var names) && names.Contains(property);

    /// <summary>Whether a property of a resource stands below <c>properties</c>.</summary>
    public static bool IsBelowProperties(string resource, string property)
    {
        // A resource group has nothing below `properties` that could be given.
        if (BelowProperties.TryGetValue(resource, out var names) && names.Contains(property)) return true;
        return !Envelope.Contains(property) && ArmName(resource, property) != "properties";
    }

    /// <summary>Whether a property of an inner type stands below a <c>properties</c> of that type.</summary>
    public static bool IsBelowInnerProperties(string type, string property) =>
        Flattened.TryGetValue(InputName(type), out var top) && !top.Contains(property) && !Envelope.Contains(property);

    /// <summary>The name of a property in the ARM body.</summary>
    public static string ArmName(string type, string property) =>
        Names.TryGetValue(InputName(type), out var names) && names.TryGetValue(property, out var name) ? name : property;

    /// <summary>The input type that an output type mirrors.</summary>
    private static string InputName(string type)
    {
        // `FileSharePropertiesResponseFileSharePaidBursting`: the word may stand in the middle.
        var at = type.LastIndexOf("Response", StringComparison.Ordinal);
        return at < 0 ? type : type.Remove(at, "Response".Length);
    }
}
