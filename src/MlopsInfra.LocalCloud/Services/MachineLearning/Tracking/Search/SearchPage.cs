using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;

/// <summary>Pages of an answer: a token says where the next one begins, as MLflow writes it.</summary>
internal static class SearchPage
{
    /// <summary>Writes one page.</summary>
    /// <param name="name">The member that holds it.</param>
    /// <param name="all">All that was found.</param>
    /// <param name="call">The call, with its page token.</param>
    /// <param name="size">How many entries a page has.</param>
    /// <param name="write">Writes an entry.</param>
    public static JsonObject Write<T>(string name, IReadOnlyList<T> all, TrackingCall call, int size, Func<T, JsonNode> write)
    {
        var offset = Offset(call.Text("page_token"));
        var answer = new JsonObject();
        var page = all.Skip(offset).Take(size).Select(write).ToArray();
        if (page.Length == 0) return answer;
        answer[name] = new JsonArray(page);
        if (offset + page.Length < all.Count) answer["next_page_token"] = Token(offset + page.Length);
        return answer;
    }

    private static string Token(int offset) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($$"""{"offset": {{offset.ToString(CultureInfo.InvariantCulture)}}}"""));

    private static int Offset(string? token)
    {
        if (string.IsNullOrEmpty(token)) return 0;
        try
        {
            return StrictJson.Parse(Convert.FromBase64String(token))?["offset"]?.GetValue<int>() is { } offset and >= 0
                ? offset : throw Invalid();
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            throw Invalid();
        }
    }

    private static TrackingException Invalid() => TrackingException.Invalid("Invalid page token.");
}
