using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// A PUT from its body to the store, in Azure's order: name, schema, region, precondition, locks, references, the rules of the
/// type, what can't change.
/// </summary>
/// <param name="cloud">The cloud.</param>
internal sealed class PutPipeline(CloudContext cloud)
{
    /// <summary>Checks a PUT, and makes it. The store is held.</summary>
    /// <param name="put">The PUT; who asks has the right to it.</param>
    public PutResult Run(PutContext put)
    {
        var rules = cloud.Types.Of(put.Id.Type);
        put = Checked(put, rules);
        rules.Normalize(put);
        Preconditions.Check(cloud, put.Existing, put.Options);
        if (put.Existing is { } same && SaysTheSame(same, put.Body))
            return new PutResult(Views.Shown(cloud, same), Created: false, Changed: false);
        RequestChecks.CheckLocks(cloud, put.Id, isDelete: false);
        References.Check(put);
        Uniqueness.Check(put);
        rules.CheckPut(put);
        Immutability.Check(put);
        return Commit(put, rules);
    }

    /// <summary>Checks what can be known before what it stands in and refers to is there.</summary>
    /// <param name="put">The PUT; who asks has the right to it.</param>
    public void Preflight(PutContext put) => Checked(put, cloud.Types.Of(put.Id.Type));

    // The body as its schema knows it.
    private static PutContext Checked(PutContext put, AzureResource rules)
    {
        if (put.IsNew) RequestChecks.CheckName(put.Cloud, put.Id);
        rules.CheckSent(put.Id, put.Body);
        var (clean, errors) = BodyValidator.Check(put.Body, put.Schema.Body,
            UnknownMembers.Of(put.Options.ApiVersion, put.Schema.ApiVersion, put.Existing?.Body, put.Existing?.Computed),
            rules.InvalidValueCode, rules.ReadsLoosely);
        if (errors.Count > 0) throw ArmErrors.Invalid(errors);
        put = put with { Body = clean };
        RequestChecks.CheckLocation(put);
        TagChecks.Check(clean);
        return put;
    }

    /// <summary>
    /// Whether a body asks for what is there: the same body, or one that besides says only what Azure has filled in itself.
    /// </summary>
    private bool SaysTheSame(StoredResource existing, JsonObject body)
    {
        if (JsonNode.DeepEquals(existing.Body, body)) return true;
        var shown = Views.Written(cloud, existing);
        return JsonNode.DeepEquals(JsonPaths.Merge(body, existing.Body), body)
            && JsonNode.DeepEquals(JsonPaths.Merge(shown, body), shown);
    }

    private PutResult Commit(PutContext put, AzureResource rules)
    {
        var now = cloud.Now;
        var created = put.Existing?.CreatedOn ?? now;
        var computed = new JsonObject();
        CommonOutputs.Complete(put, computed, created, now);
        rules.Complete(put, computed);
        var written =
            new StoredResource(put.Id.Value, put.Id.Type, put.Body, computed, created, now, Secrets(rules, put, computed))
            {
                RequestId = put.Options.RequestId ?? put.Existing?.RequestId,
            };
        cloud.Store.Commit([new StoreChange(written.Key, written), .. rules.AlsoWrites(put, written)]);
        return new PutResult(Views.Shown(cloud, written), put.IsNew, Changed: true);
    }

    /// <summary>Writes what the service itself writes: nothing is checked.</summary>
    /// <param name="id">What it writes.</param>
    /// <param name="body">The body.</param>
    /// <param name="existing">What is there; null for a new resource.</param>
    public PutResult RunAsService(ResourceId id, JsonObject body, StoredResource? existing)
    {
        var computed = new JsonObject { ["id"] = id.Value, ["name"] = id.Name, ["type"] = id.Type.ToString() };
        var clean = JsonPaths.Merge([], body);
        foreach (var name in computed.Select(pair => pair.Key)) clean.Remove(name);
        if (existing is not null && JsonNode.DeepEquals(existing.Body, clean) && JsonNode.DeepEquals(existing.Computed, computed))
            return new PutResult(Views.Shown(cloud, existing), Created: false, Changed: false);
        ImmutableArray<string> secrets =
            [.. SecretMembers.WriteOnly(cloud.Types.Of(id.Type), clean).Select(pointer => $"b{pointer}")];
        var written =
            new StoredResource(id.Value, id.Type, clean, computed, existing?.CreatedOn ?? cloud.Now, cloud.Now, secrets);
        cloud.Store.Commit([new StoreChange(written.Key, written)]);
        return new PutResult(Views.Shown(cloud, written), existing is null, Changed: true);
    }

    private static ImmutableArray<string> Secrets(AzureResource rules, PutContext put, JsonObject computed) =>
    [
        .. SecretMembers.WriteOnly(rules, put.Body)
            .Concat(put.Options.SecretPointers ?? [])
            .Distinct(StringComparer.Ordinal)
            .Where(pointer => JsonPointer.Get(put.Body, pointer) is not null)
            .Select(pointer => $"b{pointer}"),
        .. rules.ComputedSecretPointers.Where(pointer => JsonPointer.Get(computed, pointer) is not null)
            .Select(pointer => $"c{pointer}"),
    ];
}
