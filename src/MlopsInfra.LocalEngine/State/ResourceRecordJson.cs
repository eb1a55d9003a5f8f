using System.Collections.Immutable;
using System.Text.Json;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Writes one resource in the form of Pulumi's deployment, version 3.</summary>
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
}
