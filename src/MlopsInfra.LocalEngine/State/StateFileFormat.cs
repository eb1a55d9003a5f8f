using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>The state file: Pulumi's deployment, version 3, as <c>pulumi stack export</c> prints it.</summary>
internal static class StateFileFormat
{
    /// <summary>The version of the form.</summary>
    public const int Version = 3;

    /// <summary>Values are read as deep as they can be written.</summary>
    public static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = 1000 };

    private const int FlushAbove = 1 << 16;

    /// <summary>How JSON is written for people: indented, without escapes that only HTML needs.</summary>
    private static readonly JsonWriterOptions WriterOptions =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a state.</summary>
    public static void Write(Stream stream, LoadedState state, SecretManager secrets, DateTimeOffset time)
    {
        using var writer = new Utf8JsonWriter(stream, WriterOptions);
        var values = new StateValueWriter(secrets);
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteStartObject("deployment");
        writer.WriteStartObject("manifest");
        writer.WriteString("time", time);
        writer.WriteString("magic", "");
        writer.WriteString("version", typeof(StateFileFormat).Assembly.GetName().Version?.ToString(3));
        writer.WriteEndObject();
        writer.WriteStartArray("resources");
        foreach (var record in state.Resources)
        {
            ResourceRecordJson.Write(writer, record, values);
            if (writer.BytesPending > FlushAbove) writer.Flush();
        }

        writer.WriteEndArray();
        WritePending(writer, state.PendingOperations);
        // After the resources, as the first secret among them decides how secrets are encrypted.
        if (secrets.Provider is { } provider)
        {
            writer.WritePropertyName("secrets_providers");
            provider.Write(writer);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Reads a state: this file's form, or the bare <c>deployment</c> of it.</summary>
    /// <exception cref="JsonException">It is no such state.</exception>
    public static LoadedState Read(JsonElement root, SecretManager secrets, bool tolerant)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException("A JSON object is expected.");
        if (root.TryGetProperty("version", out var version) && version.GetInt32() != Version)
        {
            throw new JsonException($"It is a deployment of version {version.GetInt32()}; only version {Version} can be read.");
        }

        if (!root.TryGetProperty("deployment", out var deployment)) throw new JsonException("'deployment' is missing.");
        if (deployment.TryGetProperty("secrets_providers", out var provider) && provider.ValueKind == JsonValueKind.Object)
        {
            secrets.Use(SecretsProvider.Read(provider));
        }

        var values = new StateValueReader(secrets, tolerant);
        ImmutableArray<ResourceRecord> resources =
            deployment.TryGetProperty("resources", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(element => ResourceRecordJson.Read(element, values))]
            : [];
        return new LoadedState(resources, ReadPending(deployment), values.UnreadableSecrets);
    }

    private static void WritePending(Utf8JsonWriter writer, ImmutableArray<PendingOperation> operations)
    {
        writer.WriteStartArray("pending_operations");
        foreach (var operation in operations)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("resource");
            writer.WriteString("urn", operation.Urn);
            writer.WriteBoolean("custom", true);
            writer.WriteString("type", operation.Type);
            writer.WriteEndObject();
            writer.WriteString("type", "creating");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static ImmutableArray<PendingOperation> ReadPending(JsonElement deployment)
    {
        if (!deployment.TryGetProperty("pending_operations", out var list) || list.ValueKind != JsonValueKind.Array) return [];
        return
        [
            .. list.EnumerateArray()
                .Where(operation => operation.GetProperty("type").GetString() == "creating")
                .Select(operation => operation.GetProperty("resource"))
                .Select(resource => new PendingOperation(resource.GetProperty("urn").GetString()!,
                    resource.GetProperty("type").GetString()!)),
        ];
    }
}
