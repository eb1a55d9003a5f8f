using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>The state file: Pulumi's deployment, version 3, as <c>pulumi stack export</c> prints it.</summary>
internal static class StateFileFormat
{
    /// <summary>The version of the form.</summary>
    public const int Version = 3;

    /// <summary>Values are read as deep as they can be written.</summary>
    public const int MaxDepth = 1000;

    /// <summary>How long a state or a journal may be, in bytes: that of 50,000 resources has 100 MB.</summary>
    public const int MaxLength = 1 << 30;

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

    /// <summary>Reads a state: this file's form, which is that of an export.</summary>
    /// <param name="root">The file's value.</param>
    /// <param name="secrets">Decrypts.</param>
    /// <param name="tolerant">Whether it may come from Pulumi: secrets that can't be decrypted are unknown ones then, and a stack
    /// without resources has no list of them.</param>
    /// <exception cref="JsonException">It is no such state.</exception>
    public static LoadedState Read(JsonElement root, SecretManager secrets, bool tolerant)
    {
        root.AsObject("A state");
        if (root.Number("version") is { } version && version != Version)
            throw new JsonShapeException(root.Needed("version"),
                $"It is a deployment of version {version}; only version {Version} can be read.");
        var deployment = root.Needed("deployment").AsObject("'deployment'");
        if (deployment.Object("secrets_providers") is { } provider) secrets.Use(SecretsProvider.Read(provider));
        if (!tolerant) deployment.Needed("resources");
        var values = new StateValueReader(secrets, tolerant);
        ImmutableArray<ResourceRecord> resources =
            [
                .. deployment.List("resources")
                    .Select(element => ResourceRecordReader.Read(element.AsObject("A resource"), values)),
            ];
        StateIntegrity.Check(resources);
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
            // Pulumi's engine knows no such member, and leaves it out.
            if (operation.RequestId is { } request) writer.WriteString("requestId", request);
            writer.WriteEndObject();
            writer.WriteString("type", "creating");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static ImmutableArray<PendingOperation> ReadPending(JsonElement deployment) =>
    [
        .. deployment.List("pending_operations")
            .Where(operation => operation.AsObject("A pending operation").NeededText("type") == "creating")
            .Select(operation => PendingOperation.Read(operation.Needed("resource"))),
    ];
}
