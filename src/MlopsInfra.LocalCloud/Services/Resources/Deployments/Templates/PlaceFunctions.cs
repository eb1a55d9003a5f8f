using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using MlopsInfra.LocalCloud.Store;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>Functions that say where a template is deployed to. Sources: "Scope functions", "Deployment functions".</summary>
internal static class PlaceFunctions
{
    private static readonly string[] Zones = ["1", "2", "3"];

    /// <summary>Calls one; false if it is none of them.</summary>
    public static bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, CloudContext cloud,
        DeploymentRequest request, out JsonNode? value)
    {
        value = null;
        switch (call.Function.ToLowerInvariant())
        {
            case "resourcegroup" when arguments.Count == 0:
                value = Group(cloud, request);
                return true;
            case "subscription" when arguments.Count == 0:
                var id = request.Scope.SubscriptionId;
                value = new JsonObject { ["id"] = $"/subscriptions/{id}", ["subscriptionId"] = id,
                    ["tenantId"] = cloud.Options.TenantId, ["displayName"] = "Local cloud" };
                return true;
            case "tenant" when arguments.Count == 0:
                value = new JsonObject { ["tenantId"] = cloud.Options.TenantId, ["countryCode"] = "US",
                    ["displayName"] = "Local cloud" };
                return true;
            case "deployment" when arguments.Count == 0:
                value = Deployment(request);
                return true;
            case "environment" when arguments.Count == 0:
                value = Environment();
                return true;
            case "managementgroup":
                throw new TemplateException(
                    "The template function 'managementGroup' is not expected at this location: the template is not deployed to "
                        + "a management group.");
            case "providers" when arguments.Count is 1 or 2:
                value = Provider(cloud, Text(arguments[0]), arguments.Count > 1 ? Text(arguments[1]) : null);
                return true;
            case "pickzones" when arguments.Count is >= 3 and <= 5:
                var count = arguments.Count > 3 ? Count(arguments[3]) : 1;
                var skip = arguments.Count > 4 ? Count(arguments[4]) : 0;
                value = List(Zones.Skip(skip).Take(count).Select(zone => (JsonNode)zone));
                return true;
            default:
                return false;
        }
    }

    private static JsonObject Group(CloudContext cloud, DeploymentRequest request)
    {
        if (request.Scope.Group is not { } name)
        {
            throw new TemplateException("The template function 'resourceGroup' is not expected at this location: the template is "
                + "deployed to a subscription. Please see https://aka.ms/arm-functions for usage details.");
        }

        if (Views.Find(cloud, ResourceId.ForGroup(request.Scope.SubscriptionId, name)) is { } known) return known;
        var planned = request.PlannedGroup?.DeepClone().AsObject() ?? [];
        planned["id"] = request.Scope.Id;
        planned["name"] = name;
        planned["type"] = "Microsoft.Resources/resourceGroups";
        return planned;
    }

    private static JsonObject Deployment(DeploymentRequest request)
    {
        var json = new JsonObject { ["name"] = request.Id.Name };
        if (request.Location is { } location) json["location"] = location;
        json["properties"] = new JsonObject
        {
            ["template"] = request.Template.DeepClone(),
            ["templateHash"] = TemplateHash.Of(request.Template),
            ["parameters"] = request.Parameters.DeepClone(),
            ["mode"] = request.IsComplete ? "Complete" : "Incremental",
            ["provisioningState"] = "Accepted",
        };
        return json;
    }

    // As in the public cloud, whose names programs and templates use here, too.
    private static JsonObject Environment() => new()
    {
        ["name"] = "AzureCloud",
        ["gallery"] = "https://gallery.azure.com/",
        ["graph"] = "https://graph.windows.net/",
        ["portal"] = "https://portal.azure.com",
        ["graphAudience"] = "https://graph.windows.net/",
        ["activeDirectoryDataLake"] = "https://datalake.azure.net/",
        ["batch"] = "https://batch.core.windows.net/",
        ["media"] = "https://rest.media.azure.net",
        ["sqlManagement"] = "https://management.core.windows.net:8443/",
        ["resourceManager"] = "https://management.azure.com/",
        ["authentication"] = new JsonObject
        {
            ["loginEndpoint"] = "https://login.microsoftonline.com/",
            ["audiences"] = new JsonArray("https://management.core.windows.net/", "https://management.azure.com/"),
            ["tenant"] = "common",
            ["identityProvider"] = "AAD",
        },
        ["suffixes"] = new JsonObject
        {
            ["acrLoginServer"] = ".azurecr.io",
            ["azureDatalakeAnalyticsCatalogAndJob"] = "azuredatalakeanalytics.net",
            ["azureDatalakeStoreFileSystem"] = "azuredatalakestore.net",
            ["keyvaultDns"] = ".vault.azure.net",
            ["sqlServerHostname"] = ".database.windows.net",
            ["storage"] = "core.windows.net",
        },
    };

    private static JsonNode Provider(CloudContext cloud, string space, string? type)
    {
        var types = cloud.Catalog.TypesOf(space)
            .Where(name => type is null || name.Equals($"{space}/{type}", StringComparison.OrdinalIgnoreCase))
            .Select(name => (JsonNode)new JsonObject
            {
                ["resourceType"] = name[(space.Length + 1)..],
                ["locations"] = new JsonArray([.. Regions.Names.Select(location => (JsonNode)location)]),
                ["apiVersions"] = new JsonArray([.. RequestChecks.Versions(cloud, name).Select(version => (JsonNode)version)]),
            }).ToList();
        if (type is null) return new JsonObject { ["namespace"] = space, ["resourceTypes"] = new JsonArray([.. types]) };
        return types.FirstOrDefault() ?? throw new TemplateException(
            $"The type '{type}' is not found in the namespace '{space}'. (The local cloud does not know it.)");
    }
}
