using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlopsInfra.LocalCloud.Json;

internal static class JsonText
{
    /// <summary>As services write JSON: no escapes but the necessary ones.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // What was read is shown again within lists and errors.
        MaxDepth = 256,
    };
}
