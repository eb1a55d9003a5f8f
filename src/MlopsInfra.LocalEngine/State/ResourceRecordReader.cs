using System.Collections.Immutable;
using System.Text.Json;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Reads one resource in the form of Pulumi's deployment, version 3, and says what is wrong with it.</summary>
internal static class ResourceRecordReader
{
    /// <summary>Reads the record of one resource.</summary>
    /// <exception cref="JsonException">Something needed is missing, or a value is of another kind than it has to be.</exception>
    public static ResourceRecord Read(JsonElement element, StateValueReader values) => new()
    {
        Urn = UrnForm.Needed(element, "urn"),
        Type = UrnForm.NeededType(element),
        Custom = element.Flag("custom"),
        Id = element.Text("id"),
        Inputs = Map(element, "inputs", values),
        Outputs = Map(element, "outputs", values),
        Parent = UrnForm.Of(element, "parent"),
        Provider = Provider(element),
        Dependencies = UrnForm.All(element, "dependencies"),
        PropertyDependencies = PropertyDependencies(element),
        Protect = element.Flag("protect"),
        External = element.Flag("external"),
        Delete = element.Flag("delete"),
        RetainOnDelete = element.Flag("retainOnDelete"),
        DeletedWith = UrnForm.Of(element, "deletedWith"),
        ReplaceWith = UrnForm.All(element, "replaceWith"),
        ReplacementTrigger = element.Member("replacementTrigger") is { } trigger ? values.Read(trigger) : null,
        AdditionalSecretOutputs = [.. element.Texts("additionalSecretOutputs")],
        DeleteTimeout = DeleteTimeout(element),
        ImportId = element.Text("importID"),
        InitErrors = [.. element.Texts("initErrors")],
        Created = element.Time("created"),
        Modified = element.Time("modified"),
    };

    private static PropertyMap Map(JsonElement element, string name, StateValueReader values) =>
        element.Object(name) is { } value ? values.ReadMap(value) : PropertyMap.Empty;

    private static string? Provider(JsonElement element)
    {
        if (element.Text("provider") is not { } reference) return null;
        return reference.EndsWith("::", StringComparison.Ordinal) || !UrnForm.Is(ProviderReference.UrnOf(reference))
            ? throw new JsonShapeException(element.Needed("provider"),
                $"The provider '{reference}' is no reference of the form URN::ID.")
            : reference;
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> PropertyDependencies(JsonElement element)
    {
        if (element.Object("propertyDependencies") is not { } value)
            return ImmutableDictionary<string, ImmutableArray<string>>.Empty;
        return value.EnumerateObject()
            .Select(member => KeyValuePair.Create(member.Name, UrnForm.All(value, member.Name)))
            .Where(member => member.Value.Length > 0)
            .ToImmutableDictionary(StringComparer.Ordinal);
    }

    private static TimeSpan? DeleteTimeout(JsonElement element)
    {
        if (element.Object("customTimeouts")?.Number("delete") is not (> 0 and { } seconds)) return null;
        return seconds <= int.MaxValue ? TimeSpan.FromSeconds(seconds) : throw new JsonShapeException(
            element.Needed("customTimeouts"), "The time that a deletion may take is longer than 68 years.");
    }
}
