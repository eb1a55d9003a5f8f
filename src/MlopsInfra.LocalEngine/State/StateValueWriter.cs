using System.Buffers;
using System.Text.Json;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Writes values as JSON in the form of Pulumi's state.</summary>
/// <param name="secrets">Encrypts secrets; null: they are left out, and what is written says only that there is one.</param>
internal sealed class StateValueWriter(SecretManager? secrets)
{
    /// <summary>Writes an object.</summary>
    public void Write(Utf8JsonWriter writer, PropertyMap map)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map)
        {
            writer.WritePropertyName(key);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a value.</summary>
    public void Write(Utf8JsonWriter writer, PropertyValue value)
    {
        switch (value)
        {
            case PropertyValue.NullValue: writer.WriteNullValue(); break;
            case PropertyValue.UnknownValue: writer.WriteStringValue(Signatures.Unknown); break;
            case PropertyValue.Bool boolean: writer.WriteBooleanValue(boolean.Value); break;
            case PropertyValue.Number number: writer.WriteNumberValue(number.Value); break;
            case PropertyValue.Text text: writer.WriteStringValue(text.Value); break;
            case PropertyValue.List list: WriteList(writer, list); break;
            case PropertyValue.Obj obj: Write(writer, obj.Members); break;
            case PropertyValue.Secret secret: WriteSecret(writer, secret); break;
            case PropertyValue.Asset asset: WriteAsset(writer, asset); break;
            case PropertyValue.Archive archive: WriteArchive(writer, archive); break;
            case PropertyValue.Reference reference: WriteReference(writer, reference); break;
            case PropertyValue.Output output: WriteOutput(writer, output); break;
            default: throw new InvalidOperationException($"No such kind of value: {value.GetType().Name}");
        }
    }

    private static void Begin(Utf8JsonWriter writer, string signature)
    {
        writer.WriteStartObject();
        writer.WriteString(Signatures.Key, signature);
    }

    private void WriteList(Utf8JsonWriter writer, PropertyValue.List list)
    {
        writer.WriteStartArray();
        foreach (var item in list.Items) Write(writer, item);
        writer.WriteEndArray();
    }

    private void WriteSecret(Utf8JsonWriter writer, PropertyValue.Secret secret)
    {
        if (secrets is null)
        {
            Begin(writer, Signatures.Secret);
            writer.WriteString("ciphertext", "");
            writer.WriteEndObject();
            return;
        }

        var plaintext = new ArrayBufferWriter<byte>();
        using (var inner = new Utf8JsonWriter(plaintext)) Write(inner, secret.Value);
        Begin(writer, Signatures.Secret);
        writer.WriteString("ciphertext", secrets.Encrypt(plaintext.WrittenSpan));
        writer.WriteEndObject();
    }

    private static void WriteAsset(Utf8JsonWriter writer, PropertyValue.Asset asset)
    {
        Begin(writer, Signatures.Asset);
        writer.WriteString(asset.Kind, asset.Content);
        writer.WriteEndObject();
    }

    private void WriteArchive(Utf8JsonWriter writer, PropertyValue.Archive archive)
    {
        Begin(writer, Signatures.Archive);
        writer.WritePropertyName(archive.Kind);
        if (archive.Kind == "assets") Write(writer, archive.Entries);
        else writer.WriteStringValue(archive.Content);
        writer.WriteEndObject();
    }

    private void WriteReference(Utf8JsonWriter writer, PropertyValue.Reference reference)
    {
        Begin(writer, Signatures.Reference);
        writer.WriteString("urn", reference.Urn);
        if (reference.Id is not null)
        {
            writer.WritePropertyName("id");
            Write(writer, reference.Id);
        }

        writer.WriteEndObject();
    }

    private void WriteOutput(Utf8JsonWriter writer, PropertyValue.Output output)
    {
        // The value may be a secret: it is encrypted by being written as one.
        Begin(writer, Signatures.Output);
        if (output.Value is not null)
        {
            writer.WritePropertyName("value");
            Write(writer, output.IsSecret ? new PropertyValue.Secret(output.Value) : output.Value);
        }

        if (output.IsSecret) writer.WriteBoolean("secret", true);
        if (!output.Dependencies.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("dependencies");
            foreach (var urn in output.Dependencies) writer.WriteStringValue(urn);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
