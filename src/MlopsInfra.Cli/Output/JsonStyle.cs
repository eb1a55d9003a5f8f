using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlopsInfra.Cli.Output;

/// <summary>How the command writes JSON: non-ASCII text as it is, since the output is no HTML.</summary>
internal static class JsonStyle
{
    /// <summary>Over several lines.</summary>
    public static JsonWriterOptions Indented { get; } =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>On one line.</summary>
    public static JsonWriterOptions OneLine { get; } = Indented with { Indented = false };
}
