using MlopsInfra.LocalCloud.Catalog;
using MlopsInfra.LocalCloud.Rules;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Providers;

/// <summary>
/// What is known of outputs before a resource exists: what comes back as it went in. Where Azure adds something inside (identities,
/// endpoints), nothing is said. Nor is the name of what is not there yet: a function that is asked about it waits for the update.
/// </summary>
internal static class PreviewedOutputs
{
    /// <summary>The outputs that a preview can promise.</summary>
    public static PropertyMap Of(ResourceSchema schema, PreviewRequest request)
    {
        var outputs = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        if (schema.IsKnownToArm) (outputs["type"], outputs["azureApiVersion"]) = (schema.ArmType, schema.ApiVersion);
        foreach (var (key, value) in request.OldOutputs ?? PropertyMap.Empty)
        {
            // What was computed stays what it was, as long as nothing is replaced.
            if (schema.Body.Find(key) is null) outputs[key] = value;
        }

        foreach (var property in schema.Outputs.Properties)
        {
            if (schema.Body.Find(property.Name) is not { } input || !request.NewInputs.TryGetValue(property.Name, out var value)) continue;
            var unchanged = request.OldInputs is { } old && old.TryGetValue(property.Name, out var before) && before.Equals(value);
            if (unchanged && request.OldOutputs!.TryGetValue(property.Name, out var echoed)) outputs[property.Name] = echoed;
            else if (property.Name == "location") outputs[property.Name] = Region(value);
            else if (ComesBack(input.Type)) outputs[property.Name] = value;
        }

        return new PropertyMap(outputs);
    }

    private static PropertyValue Region(PropertyValue value) => value is PropertyValue.Text text ? Regions.Normalize(text.Value) : value;

    /// <summary>Whether the cloud adds nothing inside.</summary>
    private static bool ComesBack(TypeSchema input) => input
        is TypeSchema.Primitive or TypeSchema.Choice
        or TypeSchema.List { Items: TypeSchema.Primitive or TypeSchema.Choice }
        or TypeSchema.Map { Values: TypeSchema.Primitive };
}
