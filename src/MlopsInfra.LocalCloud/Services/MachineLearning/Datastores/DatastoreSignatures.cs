using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;

/// <summary>
/// What <c>listSecrets</c> answers who asks for a secret that ends (<c>expirableSecret</c>, in preview versions of the API): in
/// place of the account's key, a signature. Azure's is for the account, this one is for the datastore's container.
/// </summary>
internal sealed class DatastoreSignatures(IResourceManager resources, SharedAccessSignatures signatures)
{
    /// <summary>The answer; null where the datastore answers as ever.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body; null if there is none.</param>
    public JsonObject? SignatureFor(ArmRequest request, JsonNode? body)
    {
        if (request.Id.Type != DatastoreResource.TypeName || (body as JsonObject)?.Flag("expirableSecret") != true) return null;
        if (resources.Find(request.Id) is not { } datastore
            || datastore.Text("properties.credentials.credentialsType") != "AccountKey"
            || datastore.Text("properties.accountName") is not { } account
            || datastore.Text("properties.containerName") is not { } container) return null;
        return new JsonObject
        {
            ["secretsType"] = "Sas",
            ["sasToken"] = signatures.Sign(account, container, "rcwdl"),
        };
    }
}
