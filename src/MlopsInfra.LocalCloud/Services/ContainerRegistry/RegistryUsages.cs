using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>How much of what its tier has a registry uses ("Azure Container Registry service tiers").</summary>
internal sealed class RegistryUsages(CloudContext cloud, IResourceManager resources, ImageStore images) : IArmRoutes
{
    private const string List = RegistryResource.TypeName + "/listUsages";
    private const long Gibibyte = 1024L * 1024 * 1024;

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is not { Rest.Method: "GET", Target.Kind: TargetKind.Collection, Target.Id: { } id }
            || request.Target.Type != List) return false;
        RequestChecks.RequireRight(cloud.Access, request.Principal, id, $"{List}/read");
        var registry = cloud.Find(id.Value) ?? throw ArmErrors.ResourceNotFound(id);
        await request.Rest.AnswerAsync(200, Page.Whole(
        [
            Usage("Size", Of(registry, 10, 100, 500) * Gibibyte, SizeOf(id, registry), "Bytes"),
            Counted(registry, "Webhooks", "webhooks", 2, 10, 500),
            Counted(registry, "Geo-replications", "replications", 0, 0, -1),
            Usage("IPRules", RegistryTiers.IsPremium(registry.Body) ? 200 : 0,
                registry.Body.Objects("properties.networkRuleSet.ipRules").Count(), "Count"),
            Counted(registry, "ScopeMaps", "scopeMaps", 100, 500, 50000),
            Counted(registry, "Tokens", "tokens", 100, 500, 50000),
        ]));
        return true;
    }

    // The layers of what is in its repositories, each once.
    private long SizeOf(ResourceId id, StoredResource registry) =>
        images.Read(RegistryRef.Of(id, Views.Written(cloud, registry), resources).Key).Manifests
            .Select(manifest => images.FindImage(manifest.Digest)).OfType<RecordedImage>().SelectMany(image => image.Layers)
            .DistinctBy(layer => layer.Digest).Sum(layer => layer.Size);

    private JsonObject Counted(StoredResource registry, string name, string type, int basic, int standard, int premium) =>
        Usage(name, Of(registry, basic, standard, premium), cloud.Store.Children(registry.Key)
            .Count(child => child.Type == $"{RegistryResource.TypeName}/{type}" && !SystemScopeMaps.Is(child)), "Count");

    private static long Of(StoredResource registry, int basic, int standard, int premium) =>
        RegistryTiers.IsPremium(registry.Body) ? premium : RegistryTiers.Is(registry.Body, "Standard") ? standard : basic;

    private static JsonObject Usage(string name, long limit, long used, string unit) =>
        new() { ["name"] = name, ["limit"] = limit, ["currentValue"] = used, ["unit"] = unit };
}
