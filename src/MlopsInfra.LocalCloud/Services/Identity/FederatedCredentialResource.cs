using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Identity;

/// <summary>Federated credentials: one at a time per identity, at most 20, no issuer and subject twice.</summary>
internal sealed class FederatedCredentialResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials";

    /// <summary>Of each of the texts ("Important considerations and restrictions for federated identity credentials").</summary>
    private const int Longest = 600;

    private static readonly string[] Texts = ["properties.issuer", "properties.subject", "properties.audiences[]"];

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = IdentityNames.UpTo(120);

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(5);

    public override string? SerializedBy(ResourceId id) => $"federated credentials of {id.Parent}";

    public override ArmException Busy(ResourceId id) =>
        new(409, "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
        $"Too many Federated Identity Credentials are written concurrently for the managed identity '{id.Parent}'. Concurrent "
            + "Federated Identity Credentials writes under the same managed identity are not supported.", id.Value);

    public override void CheckPut(PutContext put)
    {
        var others = put.Siblings.ToList();
        if (others.Count >= 20)
            throw new ArmException(400, "BadRequest",
                $"The managed identity '{put.Id.Parent}' has 20 federated identity credentials already; no more are allowed.",
                put.Id.Value);
        if (others.FirstOrDefault(other => Same(other.Body, put.Body)) is { } same)
            throw new ArmException(409, "Conflict",
                $"Issuer and subject combination already exists for this Managed Identity: '{same.Name}'.", "properties.subject");
        if (!Uri.TryCreate(put.Body.Text("properties.issuer"), UriKind.Absolute, out var issuer)
            || issuer.Scheme != Uri.UriSchemeHttps)
            throw new ArmException(400, "BadRequest",
                $"The issuer '{put.Body.Text("properties.issuer")}' is invalid: it must be an https URL.", "properties.issuer");
        if (put.Body.Text("properties.subject") is null or "")
            throw new ArmException(400, "BadRequest", "The subject must not be empty.", "properties.subject");
        if (put.Body.At("properties.audiences") is not JsonArray { Count: 1 })
            throw new ArmException(400, "BadRequest", "Exactly one audience is allowed.", "properties.audiences");
        foreach (var (path, value) in Texts.SelectMany(put.Body.Texts))
        {
            if (value.Length > Longest)
                throw new ArmException(400, "BadRequest", $"The text has {value.Length} characters; {Longest} are allowed.",
                    path);
        }
    }

    private static bool Same(JsonObject one, JsonObject other) =>
        one.Text("properties.issuer") == other.Text("properties.issuer")
            && one.Text("properties.subject") == other.Text("properties.subject");
}
