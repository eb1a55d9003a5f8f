using Pulumirpc;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>What a resource depends on, settled at the moment when its inputs and its DependsOn have their values (O4).</summary>
internal sealed class ResourceDependencies
{
    private const string DependsOn = "its DependsOn";

    private readonly Resource _resource;
    private readonly HashSet<Resource> _named;
    private readonly Dictionary<string, HashSet<Resource>> _byProperty = [];

    private ResourceDependencies(Resource resource, List<Resource> dependsOn, WrittenProperties properties)
    {
        _resource = resource;
        _named = DependencyUrns.Expand(dependsOn, resource, DependsOn);
        foreach (var (key, resources) in properties.Dependencies)
            _byProperty[key] = DependencyUrns.Expand(resources, resource, ViaInput(key));
    }

    public static async ValueTask<ResourceDependencies> FindAsync(Resource resource, WrittenProperties properties)
    {
        resource.WaitsFor = new ResourceWait("what its DependsOn holds");
        return new(resource, await OptionsWriter.DependsOnAsync(resource.Options.DependsOnIfAny), properties);
    }

    public static string ViaInput(string key) => $"its input '{key}'";

    /// <summary>An entry for every property, also where it depends on nothing (protocol F10).</summary>
    public async Task WriteAsync(RegisterResourceRequest request)
    {
        var urns = await DependencyUrns.CollectAsync(_named, _resource, DependsOn);
        foreach (var (key, resources) in _byProperty)
        {
            var property = new RegisterResourceRequest.Types.PropertyDependencies();
            if (resources.Count > 0)
                property.Urns.Add(await DependencyUrns.CollectAsync(resources, _resource, ViaInput(key)));
            urns.UnionWith(property.Urns);
            request.PropertyDependencies[key] = property;
        }
        request.Dependencies.Add(urns);
    }

    public async Task WriteAsync(ReadResourceRequest request)
    {
        var urns = await DependencyUrns.CollectAsync(_named, _resource, DependsOn);
        foreach (var (key, resources) in _byProperty)
            urns.UnionWith(await DependencyUrns.CollectAsync(resources, _resource, ViaInput(key)));
        request.Dependencies.Add(urns);
    }
}
