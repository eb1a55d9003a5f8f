using System.Text.Json;

namespace Pulumi;

public static partial class Output
{
    /// <summary>Outputs and inputs inside the value are replaced by their values (V12).</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null) =>
        new(OutputJsonWriter.WriteAsync(value, options));

    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null) =>
        json.Apply(text => JsonSerializer.Deserialize<T>(text, options)!);
}
