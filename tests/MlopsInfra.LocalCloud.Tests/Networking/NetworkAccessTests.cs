using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Tests.Networking;

/// <summary>Who is let in by the network, row by row.</summary>
public sealed class NetworkAccessTests
{
    private const string Open = "";
    private const string Closed = ",\"publicNetworkAccess\":\"Disabled\"";

    private const string OneResource =
        ",\"networkAcls\":{\"defaultAction\":\"Deny\",\"bypass\":\"None\",\"resourceAccessRules\":[{"
        + "\"tenantId\":\"11111111-1111-1111-1111-111111111111\",\"resourceId\":\"";
    private const string Workspace = "Microsoft.MachineLearningServices/workspaces";
    private const string Topic = "Microsoft.EventGrid/systemTopics";
    private const string Machine = "Microsoft.Compute/virtualMachines";

    [Theory]
    [InlineData(Open, "", "outside", "in")]
    [InlineData(Closed, "", "outside", "public network access is disabled")]
    [InlineData(Closed, "link", "outside", "public network access is disabled")]
    // From a network there are two ways: a private endpoint that the name leads to, and the public address.
    [InlineData(Open, "", "network", "in")]
    [InlineData(Closed, "", "network", "no approved private endpoint")]
    [InlineData(Closed, "link", "network", "zone privatelink.blob.core.windows.net")]
    [InlineData(Closed, "link zone", "network", "in")]
    [InlineData(Closed, "link zone", "agents", "in")]
    [InlineData(Closed, "link zone", "other network", "no approved private endpoint")]
    [InlineData(Closed, "link zone", "peered network", "zone privatelink.blob.core.windows.net")]
    [InlineData(Closed, "link zone peer-zone", "peered network", "in")]
    [InlineData(Closed, "pending zone", "network", "no approved private endpoint")]
    [InlineData(Closed, "file zone", "network", "no approved private endpoint to it (blob)")]
    // Rules count where public network access is on, and nowhere else.
    [InlineData(",\"networkAcls\":{\"defaultAction\":\"Deny\"}", "", "outside", "network rules")]
    [InlineData(",\"networkAcls\":{\"defaultAction\":\"Deny\",\"ipRules\":[{\"value\":\"192.0.2.0/24\"}]}", "", "office", "in")]
    [InlineData(",\"networkAcls\":{\"defaultAction\":\"Deny\",\"ipRules\":[{\"value\":\"192.0.2.7\"}]}", "", "office", "in")]
    [InlineData(",\"networkAcls\":{\"defaultAction\":\"Deny\",\"ipRules\":[{\"value\":\"192.0.2.0/24\"}]}", "", "outside",
        "network rules")]
    [InlineData(",\"networkAcls\":{\"defaultAction\":\"Allow\",\"ipRules\":[{\"value\":\"192.0.2.0/24\"}]}", "", "outside", "in")]
    [InlineData(Closed + ",\"networkAcls\":{\"defaultAction\":\"Allow\",\"ipRules\":[{\"value\":\"192.0.2.0/24\"}]}", "",
        "office", "public network access is disabled")]
    [InlineData(",\"networkAcls\":{\"defaultAction\":\"Deny\",\"virtualNetworkRules\":[{\"id\":\"" + Town.Agents + "\"}]}", "",
        "agents", "in")]
    [InlineData(",\"networkAcls\":{\"defaultAction\":\"Deny\",\"virtualNetworkRules\":[{\"id\":\"" + Town.Agents + "\"}]}", "",
        "network", "in")]
    [InlineData(",\"networkAcls\":{\"defaultAction\":\"Deny\",\"virtualNetworkRules\":[{\"id\":\"" + Town.Agents + "\"}]}", "",
        "nodes", "network rules")]
    [InlineData(Closed + ",\"networkAcls\":{\"defaultAction\":\"Deny\",\"virtualNetworkRules\":[{\"id\":\"" + Town.Agents
        + "\"}]}", "", "agents", "no approved private endpoint")]
    // Services of Azure's pass where the account trusts them, or names the resource that they call for, closed or not.
    [InlineData(Closed + ",\"networkAcls\":{\"defaultAction\":\"Deny\",\"bypass\":\"AzureServices\"}", "", Topic, "in")]
    [InlineData(Closed + ",\"networkAcls\":{\"defaultAction\":\"Deny\",\"bypass\":\"AzureServices\"}", "", Workspace, "in")]
    [InlineData(Closed + ",\"networkAcls\":{\"defaultAction\":\"Deny\",\"bypass\":\"AzureServices\"}", "", Machine,
        "public network access is disabled")]
    [InlineData(Closed + ",\"networkAcls\":{\"defaultAction\":\"Deny\",\"bypass\":\"None\"}", "", Topic,
        "public network access is disabled")]
    [InlineData(Closed
        + OneResource + TestCloud.Group + "/providers/" + Machine + "/caller\"}]}",
        "", Machine, "in")]
    [InlineData(Closed
        + OneResource + TestCloud.Subscription + "/resourcegroups/*/providers/" + Machine + "/*\"}]}",
        "", Machine, "in")]
    [InlineData(Closed
        + OneResource + TestCloud.Group + "/providers/" + Machine + "/another\"}]}",
        "", Machine, "public network access is disabled")]
    public void Storage_lets_in(string properties, string around, string caller, string outcome)
    {
        using var town = new Town();
        var account = Scenes.Account(town.Azure, more: properties);
        var words = around.Split(' ');
        if (words.Contains("link")) town.Link(account, "blob");
        if (words.Contains("file")) town.Link(account, "file");
        if (words.Contains("pending")) town.Link(account, "blob", manual: true);
        if (words.Contains("zone")) town.Resolve(account, "privatelink.blob.core.windows.net", Town.Network);
        if (words.Contains("peer-zone")) town.Resolve(account, "privatelink.blob.core.windows.net", Town.Peer);

        Assert.Contains(outcome, Outcome(town, account, caller), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enabled", "Allow", "outside", "in")]
    [InlineData("disabled", "Allow", "outside", "public network access is disabled")]
    [InlineData("enabled", "Deny", "outside", "network rules")]
    [InlineData("disabled", "Deny", "network", "in")]
    [InlineData("disabled", "Deny", Workspace, "in")]
    [InlineData("disabled", "Deny", "Microsoft.Logic/workflows", "public network access is disabled")]
    public void A_vault_lets_in(string access, string action, string caller, string outcome)
    {
        using var town = new Town();
        var vault = TestCloud.In("Microsoft.KeyVault/vaults", "kv-data");
        town.Azure.Put(vault, $$$"""
            {"location":"westeurope","properties":{"tenantId":"{{{TestCloud.Tenant}}}","sku":{"family":"A","name":"standard"},"enableRbacAuthorization":true,
             "publicNetworkAccess":"{{{access}}}","networkAcls":{"bypass":"AzureServices","defaultAction":"{{{action}}}"} } }
            """);
        town.Link(vault, "vault");
        town.Resolve(vault, "privatelink.vaultcore.azure.net", Town.Network);

        Assert.Contains(outcome, Outcome(town, vault, caller), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Disabled", "AzureServices", "outside", "public network access is disabled")]
    [InlineData("Disabled", "AzureServices", "network", "in")]
    [InlineData("Disabled", "AzureServices", Workspace, "in")]
    [InlineData("Disabled", "None", Workspace, "public network access is disabled")]
    [InlineData("Disabled", "AzureServices", "Microsoft.ContainerInstance/containerGroups", "in")]
    [InlineData("Disabled", "AzureServices", "Microsoft.Logic/workflows", "public network access is disabled")]
    [InlineData("Enabled", "None", "outside", "in")]
    public void A_registry_lets_in(string access, string bypass, string caller, string outcome)
    {
        using var town = new Town();
        var registry = TestCloud.In("Microsoft.ContainerRegistry/registries", "crdata");
        town.Azure.Put(registry,
            $$$"""{"location":"westeurope","sku":{"name":"Premium"},"properties":{"publicNetworkAccess":"{{{access}}}","networkRuleBypassOptions":"{{{bypass}}}"} }""");
        town.Link(registry, "registry");
        town.Resolve(registry, "privatelink.azurecr.io", Town.Network);

        Assert.Contains(outcome, Outcome(town, registry, caller), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Enabled", "outside", "in")]
    [InlineData("Disabled", "outside", "public network access is disabled")]
    [InlineData("Disabled", "network", "in")]
    [InlineData("Disabled", "Microsoft.Logic/workflows", "public network access is disabled")]
    public void A_workspace_and_its_batch_endpoints_let_in(string access, string caller, string outcome)
    {
        using var town = new Town();
        var workspace = TestCloud.In(Workspace, "mlw-data");
        var body = Scenes.WorkspaceBody(town.Azure);
        var closed = $",\"publicNetworkAccess\":\"{access}\"";
        town.Azure.Put(workspace,
            body.Replace("\"systemDatastoresAuthMode\":\"Identity\"", $"\"systemDatastoresAuthMode\":\"Identity\"{closed}",
                StringComparison.Ordinal));
        town.Azure.Put($"{workspace}/batchEndpoints/bep",
            """{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"authMode":"AADToken"}}""");
        town.Link(workspace, "amlworkspace");
        town.Resolve(workspace, "privatelink.api.azureml.ms", Town.Network);

        Assert.Contains(outcome, Outcome(town, workspace, caller), StringComparison.Ordinal);
        Assert.Contains(outcome, Outcome(town, $"{workspace}/batchEndpoints/bep", caller), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Enabled", "outside", "in")]
    [InlineData("Disabled", "outside", "public network access is disabled")]
    [InlineData("Disabled", "network", "in")]
    [InlineData("Disabled", "other network", "no approved private endpoint to it (amlworkspace)")]
    public void An_online_endpoint_says_itself_whether_it_is_public_and_is_reached_through_the_workspace(string access,
        string caller, string outcome)
    {
        using var town = new Town();
        var workspace = Scenes.Workspace(town.Azure);
        var endpoint = $"{workspace}/onlineEndpoints/oep";
        town.Azure.Put(endpoint,
            $$$"""{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"authMode":"AADToken","publicNetworkAccess":"{{{access}}}"} }""");
        town.Link(workspace, "amlworkspace");
        town.Resolve(workspace, "privatelink.api.azureml.ms", Town.Network);

        Assert.Contains(outcome, Outcome(town, endpoint, caller), StringComparison.Ordinal);
    }

    private static string Outcome(Town town, string resource, string caller) =>
        new NetworkAccess(town.Azure.Cloud.Context).RefusalOf(ResourceId.Parse(resource), Town.Place(caller))?.Reason ?? "in";
}
