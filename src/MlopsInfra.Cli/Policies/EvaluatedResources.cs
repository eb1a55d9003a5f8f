using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy;
using MlopsInfra.Cli.Rehearsing;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Cli.Policies;

/// <summary>What a rehearsal brought up, as Azure's policies see it: each resource as it is sent and as it reads back.</summary>
internal static class EvaluatedResources
{
    private static readonly string[] AccountServices = ["fileServices", "queueServices", "tableServices"];

    /// <summary>Everything in the cloud that stands in a resource group, or is one.</summary>
    /// <param name="rehearsal">The program, brought up.</param>
    public static IReadOnlyList<EvaluatedResource> Of(Rehearsal rehearsal)
    {
        var sent = Sent(rehearsal.Cloud, rehearsal.Snapshot.CloudResources)
            .ToDictionary(resource => resource.Id, StringComparer.OrdinalIgnoreCase);
        return [.. Stored(rehearsal.Cloud).Select(stored => new EvaluatedResource(sent.GetValueOrDefault(stored.Id), stored))];
    }

    /// <summary>The surroundings of those.</summary>
    /// <param name="rehearsal">The program, brought up.</param>
    /// <param name="resources">What it brought up.</param>
    public static PolicySurroundings Around(Rehearsal rehearsal, IReadOnlyList<EvaluatedResource> resources) =>
        new(rehearsal.Cloud.Options.SubscriptionIds[0], [.. resources.Select(resource => resource.Stored)],
            rehearsal.Cloud.Options.Time.GetUtcNow());

    private static IEnumerable<PolicyResource> Sent(EmbeddedCloud cloud, IEnumerable<ResourceRecord> resources)
    {
        var forms = new LocalArmForms(cloud);
        foreach (var resource in resources)
        {
            if (forms.Of(resource) is { } form)
                yield return new PolicyResource(resource.Id!, form.Type, form.ApiVersion, form.Body);
        }
    }

    private static IEnumerable<PolicyResource> Stored(EmbeddedCloud cloud) =>
        from type in cloud.Catalog.Types.Order(StringComparer.Ordinal)
        from body in cloud.Resources.OfType(type)
        let apiVersion = ApiVersion(cloud, type)
        from resource in Connections(body, apiVersion).Concat(Services(cloud, type, body))
            .Prepend(new PolicyResource(Text(body, "id"), type, apiVersion, body))
        select resource;

    // The services of an account are there with it, whether or not the program says anything of them.
    private static IEnumerable<PolicyResource> Services(EmbeddedCloud cloud, string type, JsonObject body) =>
        from service in type == "Microsoft.Storage/storageAccounts" ? AccountServices : []
        let found = cloud.Resources.Find(ResourceId.Parse(Text(body, "id")).Child(service, "default"))
        where found is not null
        select new PolicyResource(Text(found, "id"), $"{type}/{service}", ApiVersion(cloud, $"{type}/{service}"), found);

    // What the package asks with, as the engine does; what it has no resource for is read in its newest version.
    private static string ApiVersion(EmbeddedCloud cloud, string type) =>
        new ArmForms(cloud).ApiVersionOf(type) ?? cloud.Catalog.ApiVersions(type)[0];

    // Connections to private endpoints are resources of their own to Azure, which shows them within what they lead to.
    private static IEnumerable<PolicyResource> Connections(JsonObject body, string apiVersion) =>
        (body["properties"]?["privateEndpointConnections"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(connection => new PolicyResource(Text(connection, "id"), Text(connection, "type"), apiVersion, connection));

    private static string Text(JsonObject body, string name) => body[name]!.GetValue<string>();
}
