using System.Net;
using System.Net.Sockets;
using MlopsInfra.Contract;

namespace MlopsInfra.Lifecycle.Tests.Releases;

/// <summary>A stack of a scene: what the Pulumi program would have made.</summary>
internal sealed class SceneStack(ReleaseScene scene, string name)
{
    private const string Subscription = "00000000-0000-0000-0000-000000000000";
    private const string AcrPull = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
    private const string BlobContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

    // Groups of scenes that run at the same time would else take each other's port, and answer for each other.
    private readonly int _port = FreePort();

    private string Group => $"/subscriptions/{Subscription}/resourceGroups/rg-{name}";

    private string Registry => $"{Group}/providers/Microsoft.ContainerRegistry/registries/crpumps{name}";

    private string Account => $"{Group}/providers/Microsoft.Storage/storageAccounts/stpumps{name}";

    private string Logs => $"{Group}/providers/Microsoft.OperationalInsights/workspaces/log-{name}";

    private string Insights => $"{Group}/providers/Microsoft.Insights/components/appi-{name}";

    private string Vault => $"{Group}/providers/Microsoft.KeyVault/vaults/kv-pumps-{name}";

    private string Workspace => $"{Group}/providers/Microsoft.MachineLearningServices/workspaces/mlw-{name}";

    private string Identity => $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-{name}";

    /// <summary>Makes what every stack has.</summary>
    public async Task PutAsync()
    {
        await scene.SeedAsync(Group, """{"location":"westeurope"}""");
        await scene.SeedAsync(Registry, """{"location":"westeurope","sku":{"name":"Basic"},"properties":{}}""");
        await scene.SeedAsync(Account, """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"},"properties":{}}""");
        await scene.SeedAsync(Vault, """
            {"location":"westeurope","properties":{"tenantId":"11111111-1111-1111-1111-111111111111","sku":{"family":"A","name":"standard"}}}
            """);
        await scene.SeedAsync(Logs, """{"location":"westeurope","properties":{}}""");
        await scene.SeedAsync(Insights,
            $$"""{"location":"westeurope","kind":"web","properties":{"Application_Type":"web","WorkspaceResourceId":"{{Logs}}"} }""");
        await scene.SeedAsync(Identity, """{"location":"westeurope"}""");
        await scene.SeedAsync(Workspace, $$"""
            {"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"storageAccount":"{{Account}}","keyVault":"{{Vault}}",
             "applicationInsights":"{{Insights}}","containerRegistry":"{{Registry}}"} }
            """);
        foreach (var (store, container) in (IEnumerable<(string, string)>)[("scoring_inputs", "scoring-inputs"),
            ("predictions", "predictions")])
        {
            await scene.SeedAsync($"{Account}/blobServices/default/containers/{container}", """{"properties":{}}""");
            await scene.SeedAsync($"{Workspace}/datastores/{store}", $$$"""
                {"properties":{"datastoreType":"AzureBlob","accountName":"stpumps{{{name}}}","containerName":"{{{container}}}",
                 "credentials":{"credentialsType":"None"} } }
                """);
        }

        await GrantAsync(Registry, AcrPull);
        await GrantAsync(Account, BlobContributor);
    }

    /// <summary>Adds the group that tries models.</summary>
    public async Task<EnvironmentOutputs> WithQaAsync()
    {
        await scene.SeedAsync($"{Group}/providers/Microsoft.ContainerInstance/containerGroups/ci-{name}", $$$"""
            {"location":"westeurope","tags":{"owner":"us"},"identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{Identity}}}":{} } },
             "properties":{"osType":"Linux","restartPolicy":"Always","sku":"Standard",
              "imageRegistryCredentials":[{"server":"crpumps{{{name}}}.azurecr.io","identity":"{{{Identity}}}"}],
              "containers":[{"name":"scoring","properties":{"image":"mcr.microsoft.com/azuredocs/aci-helloworld","ports":[{"port":{{{_port}}}}],
               "environmentVariables":[{"name":"AZURE_CLIENT_ID","value":"x"},{"name":"PORT","value":"{{{_port}}}"},
                {"name":"APPLICATIONINSIGHTS_CONNECTION_STRING","secureValue":"{{{TelemetryAddress}}}"}],
               "livenessProbe":{"httpGet":{"path":"/","port":{{{_port}}},"scheme":"Http"},"initialDelaySeconds":10,"periodSeconds":10},
               "resources":{"requests":{"cpu":1,"memoryInGB":2} } } }],
              "ipAddress":{"type":"Public","dnsNameLabel":"pumps-{{{name}}}","ports":[{"port":{{{_port}}},"protocol":"TCP"}]},
              "diagnostics":{"logAnalytics":{"workspaceId":"{{{CustomerId}}}","workspaceKey":"key","workspaceResourceId":"{{{Logs}}}"} } } }
            """);
        return Outputs with { QaGroupName = $"ci-{name}", QaScoringUrl = new Uri("http://pumps.example:8080/"),
            QaIdentityId = Identity };
    }

    /// <summary>Adds an endpoint on an attached cluster.</summary>
    public async Task<EnvironmentOutputs> WithProductionAsync(bool isPrivate)
    {
        var compute = $"{Workspace}/computes/aks";
        await scene.SeedAsync(compute, """{"location":"westeurope","properties":{"computeType":"Kubernetes"}}""", asService: true);
        await scene.SeedAsync($"{Workspace}/onlineEndpoints/oe-{name}", $$$"""
            {"location":"westeurope","tags":{"owner":"us"},"identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{Identity}}}":{} } },
             "properties":{"authMode":"AMLToken","compute":"{{{compute}}}","description":"Production scoring"} }
            """, asService: true);
        return Outputs with
        {
            OnlineEndpointName = $"oe-{name}", ScoringComputeName = "aks", ScoringIdentityId = Identity,
            ScoringIdentityClientId = (string)scene.Find(Identity)["properties"]!["clientId"]!, IsPrivate = isPrivate,
        };
    }

    private string CustomerId => (string)scene.Find(Logs)["properties"]!["customerId"]!;

    private string TelemetryAddress => (string)scene.Find(Insights)["properties"]!["ConnectionString"]!;

    private EnvironmentOutputs Outputs => new()
    {
        Environment = name,
        TenantId = "11111111-1111-1111-1111-111111111111",
        SubscriptionId = Subscription,
        Location = "westeurope",
        ResourceGroupName = $"rg-{name}",
        WorkspaceName = $"mlw-{name}",
        WorkspaceId = Workspace,
        TrainingComputeName = "cpu-cluster",
        StorageAccountName = $"stpumps{name}",
        BlobEndpoint = new Uri($"https://stpumps{name}.blob.core.windows.net/"),
        Datastores = new DatastoreNames("training_data", "scoring_inputs", "predictions"),
        RegistryName = $"crpumps{name}",
        RegistryLoginServer = $"crpumps{name}.azurecr.io",
        BatchEndpointName = $"ep-{name}",
        TrainingIdentityClientId = "44444444-4444-4444-4444-444444444444",
        ApplicationInsightsId = Insights,
        LogAnalyticsId = Logs,
        LogAnalyticsCustomerId = CustomerId,
        IsPrivate = false,
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task GrantAsync(string scope, string role) => scene.SeedAsync(
        $"{scope}/providers/Microsoft.Authorization/roleAssignments/{Guid.NewGuid()}", $$"""
        {"properties":{"roleDefinitionId":"/subscriptions/{{Subscription}}/providers/Microsoft.Authorization/roleDefinitions/{{role}}",
         "principalId":"{{(string)scene.Find(Identity)["properties"]!["principalId"]!}}","principalType":"ServicePrincipal"} }
        """);
}
