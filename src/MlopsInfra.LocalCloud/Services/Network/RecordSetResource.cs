using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Records of a private DNS zone: the last part of the type is their kind.</summary>
/// <param name="kind">The kind, as in <c>CNAME</c>.</param>
internal sealed class RecordSetResource(string kind) : AzureResource($"{PrivateDnsZoneResource.TypeName}/{kind}")
{
    private const string Alias = "CNAME";
    private const string Start = "SOA";

    // "Private DNS zones overview", restrictions and record types.
    private static readonly string[] Kinds = ["A", "AAAA", Alias, "MX", "PTR", Start, "SRV", "TXT"];

    /// <summary>One of each kind.</summary>
    public static IEnumerable<AzureResource> All => Kinds.Select(kind => new RecordSetResource(kind));

    // "@" stands for the zone itself, "*" for what has no record. No code is published: the control plane's general one.
    public override NamingRule Naming { get; init; } =
        new(@"@|(?:\*|[A-Za-z0-9_-]{1,63})(?:\.[A-Za-z0-9_-]{1,63})*", 1, 253, "InvalidResourceName",
        "The record set's name '{0}' is invalid. It must be '@', or labels of 1 to 63 letters, digits, hyphens and underscores "
            + "with periods between them, of which the first may be '*'.");

    public override void CheckPut(PutContext put)
    {
        if (kind == Alias && put.Id.Name == "@")
            throw Conflict("An alias (CNAME) can't stand for the zone itself: that has other records.", put.Id);
        var zone = put.Id.Parent!.Value;
        var other = put.Cloud.Store.Children(zone).FirstOrDefault(child => child.Type != Type
            && Kinds.Contains(child.Type.LastName, StringComparer.OrdinalIgnoreCase)
            && child.Name.Equals(put.Id.Name, StringComparison.OrdinalIgnoreCase)
            && (kind == Alias || child.Type.LastName.Equals(Alias, StringComparison.OrdinalIgnoreCase)));
        if (other is not null)
            throw Conflict($"A name has either an alias (CNAME) or other records: there is '{other.Key}'.", put.Id);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var zone = put.Id.Parent!.Name;
        computed.Set("properties.fqdn", put.Id.Name == "@" ? $"{zone}." : $"{put.Id.Name}.{zone}.");
        computed.Set("properties.isAutoRegistered", false);
    }

    public override void CheckDelete(DeleteContext delete)
    {
        if (kind == Start && delete.Id.Name == "@")
            throw Conflict("The SOA record of a zone can't be deleted.", delete.Id);
    }

    /// <summary>The record that says where a new zone begins: Azure makes it with the zone.</summary>
    /// <param name="put">The PUT of the zone.</param>
    public static StoreChange StartOfAuthority(PutContext put)
    {
        var record = new RecordSetResource(Start);
        var id = put.Id.Child(Start, "@");
        var body = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["ttl"] = 3600,
                ["soaRecord"] = new JsonObject
                {
                    ["email"] = "azureprivatedns-host.microsoft.com", ["expireTime"] = 2419200, ["host"] = "azureprivatedns.net",
                    ["minimumTtl"] = 10, ["refreshTime"] = 3600, ["retryTime"] = 300, ["serialNumber"] = 1,
                },
            },
        };
        var computed = new JsonObject();
        var made = put with { Id = id, Schema = put.Cloud.Catalog.FindByArmType(id.Type)!, Body = body, Existing = null };
        CommonOutputs.Complete(made, computed, put.Cloud.Now, put.Cloud.Now);
        record.Complete(made, computed);
        return new StoreChange(id.Value,
            new StoredResource(id.Value, id.Type, body, computed, put.Cloud.Now, put.Cloud.Now, []));
    }

    private static ArmException Conflict(string message, ResourceId id) => new(400, "BadRequest", message, id.Value);
}
