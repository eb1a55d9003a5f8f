using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>
/// Files in the form of <c>pulumi stack export</c>, for use outside of a stack: read from anywhere, written without secrets and
/// times.
/// </summary>
public static class StateExport
{
    /// <summary>How deep values of an export may stand in each other.</summary>
    public const int MaxDepth = StateFileFormat.MaxDepth;

    private const string Notes = "notes";

    private static readonly JsonWriterOptions WriterOptions =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the resources of an export; secrets that can't be decrypted here are unknown secrets.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DeploymentException">The file is missing or no such export.</exception>
    public static async Task<ImmutableArray<ResourceRecord>> ReadAsync(string path,
        CancellationToken cancellationToken = default) =>
        (await ExportedState.ReadAsync(path, cancellationToken)).Resources;

    /// <summary>Reads what <see cref="Write"/> was given to remember; nothing from what others wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DeploymentException">The file is missing or no such export.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadNotesAsync(string path,
        CancellationToken cancellationToken = default)
    {
        var notes = await ExportedState.ReadMemberAsync(path, Notes, cancellationToken);
        return notes is not { ValueKind: JsonValueKind.Object } found
            ? ImmutableDictionary<string, string>.Empty
            : found.EnumerateObject().Where(note => note.Value.ValueKind == JsonValueKind.String)
                .ToImmutableDictionary(note => note.Name, note => note.Value.GetString()!, StringComparer.Ordinal);
    }

    /// <summary>
    /// Writes resources in the order given. Of a secret it is only said that there is one; the same resources give the same
    /// bytes.
    /// </summary>
    /// <param name="stream">Where to.</param>
    /// <param name="resources">The resources; their times are left out.</param>
    /// <param name="notes">What is to be remembered with them; Pulumi does not look at it.</param>
    public static void Write(Stream stream, IEnumerable<ResourceRecord> resources,
        IReadOnlyDictionary<string, string>? notes = null)
    {
        using var writer = new Utf8JsonWriter(stream, WriterOptions);
        var values = new StateValueWriter(secrets: null);
        writer.WriteStartObject();
        writer.WriteNumber("version", StateFileFormat.Version);
        if (notes is { Count: > 0 })
        {
            writer.WriteStartObject(Notes);
            foreach (var (name, text) in notes.OrderBy(note => note.Key, StringComparer.Ordinal)) writer.WriteString(name, text);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("deployment");
        writer.WriteStartObject("manifest");
        writer.WriteString("time", DateTimeOffset.UnixEpoch);
        writer.WriteString("magic", "");
        writer.WriteString("version", "");
        writer.WriteEndObject();
        writer.WriteStartArray("resources");
        foreach (var resource in resources)
            ResourceRecordJson.Write(writer, resource with { Created = null, Modified = null }, values);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
