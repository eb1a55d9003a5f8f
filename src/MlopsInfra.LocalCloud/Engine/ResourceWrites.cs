using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>Creates, updates and deletes resources as azure-native does, one request after the other.</summary>
internal sealed class ResourceWrites(CloudContext cloud, ResourceManager resources)
{
    /// <summary>Creates a resource, after a look at whether it is there already.</summary>
    public ValueTask<ResourceState> CreateAsync(ResourceSchema schema, string id, CreateRequest request,
        CancellationToken cancellationToken)
    {
        if (cloud.Types.Of(schema.ArmType).DefaultBody is null && cloud.Store.Find(id) is { } found && !IsOf(request, found))
            throw new ProviderException("ResourceAlreadyExists", $"cannot create already existing resource '{id}'", id, 409);
        return PutAsync(schema, id, request.Inputs, live: null, request.RequestId, cancellationToken);
    }

    /// <summary>Puts the whole body; children that the program says nothing about stay.</summary>
    public ValueTask<ResourceState> UpdateAsync(ResourceSchema schema, UpdateRequest request,
        CancellationToken cancellationToken) =>
        PutAsync(schema, request.Id, request.NewInputs, cloud.Store.Find(request.Id), null, cancellationToken);

    /// <summary>
    /// Deletes a resource, or sets it to its default where it can't be deleted. That there is none is no error.
    /// </summary>
    public async ValueTask DeleteAsync(ResourceSchema schema, string id, CancellationToken cancellationToken)
    {
        try
        {
            if (!ResourceId.TryParse(id, out var resource)) throw NoId(id);
            if (Views.DefaultBody(cloud, schema.ArmType) is { } body)
            {
                if (cloud.Store.Find(id) is not null)
                    await resources.PutAsync(resource, body, new ArmRequestOptions(), cancellationToken);
                return;
            }

            cloud.Types.Of(resource.Type).CheckDataPlaneDelete(cloud, resource);
            await resources.DeleteAsync(resource, new ArmRequestOptions(), cancellationToken);
        }
        catch (ArmException exception)
        {
            throw ProviderErrors.From(exception);
        }
    }

    /// <summary>
    /// The state of a resource that is there: as it was written. Connections of private endpoints that came later are no part of
    /// it, so that a refresh does not report them as a change of what they lead to.
    /// </summary>
    public static PropertyMap Outputs(CloudContext cloud, ResourceSchema schema, StoredResource stored)
    {
        var secrets = stored.Secrets.Select(pointer => pointer[1..]).ToHashSet(StringComparer.Ordinal);
        return InputDefaults.WithVersion(schema, ArmReader.Read(Views.Written(cloud, stored), schema.Outputs, secrets));
    }

    /// <summary>Whether an earlier try of the creation made it; older versions did not write down which one did.</summary>
    private static bool IsOf(CreateRequest request, StoredResource found) =>
        request.MayExist && (found.RequestId is null || found.RequestId == request.RequestId);

    private async ValueTask<ResourceState> PutAsync(ResourceSchema schema, string id, PropertyMap inputs, StoredResource? live,
        string? requestId, CancellationToken cancellationToken)
    {
        if (!ResourceId.TryParse(id, out var resource)) throw NoId(id);
        var body = ArmWriter.Write(inputs, schema);
        ChildProperties.Complete(schema, body.Json, live is null ? null : Views.Written(cloud, live));
        var fault = cloud.Options.Faults.Take(new RequestInfo("PUT", "management.azure.com", id, ""));
        if (fault is { Kind: FaultKind.Answer }) throw new ProviderException(fault.Code, fault.Message, id, fault.Status);
        if (fault is { Kind: FaultKind.CutBefore })
            throw new ProviderException("ConnectionClosed", "The connection was closed before the request was answered.", id);
        try
        {
            var result = await resources.PutAsync(resource, body.Json,
                new ArmRequestOptions(SecretPointers: body.Secrets, RequestId: requestId), cancellationToken);
            // The answer of a PUT is not what counts: the resource is read again.
            var written = result.Resource["id"]!.GetValue<string>();
            var stored = cloud.Store.Find(written)
                ?? throw new InvalidOperationException($"'{id}' is not in the store after it was written.");
            var state = new ResourceState(stored.Key, null, Outputs(cloud, schema, stored));
            return fault is null ? state : throw HalfDone(fault, state with { Inputs = inputs });
        }
        catch (ArmException exception)
        {
            throw ProviderErrors.From(exception);
        }
    }

    private static ProviderException NoId(string id) =>
        new("InvalidResourceId", $"'{id}' is no resource id: nothing was asked for.", id, 400);

    /// <summary>The PUT was taken and the operation failed: the resource is kept with the reason.</summary>
    private static ProviderException HalfDone(Fault fault, ResourceState state) => fault.Kind == FaultKind.FailOperation
        ? new ProviderException(fault.Code, fault.Message, state.Id) { PartialState = state }
        : new ProviderException("ConnectionClosed", "The connection was closed before the request was answered.", state.Id);
}
