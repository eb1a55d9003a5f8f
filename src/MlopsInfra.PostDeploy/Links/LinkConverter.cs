using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>Refuses to write a link: a content has to be resolved before it is sent.</summary>
internal sealed class LinkConverter : JsonConverter<Link>
{
    public override Link Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Links are never read from JSON.");

    public override void Write(Utf8JsonWriter writer, Link value, JsonSerializerOptions options) =>
        throw new InvalidOperationException($"The link at {value.Location} was not resolved before its content was written.");
}
