using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network.PrivateLink;

/// <summary>Private endpoints: the sub-resource has to be one that the target has.</summary>
internal sealed class PrivateEndpointResource() : AzureResource(TypeName), IShownInOthers
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Network/privateEndpoints";

    private const string Target = "properties.privateLinkServiceId";
    private const string State = "properties.privateLinkServiceConnectionState";

    // What asks for a connection by hand waits for somebody to approve it.
    private static readonly (string List, string Status)[] Connections =
        [("privateLinkServiceConnections", "Approved"), ("manualPrivateLinkServiceConnections", "Pending")];

    /// <summary>Where an endpoint keeps its connections.</summary>
    public static IReadOnlyList<string> Lists { get; } = [.. Connections.Select(each => $"properties.{each.List}")];

    public override NamingRule Naming { get; init; } = NetworkNames.Of(2, 64);

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(60);

    public override LongRunningStyle? LongRunning { get; init; } = LongRunningStyle.Common;

    public override bool HasDiagnosticSettings { get; init; }

    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } = [new("properties.subnet")];

    public override IReadOnlyList<Reference> References { get; init; } =
    [
        Arm.References.Used("properties.subnet.id", SubnetResource.TypeName),
        new("properties.privateLinkServiceConnections[].properties.privateLinkServiceId", Arm.References.Network),
    ];

    public void ShowIn(ShowContext show) => PrivateConnections.Show(show);

    public override void CheckPut(PutContext put)
    {
        var subnet = put.Body.Text("properties.subnet.id")
            ?? throw Invalid("InvalidRequestFormat", "A private endpoint needs a subnet.", "properties.subnet");
        CheckSubnet(put, subnet);
        var connections = Lists.SelectMany(list => put.Body.Objects(list)).ToList();
        if (connections.Count == 0)
            throw Invalid("InvalidRequestFormat", "A private endpoint needs a connection to a resource.",
                "properties.privateLinkServiceConnections");
        foreach (var connection in connections) CheckConnection(put, connection);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var nic =
            put.Body.Text("properties.customNetworkInterfaceName") ?? $"{put.Id.Name}.nic.{MadeUpIds.From("nic", put.Id.Value)}";
        computed.Set("properties.networkInterfaces",
            new JsonArray(new JsonObject {
                ["id"] = $"/subscriptions/{put.Id.SubscriptionId}/resourceGroups/{put.Id.ResourceGroupName}/providers/Microsoft"
                    + $".Network/networkInterfaces/{nic}" }));
        foreach (var (list, status) in Connections)
        {
            if (put.Body.At($"properties.{list}") is not JsonArray connections) continue;
            computed.Set($"properties.{list}", new JsonArray([.. connections.OfType<JsonObject>().Select(connection =>
            {
                var copy = connection.DeepClone().AsObject();
                copy.Set("properties.provisioningState", "Succeeded");
                copy.Set(State, StateOf(put, $"properties.{list}", connection) ?? new JsonObject
                {
                    ["status"] = status, ["description"] = status == "Approved" ? "Auto-approved" : "",
                    ["actionsRequired"] = "None",
                });
                return (JsonNode)copy;
            })]));
        }
    }

    // What the target's owner said stays, whatever the endpoint's owner writes.
    private static JsonNode? StateOf(PutContext put, string list, JsonObject connection)
    {
        var target = connection.Text(Target);
        return put.Existing?.Computed.Objects(list).FirstOrDefault(each => each.Text(Target) == target)?.At(State)?.DeepClone();
    }

    private static void CheckSubnet(PutContext put, string id)
    {
        if (put.Cloud.Find(id) is not { } subnet) return;
        if (subnet.Body.At("properties.delegations") is JsonArray { Count: > 0 })
            throw Invalid("PrivateEndpointCreationNotAllowedAsSubnetIsDelegated",
                $"Private endpoint {put.Id} cannot be created as subnet {subnet.Key} is delegated.", "properties.subnet.id");
    }

    private static void CheckConnection(PutContext put, JsonObject connection)
    {
        var target = ResourceId.Parse(connection.Text(Target)
            ?? throw Invalid("InvalidRequestFormat", "privateLinkServiceId is required.",
                "properties.privateLinkServiceConnections"));
        var groups = connection.Texts("properties.groupIds[]").Select(found => found.Value).ToList();
        if (put.Cloud.Types.Of(target.Type) is not { PrivateLinkGroups: { } known } type) return;
        if (groups.Count == 0)
            throw Invalid("PrivateEndpointGroupIdsMissing",
                $"The sub-resource of '{target}' is required. Allowed: {string.Join(", ", known)}.",
                "properties.privateLinkServiceConnections");
        if (groups.FirstOrDefault(group => !known.Contains(group, StringComparer.OrdinalIgnoreCase)) is { } wrong)
        {
            throw Invalid("PrivateEndpointInvalidGroupId",
                $"Call to {target.Type.Namespace} failed. The group id '{wrong}' is not a sub-resource of '{target}'. Allowed: "
                    + $"{string.Join(", ", known)}.", "properties.privateLinkServiceConnections");
        }

        if (put.Cloud.Find(target.Value) is { } found) type.CheckPrivateEndpoint(found);
    }

    private static ArmException Invalid(string code, string message, string target) => new(400, code, message, target);
}
