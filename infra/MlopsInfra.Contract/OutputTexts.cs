using System.Text.Json;

namespace MlopsInfra.Contract;

/// <summary>
/// The texts of JSON. System.Text.Json takes half of a surrogate pair as long as nobody reads it.
/// </summary>
internal static class OutputTexts
{
    /// <summary>Reads all texts and names in a value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">One is no text.</exception>
    public static void Check(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Check(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Check(member.Value);
                }

                break;
            default:
                break;
        }
    }
}
