using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>One change per line, as a JSON object with one member that names the change.</summary>
internal static class JournalFormat
{
    /// <summary>Writes a change, without the end of the line.</summary>
    public static void Write(Utf8JsonWriter writer, StateChange change, StateValueWriter values)
    {
        writer.WriteStartObject();
        switch (change)
        {
            case StateChange.Put put:
                writer.WritePropertyName("put");
                ResourceRecordJson.Write(writer, put.Record, values);
                break;
            case StateChange.Remove remove:
                writer.WriteString("remove", remove.Urn);
                break;
            case StateChange.Replace replace:
                writer.WritePropertyName("replace");
                ResourceRecordJson.Write(writer, replace.Record, values);
                break;
            case StateChange.Discard discard:
                WritePair(writer, "discard", "urn", discard.Urn, "id", discard.Id);
                break;
            case StateChange.Rename rename:
                WritePair(writer, "rename", "from", rename.From, "to", rename.To);
                break;
            case StateChange.Begin begin:
                writer.WriteStartObject("begin");
                writer.WriteString("urn", begin.Operation.Urn);
                writer.WriteString("type", begin.Operation.Type);
                if (begin.Operation.RequestId is { } request) writer.WriteString("requestId", request);
                writer.WriteEndObject();
                break;
            case StateChange.Abandon abandon:
                writer.WriteString("abandon", abandon.Urn);
                break;
            default:
                throw new InvalidOperationException($"No such change: {change.GetType().Name}");
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes how the secrets of the lines that follow are encrypted.</summary>
    public static void WriteProvider(Utf8JsonWriter writer, SecretsProvider provider)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("secrets_providers");
        provider.Write(writer);
        writer.WriteEndObject();
    }

    /// <summary>Reads a line; null for one that says how secrets are encrypted (which is taken over).</summary>
    /// <exception cref="JsonException">It is no such line.</exception>
    public static StateChange? Read(JsonElement line, SecretManager secrets, StateValueReader values)
    {
        foreach (var member in line.AsObject("A change").EnumerateObject())
        {
            switch (member.Name)
            {
                case "secrets_providers":
                    secrets.Use(SecretsProvider.Read(member.Value));
                    return null;
                case "put": return new StateChange.Put(ResourceRecordReader.Read(member.Value.AsObject("A resource"), values));
                case "remove": return new StateChange.Remove(UrnForm.Checked(member.Value, "remove"));
                case "replace":
                    return new StateChange.Replace(ResourceRecordReader.Read(member.Value.AsObject("A resource"), values));
                case "discard": return new StateChange.Discard(UrnForm.Needed(member.Value, "urn"), member.Value.Text("id"));
                case "rename":
                    return new StateChange.Rename(UrnForm.Needed(member.Value, "from"), UrnForm.Needed(member.Value, "to"));
                case "begin": return new StateChange.Begin(PendingOperation.Read(member.Value));
                case "abandon": return new StateChange.Abandon(UrnForm.Checked(member.Value, "abandon"));
                default: break;
            }
        }

        throw new JsonShapeException(line, "It names no known change.");
    }

    private static void WritePair(Utf8JsonWriter writer, string name, string key1, string value1, string key2, string? value2)
    {
        writer.WriteStartObject(name);
        writer.WriteString(key1, value1);
        if (value2 is not null) writer.WriteString(key2, value2);
        writer.WriteEndObject();
    }
}
