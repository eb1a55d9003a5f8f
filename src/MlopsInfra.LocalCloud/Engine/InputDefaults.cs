using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>What azure-native fills in where a program says nothing: the name, the region and the API version.</summary>
internal sealed class InputDefaults(CloudContext cloud, string subscription, string? location)
{
    /// <summary>Types whose region is not the group's: the service decides, or there is none, or it has to be said.</summary>
    private static readonly HashSet<string> NoDefaultLocation = new(StringComparer.Ordinal)
    {
        "monitor:ActionGroup", "monitor:MetricAlert", "monitor:ActivityLogAlert", "privatedns:PrivateZone",
        "privatedns:VirtualNetworkLink",
    };

    /// <summary>The id that inputs make; null if a part of it is missing or not known.</summary>
    public string? IdOf(ResourceSchema schema, PropertyMap inputs) =>
        schema.Id?.Format(name => name == "subscriptionId" ? subscription : TextAt(inputs, name));

    /// <summary>The inputs with name, region and API version.</summary>
    public PropertyMap Fill(ResourceSchema schema, CheckRequest request)
    {
        var inputs = WithLocation(schema, request, WithName(schema, request));
        return inputs.ContainsKey(ResourceSchema.ApiVersionInput) ? inputs : WithVersion(schema, inputs);
    }

    /// <summary>Values with the API version of the type, if it has one.</summary>
    public static PropertyMap WithVersion(ResourceSchema schema, PropertyMap values) =>
        schema.ApiVersion.Length == 0 ? values : values.With(ResourceSchema.ApiVersionInput, schema.ApiVersion);

    /// <summary>
    /// Old inputs with the API version of the outputs, where they don't say it: azure-native writes it into the inputs only since
    /// 3.0.
    /// </summary>
    public static PropertyMap WithVersionOf(PropertyMap outputs, PropertyMap inputs) =>
        !inputs.ContainsKey(ResourceSchema.ApiVersionInput)
            && outputs.TryGetValue(ResourceSchema.ApiVersionInput, out var version)
            ? inputs.With(ResourceSchema.ApiVersionInput, version)
            : inputs;

    /// <summary>A string among values; null if there is none.</summary>
    public static string? Text(PropertyMap values, string name) =>
        values.TryGetValue(name, out var value) && value.WithoutSecretMark is PropertyValue.Text { Value.Length: > 0 } text
            ? text.Value : null;

    /// <summary>
    /// A string among values or, by a path such as <c>policy.objectId</c>, inside of them; null if there is none.
    /// </summary>
    private static string? TextAt(PropertyMap values, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return Text(values, path);
        return values.TryGetValue(path[..dot], out var inner) && inner.WithoutSecretMark is PropertyValue.Obj known
            ? TextAt(known.Members, path[(dot + 1)..]) : null;
    }

    /// <summary>The name before, or a new one that is free.</summary>
    private PropertyMap WithName(ResourceSchema schema, CheckRequest request)
    {
        var inputs = request.NewInputs;
        if (schema.Id?.NameParameter is not { } parameter || !schema.PathInputs.ContainsKey(parameter)
            || inputs.ContainsKey(parameter)) return inputs;
        if (request.OldInputs is { } old && old.TryGetValue(parameter, out var before))
        {
            var kept = inputs.With(parameter, before);
            return AutoNaming.IsRandom(old) ? kept.With(AutoNaming.CreateBeforeDelete, true) : kept;
        }

        for (var attempt = 0; ; attempt++)
        {
            var named = inputs.With(parameter, AutoNaming.Generate(schema, request.Name, request.RandomSeed, attempt));
            if (!AutoNaming.IsRandom(schema)) return named;
            // What a creation that was cut off has made has the name that it is to have.
            if (IdOf(schema, named) is not { } id || cloud.Store.Find(id) is not { } taken
                || (taken.RequestId is { } maker && maker == request.InterruptedRequestId))
                return named.With(AutoNaming.CreateBeforeDelete, true);
        }
    }

    /// <summary>The region before, of the configuration, or of the resource group.</summary>
    private PropertyMap WithLocation(ResourceSchema schema, CheckRequest request, PropertyMap inputs)
    {
        if (!schema.HasLocation || inputs.ContainsKey("location") || NoDefaultLocation.Contains(schema.ShortName)) return inputs;
        if (request.OldInputs is { } old && old.TryGetValue("location", out var before)) return inputs.With("location", before);
        if (location is not null) return inputs.With("location", location);
        if (!schema.PathInputs.ContainsKey("resourceGroupName") || schema.ShortName == "resources:ResourceGroup"
            || !inputs.TryGetValue("resourceGroupName", out var group)) return inputs;
        if (group.ContainsUnknowns) return inputs.With("location", PropertyValue.Unknown);
        if (Text(inputs, "resourceGroupName") is not { } name) return inputs;
        var found = cloud.Store.Find(ResourceId.ForGroup(subscription, name).Value)?.Body.Text("location");
        return found is not null ? inputs.With("location", found)
            : request.IsPreview ? inputs.With("location", PropertyValue.Unknown) : inputs;
    }
}
