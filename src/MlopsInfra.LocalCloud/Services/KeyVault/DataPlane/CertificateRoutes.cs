using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>The certificates of a vault. Those that are self-signed are made at once.</summary>
internal sealed class CertificateRoutes(CloudContext cloud, VaultContent content, CertificateWrites writes)
    : VaultRoutes(cloud, content, VaultKind.Certificates)
{
    private const string Policy = "properties.policy";

    protected override (VaultRight Get, VaultRight List, VaultRight Update) Rights { get; } = (
        VaultKind.Certificates.Right("get", "read"), VaultKind.Certificates.Right("list", "read"),
        VaultKind.Certificates.Right("update", "update/action"));

    protected override IReadOnlyList<VaultKind> GoWithIt { get; } = [VaultKind.Keys, VaultKind.Secrets];

    protected override async Task<VaultAnswer?> OwnAsync(VaultCall call) => (call.Request.Method, call.Segments) switch
    {
        ("GET", ["certificates", "issuers"]) => Issuers(call),
        ("GET", ["certificates", "issuers", var name]) =>
            throw new ArmException(404, "CertificateIssuerNotFound", $"Issuer not found: {name}"),
        ("GET", ["certificates", "contacts"]) => throw new ArmException(404, "ContactsNotFound", "Contacts not found"),
        (_, ["certificates", "issuers" or "contacts", ..]) => null,
        ("POST", ["certificates", var name, "create"]) => await CreateAsync(call, name),
        ("POST", ["certificates", var name, "import"]) => await ImportAsync(call, name),
        ("GET", ["certificates", var name, "pending"]) => Pending(call, name),
        ("DELETE", ["certificates", var name, "pending"]) => DeletePending(call, name),
        ("PATCH" or "POST", ["certificates", _, "pending", ..]) => null,
        ("GET", ["certificates", var name, "policy"]) => ReadPolicy(call, name),
        ("PATCH", ["certificates", var name, "policy"]) => await ChangePolicyAsync(call, name),
        _ => null,
    };

    protected override JsonObject Show(VaultCall call, VaultItem item)
    {
        var shown = JsonPaths.Merge(Entry(call, item, call.Uri(VaultKind.Certificates, item.Name, item.Version)), new JsonObject
        {
            ["kid"] = call.Uri(VaultKind.Keys, item.Name, item.Version),
            ["sid"] = call.Uri(VaultKind.Secrets, item.Name, item.Version),
            ["cer"] = item.Body.Text("properties.cer"),
        });
        shown["policy"] = ShowPolicy(call, item);
        if (writes.Pending(item) is not null)
            shown["pending"] = new JsonObject { ["id"] = PendingUri(call, item) };
        return shown;
    }

    protected override JsonObject Entry(VaultCall call, VaultItem item, string id) => new()
    {
        ["id"] = id,
        ["attributes"] = VaultAttributes.Show(call.Vault, item),
        ["tags"] = item.Body["tags"]?.DeepClone() ?? new JsonObject(),
        // What clients tell certificates apart by is their SHA-1, in Azure as here.
#pragma warning disable CA5350
        ["x5t"] = JsonWebKeys.Text(SHA1.HashData(Convert.FromBase64String(item.Body.Text("properties.cer")!))),
#pragma warning restore CA5350
        ["subject"] = item.Body.Text($"{Policy}.x509_props.subject") ?? "",
    };

    private static VaultAnswer Issuers(VaultCall call)
    {
        call.Require(new VaultRight("certificates", "listissuers", "certificatecas/read"));
        return call.Page([]);
    }

    private async Task<VaultAnswer> CreateAsync(VaultCall call, string name)
    {
        call.Require(VaultKind.Certificates.Right("create", "create/action"), call.IdOf(VaultKind.Certificates, name));
        var item = writes.Make(call, name, await call.Request.ReadObjectAsync());
        call.Request.Http.Response.Headers.Location = HeaderText.OfUrl($"{PendingUri(call, item)}?api-version="
            + $"{call.Request.Query("api-version")}&request_id={writes.Pending(item)!.Text("request_id")}");
        return new VaultAnswer(ShowPending(call, item, "inProgress"), 202);
    }

    private async Task<VaultAnswer> ImportAsync(VaultCall call, string name)
    {
        call.Require(VaultKind.Certificates.Right("import", "import/action"), call.IdOf(VaultKind.Certificates, name));
        return new VaultAnswer(Show(call, writes.Import(call, name, await call.Request.ReadObjectAsync())));
    }

    private VaultAnswer Pending(VaultCall call, string name)
    {
        call.Require(Rights.Get, call.IdOf(VaultKind.Certificates, name));
        return new VaultAnswer(ShowPending(call, RequirePending(call, name), "completed"));
    }

    private VaultAnswer DeletePending(VaultCall call, string name)
    {
        call.Require(Rights.Update, call.IdOf(VaultKind.Certificates, name));
        var item = RequirePending(call, name);
        var shown = ShowPending(call, item, "completed");
        writes.Forget(item);
        return new VaultAnswer(shown);
    }

    private VaultItem RequirePending(VaultCall call, string name)
    {
        var item = Require(call, name);
        return writes.Pending(item) is not null ? item
            : throw new ArmException(404, "PendingCertificateNotFound", $"Pending certificate not found: {name}");
    }

    private JsonObject ShowPending(VaultCall call, VaultItem item, string status)
    {
        var pending = writes.Pending(item)!;
        var shown = new JsonObject
        {
            ["id"] = PendingUri(call, item),
            ["issuer"] = new JsonObject { ["name"] = "Self" },
            ["csr"] = pending.Text("csr"),
            ["cancellation_requested"] = false,
            ["status"] = status,
            ["request_id"] = pending.Text("request_id"),
        };
        if (status == "completed") shown["target"] = call.Uri(VaultKind.Certificates, item.Name);
        else shown["status_details"] = "Pending certificate created. Certificate request is in progress. This may take some time "
            + "based on the issuer provider. Please check again later.";
        return shown;
    }

    private VaultAnswer ReadPolicy(VaultCall call, string name)
    {
        call.Require(Rights.Get, call.IdOf(VaultKind.Certificates, name));
        return new VaultAnswer(ShowPolicy(call, Require(call, name)));
    }

    private async Task<VaultAnswer> ChangePolicyAsync(VaultCall call, string name)
    {
        call.Require(Rights.Update, call.IdOf(VaultKind.Certificates, name));
        var given = await call.Request.ReadObjectAsync();
        lock (Cloud.Store.Gate)
        {
            var item = Require(call, name);
            var body = item.Body.DeepClone().AsObject();
            given.Remove("id");
            body.Set(Policy, JsonPaths.Merge(item.Body.At(Policy) as JsonObject ?? [], given));
            return new VaultAnswer(ShowPolicy(call, Content.Change(item, body)));
        }
    }

    private static JsonObject ShowPolicy(VaultCall call, VaultItem item)
    {
        var shown = item.Body.At(Policy)!.DeepClone().AsObject();
        shown.Insert(0, "id", $"{call.Uri(VaultKind.Certificates, item.Name)}/policy");
        shown["attributes"] = new JsonObject { ["enabled"] = true, ["created"] = item.Created, ["updated"] = item.Updated };
        return shown;
    }

    private static string PendingUri(VaultCall call, VaultItem item) =>
        $"{call.Uri(VaultKind.Certificates, item.Name)}/pending";
}
