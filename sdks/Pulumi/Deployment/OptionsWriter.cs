using Pulumirpc;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Writes resource options into a registration (protocol F6 to F21).</summary>
internal sealed class OptionsWriter(Deployment deployment)
{
    private readonly AliasWriter _aliases = new(deployment);

    public async Task WriteAsync(Resource resource, RegisterResourceRequest request)
    {
        var options = resource.Options;
        WritePlain(options, request);
        if (options is CustomResourceOptions custom)
            WriteCustom(custom, request);
        await _aliases.WriteAsync(resource, request);
        if (options.DeletedWith is { } owner)
            request.DeletedWith = await RequiredUrnAsync("deletedWith", "DeletedWith", owner);
        foreach (var other in await DependsOnAsync(options.ReplaceWithIfAny))
            request.ReplaceWith.Add(await RequiredUrnAsync("replaceWith", "ReplaceWith", other));
        if (options.ReplacementTrigger is { } trigger)
            request.ReplacementTrigger = await new ValueWriter(keepResources: true).WriteAsync(trigger, "replacementTrigger");
        if (resource.IsRemote)
            foreach (var (package, provider) in resource.Providers)
                request.Providers[package] = await ProviderReferenceAsync(provider);
        request.PackageRef = await PackageReferenceAsync(resource.PackageRequest);
        await deployment.WriteCallbacksAsync(options, request);
    }

    /// <summary>URN::ID; an id that is not known yet is the mark of unknowns (I3, protocol D2).</summary>
    public static async ValueTask<string> ProviderReferenceAsync(ProviderResource? provider)
    {
        if (provider is null)
            return "";
        var urn = await provider.Urn.Data;
        var id = await provider.Id.Data;
        return $"{urn.Value}::{(id.IsKnown && id.Value is { Length: > 0 } known ? known : WireConstants.UnknownValue)}";
    }

    public async ValueTask<string> PackageReferenceAsync(Pulumi.RegisterPackageRequest? package)
    {
        if (package is null)
            return "";
        await RequireAsync("parameterization", "parameterization");
        return await deployment.Monitor.RegisterPackageAsync(package);
    }

    /// <summary>Null elements and unknown ones are ignored (O6).</summary>
    public static async ValueTask<List<Resource>> DependsOnAsync(InputList<Resource>? dependsOn)
    {
        var resources = new List<Resource>();
        if (dependsOn is null)
            return resources;
        var parts = await dependsOn.GetPartsAsync();
        foreach (var part in (IEnumerable<object?>?)parts.Value ?? [])
            if (part is Resource resource)
                resources.Add(resource);
            else if (part is Input<Resource> input && await input.ToOutput().Data is { IsKnown: true, Value: { } known })
                resources.Add(known);
        return resources;
    }

    private static void WritePlain(ResourceOptions options, RegisterResourceRequest request)
    {
        if (options.Protect is { } protect)
            request.Protect = protect;
        if (options.RetainOnDelete is { } retain)
            request.RetainOnDelete = retain;
        request.Version = options.Version ?? "";
        request.PluginDownloadURL = options.PluginDownloadURL ?? "";
        request.IgnoreChanges.Add(options.IgnoreChanges ?? []);
        request.ReplaceOnChanges.Add(options.ReplaceOnChanges ?? []);
        request.HideDiffs.Add(options.HideDiffs ?? []);
        if (options.CustomTimeouts is { } timeouts)
            request.CustomTimeouts = new RegisterResourceRequest.Types.CustomTimeouts
            {
                Create = Nanoseconds(timeouts.Create),
                Update = Nanoseconds(timeouts.Update),
                Delete = Nanoseconds(timeouts.Delete),
            };
    }

    private static void WriteCustom(CustomResourceOptions options, RegisterResourceRequest request)
    {
        request.DeleteBeforeReplace = options.DeleteBeforeReplace ?? false;
        request.DeleteBeforeReplaceDefined = options.DeleteBeforeReplace.HasValue;
        request.ImportId = options.ImportId ?? "";
        request.AdditionalSecretOutputs.Add(options.AdditionalSecretOutputs ?? []);
        request.EnvVarMappings.Add(options.EnvVarMappingsIfAny ?? []);
    }

    private static string Nanoseconds(TimeSpan? duration) =>
        duration is { } given ? $"{(long)given.TotalNanoseconds}ns" : "";

    private async Task<string> RequiredUrnAsync(string feature, string option, Resource resource)
    {
        await RequireAsync(feature, $"the {option} option");
        return (await resource.Urn.Data).Value;
    }

    private async ValueTask RequireAsync(string feature, string what)
    {
        if (!await deployment.Monitor.SupportsAsync(feature))
            throw new InvalidOperationException($"The Pulumi CLI does not support {what}. Please update the Pulumi CLI.");
    }
}
