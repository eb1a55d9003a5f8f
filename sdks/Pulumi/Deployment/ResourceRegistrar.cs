using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Registers or reads resources and completes their outputs with the answer.</summary>
internal sealed class ResourceRegistrar(Deployment deployment)
{
    private readonly RequestBuilder _requests = new(deployment);

    public async Task RegisterAsync(Resource resource, ResourceArgs args, ResourceOutputs outputs)
    {
        try
        {
            var keepResources = await deployment.Monitor.SupportsAsync("resourceReferences");
            outputs.Complete(await LoadAsync(resource, args, keepResources), deployment);
        }
        catch (Exception exception)
        {
            // The cause comes first: what waits for these outputs fails with errors of its own as soon as they do (R4).
            deployment.Tracker.AddError(exception);
            outputs.Fail(exception);
            throw;
        }
    }

    /// <summary>Registers the outputs of a component or of the stack; null ones are left out (U10).</summary>
    public async Task RegisterOutputsAsync(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        var urn = (await resource.Urn.Data).Value;
        var values = (await outputs.Data).Value;
        var keepResources = await deployment.Monitor.SupportsAsync("resourceReferences");
        var members = new Struct();
        foreach (var (key, value) in values)
            ValueWriter.Add(members, key,
                await PropertyWriter.WriteAsync(new ValueWriter(keepResources), new ArgsEntry(key, value, false)));
        await deployment.Monitor.RegisterOutputsAsync(new RegisterResourceOutputsRequest { Urn = urn, Outputs = members });
    }

    private async Task<ResourceState> LoadAsync(Resource resource, ResourceArgs args, bool keepResources)
    {
        if (resource.Options.Urn is { } urn)
            return await GetAsync(urn);
        resource.WaitsFor = new ResourceWait("the id that its options give");
        // An id that is unknown or empty is no id: the resource is registered like any other (P11).
        if (resource.Options.Id is { } given && await given.ToOutput().Data is { IsKnown: true, Value.Length: > 0 } id)
            return await ReadAsync(resource, args, id.Value, keepResources);
        var request = await _requests.ForRegistrationAsync(resource, args, keepResources);
        var response = await deployment.Monitor.RegisterAsync(request, resource);
        return new ResourceState(response.Urn, KnownId(response.Id), Answered(response.Object, response.Urn))
        {
            IsIncomplete = response.Result != Result.Success,
            Dependencies = response.PropertyDependencies.ToDictionary(
                pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value.Urns),
        };
    }

    private async Task<ResourceState> ReadAsync(Resource resource, ResourceArgs args, string id, bool keepResources)
    {
        var request = await _requests.ForReadAsync(resource, args, id, keepResources);
        var response = await deployment.Monitor.ReadAsync(request, resource);
        return new ResourceState(response.Urn, id, Answered(response.Properties, response.Urn));
    }

    /// <summary>A resource of this run by its URN: asked for with a function (P12, protocol section 3).</summary>
    private async Task<ResourceState> GetAsync(string urn)
    {
        var response = await deployment.Monitor.InvokeAsync(new ResourceInvokeRequest
        {
            Tok = "pulumi:pulumi:getResource",
            Args = new Struct { Fields = { ["urn"] = Value.ForString(urn) } },
            AcceptResources = true,
        });
        FunctionFailures.ThrowIfAny("pulumi:pulumi:getResource", response.Failures);
        var members = response.Return.Fields;
        return new ResourceState(members["urn"].StringValue, KnownId(members["id"].StringValue), members["state"].StructValue);
    }

    /// <summary>
    /// An empty id is unknown, in an update too; any other text is the id, also the mark of unknowns (N15, protocol R3).
    /// </summary>
    private static string? KnownId(string id) => id is "" ? null : id;

    /// <summary>An answer without an object is the engine's mistake, not a resource without properties (protocol R4).</summary>
    private static Struct Answered(Struct? properties, string urn) => properties ?? throw new InvalidOperationException(
        $"The engine's answer for {urn} has no object: it has to hold the resource's properties, or be empty.");
}
