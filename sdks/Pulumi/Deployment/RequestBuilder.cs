using Pulumirpc;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>
/// Builds the requests for resources. Building waits for everything that a resource waits for (O3, protocol S7).
/// </summary>
internal sealed class RequestBuilder(Deployment deployment)
{
    private readonly OptionsWriter _options = new(deployment);

    public async Task<RegisterResourceRequest> ForRegistrationAsync(Resource resource, ResourceArgs args, bool keepResources)
    {
        var request = new RegisterResourceRequest
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Custom = resource.IsCustom,
            Remote = resource.IsRemote,
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsResultReporting = true,
            Hooks = new RegisterResourceRequest.Types.ResourceHooksBinding(),
        };
        var properties = await WriteAsync(resource, args, keepResources);
        var dependencies = await ResourceDependencies.FindAsync(resource, properties);
        request.Object = properties.Values;
        request.Parent = await ParentUrnAsync(resource);
        request.Provider = await ProviderReferenceAsync(resource);
        resource.WaitsFor = new ResourceWait("a resource or value that its options name");
        await _options.WriteAsync(resource, request);
        await dependencies.WriteAsync(request);
        resource.WaitsFor = new ResourceWait("the engine");
        return request;
    }

    public async Task<ReadResourceRequest> ForReadAsync(Resource resource, ResourceArgs args, string id, bool keepResources)
    {
        var properties = await WrittenProperties.WriteAsync(args, keepResources, dependent: resource);
        var dependencies = await ResourceDependencies.FindAsync(resource, properties);
        var request = new ReadResourceRequest
        {
            Id = id,
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Properties = properties.Values,
            Parent = await ParentUrnAsync(resource),
            Provider = await ProviderReferenceAsync(resource),
            Version = resource.Options.Version ?? "",
            AcceptSecrets = true,
            AcceptResources = true,
            PackageRef = await _options.PackageReferenceAsync(resource.PackageRequest),
        };
        await dependencies.WriteAsync(request);
        resource.WaitsFor = new ResourceWait("the engine");
        return request;
    }

    private async ValueTask<WrittenProperties> WriteAsync(Resource resource, ResourceArgs args, bool keepResources)
    {
        var isLocalComponent = !resource.IsCustom && !resource.IsRemote;
        if (isLocalComponent && !deployment.Monitor.IsMock)
        {
            // They are not sent, but a required one that is missing is a mistake all the same.
            args.ReadEntries();
            return WrittenProperties.None;
        }
        var keepOutputValues = resource.IsRemote && await deployment.Monitor.SupportsAsync("outputValues");
        return await WrittenProperties.WriteAsync(args, keepResources, keepOutputValues, resource);
    }

    private static async ValueTask<string> ParentUrnAsync(Resource resource)
    {
        if (resource.Parent is not { } parent)
            return "";
        resource.WaitsFor = ResourceWait.ForParent(parent);
        return (await parent.Urn.Data).Value;
    }

    private static ValueTask<string> ProviderReferenceAsync(Resource resource)
    {
        if (resource.Provider is { } provider)
            resource.WaitsFor = ResourceWait.ForProvider(provider);
        return OptionsWriter.ProviderReferenceAsync(resource.Provider);
    }
}
