using Pulumirpc;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Builds the requests for resources. Building waits for everything that a resource waits for (O3, protocol S7).</summary>
internal sealed class RequestBuilder(Deployment deployment)
{
    private readonly OptionsWriter options = new(deployment);

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
        request.Object = properties.Values;
        request.Parent = await ParentUrnAsync(resource);
        request.Provider = await OptionsWriter.ProviderReferenceAsync(resource.Provider);
        await options.WriteAsync(resource, request);
        await AddDependenciesAsync(request, resource, properties);
        return request;
    }

    public async Task<ReadResourceRequest> ForReadAsync(Resource resource, ResourceArgs args, string id, bool keepResources)
    {
        var properties = await WrittenProperties.WriteAsync(args, keepResources);
        var request = new ReadResourceRequest
        {
            Id = id,
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Properties = properties.Values,
            Parent = await ParentUrnAsync(resource),
            Provider = await OptionsWriter.ProviderReferenceAsync(resource.Provider),
            Version = resource.Options.Version ?? "",
            AcceptSecrets = true,
            AcceptResources = true,
            PackageRef = await options.PackageReferenceAsync(resource.PackageRequest),
        };
        var all = properties.Dependencies.Values.SelectMany(found => found).Concat(await OptionsWriter.DependsOnAsync(resource.Options.DependsOnIfAny));
        request.Dependencies.Add(await DependencyUrns.CollectAsync(all, resource));
        return request;
    }

    private async ValueTask<WrittenProperties> WriteAsync(Resource resource, ResourceArgs args, bool keepResources)
    {
        var isLocalComponent = !resource.IsCustom && !resource.IsRemote;
        if (isLocalComponent && !deployment.Monitor.TakesComponentArgs)
            return WrittenProperties.None;
        var keepOutputValues = resource.IsRemote && await deployment.Monitor.SupportsAsync("outputValues");
        return await WrittenProperties.WriteAsync(args, keepResources, keepOutputValues);
    }

    private static async ValueTask<string> ParentUrnAsync(Resource resource) =>
        resource.Parent is { } parent ? (await parent.Urn.Data).Value : "";

    /// <summary>An entry for every property, also where it depends on nothing (protocol F10).</summary>
    private static async Task AddDependenciesAsync(RegisterResourceRequest request, Resource resource, WrittenProperties properties)
    {
        var urns = await DependencyUrns.CollectAsync(await OptionsWriter.DependsOnAsync(resource.Options.DependsOnIfAny), resource);
        foreach (var (key, resources) in properties.Dependencies)
        {
            var property = new RegisterResourceRequest.Types.PropertyDependencies();
            if (resources.Count > 0)
                property.Urns.Add(await DependencyUrns.CollectAsync(resources, resource));
            urns.UnionWith(property.Urns);
            request.PropertyDependencies[key] = property;
        }
        request.Dependencies.Add(urns);
    }
}
