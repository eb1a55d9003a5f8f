using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>How the secrets of a state are encrypted; stands in the state as <c>secrets_providers</c>.</summary>
/// <param name="Type"><see cref="KeyFile"/>, <see cref="Passphrase"/>, or another one of Pulumi's.</param>
/// <param name="Salt">For a passphrase: <c>v1:SALT:</c> and a ciphertext that shows whether the passphrase is right.</param>
internal sealed record SecretsProvider(string Type, string? Salt)
{
    /// <summary>A random key in <c>secrets.key</c> beside the states, readable by its owner only.</summary>
    public const string KeyFile = "mlops-key-file";

    /// <summary>A key derived from <c>PULUMI_CONFIG_PASSPHRASE</c>, as Pulumi does it.</summary>
    public const string Passphrase = "passphrase";

    /// <summary>Writes the member of the state file that names the provider.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.WriteStartObject("state");
        if (Salt is not null) writer.WriteString("salt", Salt);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Reads that member.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static SecretsProvider Read(JsonElement element) =>
        new(element.AsObject("'secrets_providers'").NeededText("type"), element.Object("state")?.Text("salt"));
}
