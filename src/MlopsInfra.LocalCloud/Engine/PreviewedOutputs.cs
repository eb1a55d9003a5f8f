using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// What azure-native promises of outputs before an operation: what comes back as it went in, and of a resource that is there its
/// name and region. All else is unknown, also where an update will not change it. Where Azure adds something inside (identities,
/// endpoints), nothing is said.
/// </summary>
internal static class PreviewedOutputs
{
    /// <summary>The outputs that a preview can promise.</summary>
    public static PropertyMap Of(ResourceSchema schema, PreviewRequest request)
    {
        var outputs = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var kept in (string[])["name", "location"])
        {
            if (request.OldOutputs is { } old && old.TryGetValue(kept, out var value)) outputs[kept] = value;
        }

        if (request.NewInputs.TryGetValue(ResourceSchema.ApiVersionInput, out var version))
            outputs[ResourceSchema.ApiVersionInput] = version;
        foreach (var property in schema.Outputs.Properties)
        {
            if (schema.Body.Find(property.Name) is not { } input || !request.NewInputs.TryGetValue(property.Name, out var value))
                continue;
            if (property.Name == "location") outputs[property.Name] = Region(value);
            else if (ComesBack(input.Type)) outputs[property.Name] = value;
        }

        return new PropertyMap(outputs);
    }

    private static PropertyValue Region(PropertyValue value) =>
        value is PropertyValue.Text text ? Regions.Normalize(text.Value) : value;

    /// <summary>Whether the cloud adds nothing inside.</summary>
    private static bool ComesBack(TypeSchema input) => input
        is TypeSchema.Primitive or TypeSchema.Choice
        or TypeSchema.List { Items: TypeSchema.Primitive or TypeSchema.Choice }
        or TypeSchema.Map { Values: TypeSchema.Primitive };
}
