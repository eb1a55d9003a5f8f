using System.Collections.Immutable;
using System.Text.Json;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Writes and reads one resource in the form of Pulumi's deployment, version 3.</summary>
internal static class ResourceRecordJson
{
    /// <summary>Writes it; what says nothing is left out.</summary>
    public static void Write(Utf8JsonWriter writer, ResourceRecord record, StateValueWriter values)
    {
        writer.WriteStartObject();
        writer.WriteString("urn", record.Urn);
        writer.WriteBoolean("custom", record.Custom);
        WriteFlag(writer, "delete", record.Delete);
        WriteText(writer, "id", record.Id);
        writer.WriteString("type", record.Type);
        WriteMap(writer, "inputs", record.Inputs, values);
        WriteMap(writer, "outputs", record.Outputs, values);
        WriteText(writer, "parent", record.Parent);
        WriteFlag(writer, "protect", record.Protect);
        WriteFlag(writer, "external", record.External);
        WriteTexts(writer, "dependencies", record.Dependencies);
        WriteTexts(writer, "initErrors", record.InitErrors);
        WriteText(writer, "provider", record.Provider);
        WritePropertyDependencies(writer, record.PropertyDependencies);
        WriteTexts(writer, "additionalSecretOutputs", record.AdditionalSecretOutputs);
        if (record.DeleteTimeout is { } timeout)
        {
            writer.WriteStartObject("customTimeouts");
            writer.WriteNumber("delete", timeout.TotalSeconds);
            writer.WriteEndObject();
        }

        WriteText(writer, "importID", record.ImportId);
        WriteFlag(writer, "retainOnDelete", record.RetainOnDelete);
        WriteText(writer, "deletedWith", record.DeletedWith);
        WriteTexts(writer, "replaceWith", record.ReplaceWith);
        if (record.ReplacementTrigger is { } trigger)
        {
            writer.WritePropertyName("replacementTrigger");
            values.Write(writer, trigger);
        }

        if (record.Created is { } created) writer.WriteString("created", created);
        if (record.Modified is { } modified) writer.WriteString("modified", modified);
        writer.WriteEndObject();
    }

    /// <summary>Reads the record of one resource.</summary>
    /// <exception cref="JsonException">Something needed is missing.</exception>
    public static ResourceRecord Read(JsonElement element, StateValueReader values) => new()
    {
        Urn = Text(element, "urn") ?? throw new JsonException("A resource without urn."),
        Type = Text(element, "type") ?? throw new JsonException("A resource without type."),
        Custom = Flag(element, "custom"),
        Id = Text(element, "id"),
        Inputs = Map(element, "inputs", values),
        Outputs = Map(element, "outputs", values),
        Parent = Text(element, "parent"),
        Provider = Text(element, "provider"),
        Dependencies = Texts(element, "dependencies"),
        PropertyDependencies = ReadPropertyDependencies(element),
        Protect = Flag(element, "protect"),
        External = Flag(element, "external"),
        Delete = Flag(element, "delete"),
        RetainOnDelete = Flag(element, "retainOnDelete"),
        DeletedWith = Text(element, "deletedWith"),
        ReplaceWith = Texts(element, "replaceWith"),
        ReplacementTrigger = element.TryGetProperty("replacementTrigger", out var trigger) ? values.Read(trigger) : null,
        AdditionalSecretOutputs = Texts(element, "additionalSecretOutputs"),
        DeleteTimeout = ReadDeleteTimeout(element),
        ImportId = Text(element, "importID"),
        InitErrors = Texts(element, "initErrors"),
        Created = Time(element, "created"),
        Modified = Time(element, "modified"),
    };

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value) writer.WriteBoolean(name, true);
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) writer.WriteString(name, value);
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, PropertyMap map, StateValueWriter values)
    {
        if (map.Count == 0) return;
        writer.WritePropertyName(name);
        values.Write(writer, map);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        if (texts.Length == 0) return;
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WritePropertyDependencies(Utf8JsonWriter writer,
        ImmutableDictionary<string, ImmutableArray<string>> dependencies)
    {
        if (dependencies.IsEmpty) return;
        writer.WriteStartObject("propertyDependencies");
        foreach (var (key, urns) in dependencies.OrderBy(entry => entry.Key,
            StringComparer.Ordinal)) WriteTexts(writer, key, urns);
        writer.WriteEndObject();
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Flag(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.GetBoolean();

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetDateTimeOffset() : null;

    private static PropertyMap Map(JsonElement element, string name, StateValueReader values) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? values.ReadMap(value) : PropertyMap.Empty;

    private static ImmutableArray<string> Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")]
            : [];

    private static ImmutableDictionary<string, ImmutableArray<string>> ReadPropertyDependencies(JsonElement element)
    {
        if (!element.TryGetProperty("propertyDependencies", out var value) || value.ValueKind != JsonValueKind.Object)
        {
            return ImmutableDictionary<string, ImmutableArray<string>>.Empty;
        }

        return value.EnumerateObject()
            .Select(member => KeyValuePair.Create(member.Name, Texts(value, member.Name)))
            .Where(member => member.Value.Length > 0)
            .ToImmutableDictionary(StringComparer.Ordinal);
    }

    private static TimeSpan? ReadDeleteTimeout(JsonElement element) =>
        element.TryGetProperty("customTimeouts", out var timeouts) && timeouts.ValueKind == JsonValueKind.Object
            && timeouts.TryGetProperty("delete", out var delete)
            && delete.GetDouble() > 0 ? TimeSpan.FromSeconds(delete.GetDouble()) : null;
}
